import { Suspense } from 'react';
import { Progress } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { Route, Routes } from 'react-router-dom';
import { FrameworkProvider } from '../framework/FrameworkProvider';
import { AcceptedRisks } from '../risk-acceptances/AcceptedRisks';
import { GovernanceNav } from './GovernanceNav';
import { GOVERNANCE_PAGES } from './pages';
import { PrintNote } from './PrintNote';

const useStyles = makeStyles(
  {
    // Nobody presses, ticks or chooses anything on paper.
    content: {
      '@media print': {
        '& .MuiButton-root, & .MuiIconButton-root, & .MuiToggleButtonGroup-root, & .MuiFormControl-root, & .MuiFormControlLabel-root':
          { display: 'none' },
        '& tr, & li': { breakInside: 'avoid' },
      },
    },
  },
  { name: 'PlumblineGovernancePages' },
);

/** The overview and the pages below it, with the way between them. @internal */
export function GovernancePages() {
  const classes = useStyles();
  return (
    <FrameworkProvider>
      <GovernanceNav />
      <div className={classes.content}>
        <AcceptedRisks apart />
        <Suspense fallback={<Progress />}>
          <Routes>
            {GOVERNANCE_PAGES.map(({ id, path, Page }) => (
              <Route key={id} path={path || '*'} element={<Page />} />
            ))}
          </Routes>
        </Suspense>
      </div>
      {/* Tables are wide, and lists turn into cards on narrow paper. */}
      <style>{'@page { size: A4 landscape; margin: 12mm }'}</style>
      <PrintNote />
    </FrameworkProvider>
  );
}
