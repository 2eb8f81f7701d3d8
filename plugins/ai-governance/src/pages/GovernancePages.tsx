import { Suspense } from 'react';
import { Progress } from '@backstage/core-components';
import { Route, Routes } from 'react-router-dom';
import { FrameworkProvider } from '../framework/FrameworkProvider';
import { GovernanceNav } from './GovernanceNav';
import { GOVERNANCE_PAGES } from './pages';

/** The overview and the pages below it, with the way between them. @internal */
export function GovernancePages() {
  return (
    <FrameworkProvider>
      <GovernanceNav />
      <Suspense fallback={<Progress />}>
        <Routes>
          {GOVERNANCE_PAGES.map(({ id, path, Page }) => (
            <Route key={id} path={path || '*'} element={<Page />} />
          ))}
        </Routes>
      </Suspense>
    </FrameworkProvider>
  );
}
