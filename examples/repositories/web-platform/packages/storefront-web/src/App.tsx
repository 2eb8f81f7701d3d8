export const App = () => <main>Larkspur</main>;
