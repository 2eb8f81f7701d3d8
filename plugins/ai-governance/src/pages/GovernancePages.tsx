import { Route, Routes } from 'react-router-dom';
import { AttestationsPage } from '../attestations/AttestationsPage';
import { DataPage } from '../data/DataPage';
import { DisputesPage } from '../disputes/DisputesPage';
import { FrameworkProvider } from '../framework/FrameworkProvider';
import { Overview } from '../overview/Overview';
import { GovernanceNav } from './GovernanceNav';

/** The overview and the pages below it, with the way between them. @internal */
export function GovernancePages() {
  return (
    <FrameworkProvider>
      <GovernanceNav />
      <Routes>
        <Route path="attestations" element={<AttestationsPage />} />
        <Route path="disputes" element={<DisputesPage />} />
        <Route path="data" element={<DataPage />} />
        <Route path="*" element={<Overview />} />
      </Routes>
    </FrameworkProvider>
  );
}
