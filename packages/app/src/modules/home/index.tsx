import {
  createFrontendModule,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { Navigate } from 'react-router-dom';

/** Visitors land on the governance page; its own address stays the same everywhere. */
const landingPage = PageBlueprint.make({
  name: 'landing',
  params: {
    path: '/',
    noHeader: true,
    loader: async () => <Navigate to="/ai-governance" replace />,
  },
});

export const homeModule = createFrontendModule({
  pluginId: 'app',
  extensions: [landingPage],
});
