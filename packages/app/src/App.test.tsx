import { render, screen } from '@testing-library/react';
import App from './App';

it('starts at the choice of people', async () => {
  process.env = {
    NODE_ENV: 'test',
    APP_CONFIG: [
      {
        data: {
          app: { title: 'Plumbline demo', baseUrl: 'http://localhost:7007' },
          backend: { baseUrl: 'http://localhost:7007' },
        },
        context: 'test',
      },
    ] as any,
  };
  render(App.createRoot());
  expect(
    await screen.findByRole('heading', { name: 'Plumbline demo' }),
  ).toBeInTheDocument();
});
