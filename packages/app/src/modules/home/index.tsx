import {
  createFrontendModule,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { Navigate, useLocation } from 'react-router-dom';

function ToGovernance() {
  const { search } = useLocation();
  return <Navigate to={`/ai-governance${search}`} replace />;
}

/** Visitors land on the governance page; its own address stays the same everywhere. */
const landingPage = PageBlueprint.make({
  name: 'landing',
  params: {
    path: '/',
    noHeader: true,
    loader: async () => <ToGovernance />,
  },
});

export const homeModule = createFrontendModule({
  pluginId: 'app',
  extensions: [landingPage],
});
