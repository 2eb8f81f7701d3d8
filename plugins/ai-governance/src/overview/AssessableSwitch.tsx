import { useApi } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import ToggleButton from '@material-ui/lab/ToggleButton';
import ToggleButtonGroup from '@material-ui/lab/ToggleButtonGroup';
import { aiGovernanceApiRef } from '../api';
import { useNumber } from '../hooks/useLanguage';
import { useResource } from '../hooks/useResource';
import { useText } from '../hooks/useText';
import { listQuery, writeListState, type ListState } from './listState';

const useStyles = makeStyles(
  theme => ({
    button: {
      padding: theme.spacing(0.5, 1.5),
      color: theme.palette.text.primary,
      fontSize: theme.typography.pxToRem(13),
      textTransform: 'none',
      '&.Mui-selected': {
        color: theme.palette.text.primary,
        fontWeight: 700,
      },
    },
  }),
  { name: 'PlumblineAssessableSwitch' },
);

const CHOICES = [
  ['everything', undefined],
  ['assessed', true],
  ['notAssessed', false],
] as const;

/** Everything, what counts, or what does not and why; each with its number. @internal */
export function AssessableSwitch(props: {
  state: ListState;
  onChange: (part: Partial<ListState>) => void;
}) {
  const { state, onChange } = props;
  const classes = useStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const formatNumber = useNumber();
  const base = { ...state, assessable: undefined, cursor: undefined };
  const question = writeListState(base).toString();
  const { value } = useResource(
    async () => {
      const [everything, notAssessed] = await Promise.all(
        [undefined, false].map(assessable =>
          api.countScorecards(listQuery({ ...base, assessable }).filter ?? {}),
        ),
      );
      return {
        everything,
        assessed: everything - notAssessed,
        notAssessed,
      };
    },
    [api, question],
    { keep: true },
  );
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      value={String(state.assessable)}
      onChange={(_, chosen: string | null) =>
        chosen !== null &&
        onChange({
          assessable: CHOICES.find(([, a]) => String(a) === chosen)?.[1],
        })
      }
      aria-label={t('overview.show')}
    >
      {CHOICES.map(([id, assessable]) => (
        <ToggleButton
          key={id}
          value={String(assessable)}
          className={classes.button}
        >
          {value
            ? t('overview.withNumber', {
                label: t(`overview.${id}`),
                number: formatNumber(value[id]),
              })
            : t(`overview.${id}`)}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
