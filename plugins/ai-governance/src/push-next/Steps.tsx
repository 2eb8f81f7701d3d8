import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import type {
  Effort,
  PlanningUnit,
  PushNextStep,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { usePageStyles } from '../components';
import { useText } from '../hooks/useText';
import { useEntitiesLink } from '../maturity/useEntitiesLink';
import { NO_FILTER, type FilterState } from '../overview/listState';
import { ownerName, refName } from '../overview/owners';
import { useTabLink } from '../pages/useTabLink';
import { Disclosure } from '../scorecard/Disclosure';
import { MaybeLink } from './MaybeLink';
import { useUnitName } from './useUnitName';

const EFFORTS: Effort[] = ['small', 'medium', 'large'];

const useStyles = makeStyles(
  theme => ({
    list: { margin: 0, padding: 0, listStyle: 'none', counterReset: 'step' },
    item: {
      counterIncrement: 'step',
      borderTop: `1px solid ${theme.palette.divider}`,
    },
    line: {
      display: 'grid',
      gridTemplateColumns: 'auto minmax(0, 1fr) auto',
      gap: theme.spacing(0.25, 1.5),
      alignItems: 'baseline',
      '&::before': {
        content: 'counter(step) "."',
        fontVariantNumeric: 'tabular-nums',
        fontWeight: 700,
      },
      [theme.breakpoints.down('xs')]: {
        gridTemplateColumns: 'auto minmax(0, 1fr)',
      },
    },
    words: { overflowWrap: 'anywhere', lineHeight: 1.5 },
    lifts: {
      fontWeight: 700,
      [theme.breakpoints.down('xs')]: { gridColumn: 2 },
    },
    effort: {
      width: 136,
      flex: 'none',
      margin: theme.spacing(0.5, 0),
      '& select': { paddingTop: 7, paddingBottom: 7 },
    },
    input: { fontSize: theme.typography.pxToRem(13) },
    subjects: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 2),
      listStyle: 'none',
      margin: theme.spacing(1, 0, 0),
      padding: 0,
    },
  }),
  { name: 'PlumblinePushNextSteps' },
);

function Subjects(props: { step: PushNextStep; filter?: FilterState }) {
  const { step, filter } = props;
  const to = useEntitiesLink(filter ?? NO_FILTER);
  // What is open of a criterion, no filter asks for.
  const open =
    filter && step.control && step.scope !== 'organization'
      ? to({ openPart: `${step.control}:${step.scope}` })
      : undefined;
  const classes = useStyles();
  const t = useText();
  const tabLink = useTabLink();
  return (
    <ul className={classes.subjects}>
      {step.subjects.map(({ ref, title }) => (
        <li key={ref}>
          {step.scope === 'entity' ? (
            <Link to={tabLink(ref)}>{title ?? refName(ref)}</Link>
          ) : (
            ownerName(ref)
          )}
        </li>
      ))}
      {step.subjectCount > step.subjects.length && (
        <li>
          <MaybeLink to={open}>
            {t('pushNext.more', {
              number: String(step.subjectCount - step.subjects.length),
            })}
          </MaybeLink>
        </li>
      )}
      {open && (
        <li>
          <Link to={open}>
            {t('pushNext.openIn', { control: step.control! })}
          </Link>
        </li>
      )}
    </ul>
  );
}

/** The plan, most helpful first; efforts can be corrected in place. @internal */
export function Steps(props: {
  steps: PushNextStep[];
  units: readonly PlanningUnit[];
  /** Which entities the plan is for; absent where no filter finds them. */
  filter?: FilterState;
  onEffort: (key: string, effort: Effort) => void;
}) {
  const { steps, units, onEffort } = props;
  const classes = useStyles();
  const page = usePageStyles();
  const t = useText();
  const unitName = useUnitName();
  return (
    <ol className={classes.list} aria-label={t('pushNext.title')}>
      {steps.map(step => {
        const usual = units.find(({ key }) => key === step.key)?.defaultEffort;
        const reached = Object.entries(step.liftsTo)
          .map(([level, number]) =>
            t('pushNext.lifts', { number: String(number), level }),
          )
          .join(t('pushNext.joined'));
        return (
          <li key={step.key} className={classes.item}>
            <Disclosure
              summary={
                <span className={classes.line}>
                  <span className={classes.words}>
                    <strong>{unitName(step)}</strong>{' '}
                    {t(`pushNext.subjects.${step.scope}`, {
                      count: step.subjectCount,
                    })}{' '}
                    <span className={page.quiet}>
                      {t('pushNext.cost', { cost: String(step.cost) })}
                    </span>
                  </span>
                  <span className={classes.lifts}>{reached}</span>
                </span>
              }
              asideBelow
              aside={
                <TextField
                  select
                  size="small"
                  variant="outlined"
                  className={classes.effort}
                  value={step.effort}
                  onChange={event =>
                    onEffort(step.key, event.target.value as Effort)
                  }
                  SelectProps={{ native: true }}
                  InputProps={{ className: classes.input }}
                  // The row says which effort it is; only the ear needs a name.
                  inputProps={{
                    'aria-label': t('pushNext.effort', {
                      name: unitName(step),
                    }),
                  }}
                >
                  {EFFORTS.map(effort => (
                    <option key={effort} value={effort}>
                      {effort === usual && effort !== step.effort
                        ? t('pushNext.usual', {
                            effort: t(`pushNext.efforts.${effort}`),
                          })
                        : t(`pushNext.efforts.${effort}`)}
                    </option>
                  ))}
                </TextField>
              }
            >
              <span className={page.quiet}>
                {t('pushNext.soFar', { number: String(step.liftedSoFar) })}
              </span>
              <Subjects step={step} filter={props.filter} />
            </Disclosure>
          </li>
        );
      })}
    </ol>
  );
}
