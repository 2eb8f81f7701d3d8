import { useApi } from '@backstage/core-plugin-api';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import { aiGovernanceApiRef } from '../api';
import { usePageStyles } from '../components';
import { useResource } from '../hooks/useResource';
import { EntityList } from './EntityList';
import { Filters } from './Filters';
import { filterOf, writeFilterState } from './listState';
import { useListState } from './useListState';

const useStyles = makeStyles(
  theme => ({
    filters: {
      padding: theme.spacing(2, 1.5),
      '@media print': { display: 'none' },
    },
  }),
  { name: 'PlumblineEntitiesPage' },
);

/** The entities behind a number, or all of them. @internal */
export function EntitiesPage() {
  const classes = useStyles();
  const page = usePageStyles();
  const api = useApi(aiGovernanceApiRef);
  const navigation = useListState();
  const { state, change } = navigation;
  const everything = { ...state, assessable: undefined };
  const { value } = useResource(
    signal => api.getSummary({ filter: filterOf(everything) }, { signal }),
    [api, writeFilterState(everything).toString()],
    { keep: true },
  );
  return (
    <div className={page.root}>
      <Paper variant="outlined" className={classes.filters}>
        <Filters state={state} onChange={change} />
      </Paper>
      <EntityList
        navigation={navigation}
        totals={value?.totals}
        picturesPending={false}
      />
    </div>
  );
}
