import { useEffect, useState } from 'react';
import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  scorecardReadPermission,
  type Effort,
  type PlanningAim,
  type PushNextResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import {
  Choice,
  Problem,
  Section,
  TextBox,
  usePageStyles,
} from '../components';
import { useDimming } from '../hooks/useDimming';
import { useResource } from '../hooks/useResource';
import { useText } from '../hooks/useText';
import { Filters } from '../overview/Filters';
import { filterOf, writeFilterState } from '../overview/listState';
import { refName } from '../overview/owners';
import { useFilterState } from '../overview/useFilterState';
import { useTabLink } from '../pages/useTabLink';
import { Disclosure } from '../scorecard/Disclosure';
import { Steps } from './Steps';
import { WhatIf } from './WhatIf';
import { Button } from '../controls';

const AIMS: PlanningAim[] = ['official', 'own'];
const DEFAULT_BUDGET = 40;
const MOST_BUDGET = 10_000;

/** Pause after the last digit before a plan is asked for, in milliseconds. */
const TYPING_PAUSE = 300;

const useStyles = makeStyles(
  theme => ({
    filters: { padding: theme.spacing(2, 1.5) },
    options: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(2),
      margin: theme.spacing(2.5, 0, 2),
    },
    budget: { width: 180 },
    aim: { minWidth: 200, flex: '0 1 300px' },
    summary: { fontWeight: 700, margin: theme.spacing(0, 0, 0.5) },
  }),
  { name: 'PlumblinePushNextPage' },
);

function isBudget(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) <= MOST_BUDGET;
}

/** Budget, aim and efforts, kept in the address beside the filter. */
function useOptions() {
  const { filter, changeFilter, view, changeView } = useFilterState();
  const budgetText = view.get('budget') ?? '';
  const efforts = new Map(
    (view.get('effort') ?? '')
      .split(',')
      .map(pair => pair.split('='))
      .filter(pair => pair.length === 2) as [string, Effort][],
  );
  const write = (next: Map<string, Effort>) =>
    changeView({
      effort: [...next].map(pair => pair.join('=')).join(',') || undefined,
    });
  return {
    filter,
    changeFilter,
    budget: isBudget(budgetText) ? Number(budgetText) : DEFAULT_BUDGET,
    aim: view.get('aim') === 'own' ? ('own' as const) : ('official' as const),
    efforts,
    setBudget: (budget: string) => changeView({ budget }),
    setAim: (aim: string | undefined) =>
      changeView({ aim: aim === 'own' ? aim : undefined }),
    setEffort: (key: string, effort: Effort) =>
      write(new Map([...efforts, [key, effort]])),
    resetEfforts: () => write(new Map()),
  };
}

function BudgetBox(props: {
  budget: number;
  onChange: (budget: string) => void;
}) {
  const { budget, onChange } = props;
  const classes = useStyles();
  const t = useText();
  const [text, setText] = useState(String(budget));
  useEffect(() => setText(String(budget)), [budget]);
  const bad = !isBudget(text);
  useEffect(() => {
    if (!isBudget(text) || Number(text) === budget) {
      return undefined;
    }
    const timer = setTimeout(() => onChange(text), TYPING_PAUSE);
    return () => clearTimeout(timer);
  }, [text, budget, onChange]);
  return (
    <TextBox
      className={classes.budget}
      fullWidth={false}
      label={t('pushNext.budget')}
      helperText={bad ? t('pushNext.badBudget') : t('pushNext.budgetHelp')}
      error={bad}
      value={text}
      onChange={setText}
      inputProps={{ inputMode: 'numeric' }}
    />
  );
}

function nothingText(
  response: PushNextResponse,
  t: ReturnType<typeof useText>,
) {
  if (response.entities === 0) {
    return t('pushNext.noEntities');
  }
  return response.before[5] + response.before.none === response.entities
    ? t('pushNext.allDone')
    : t('pushNext.nothing');
}

function Lifted(props: { response: PushNextResponse }) {
  const { lifted, liftedCount } = props.response;
  const page = usePageStyles();
  const t = useText();
  const tabLink = useTabLink();
  return (
    <Disclosure
      summary={
        <>
          {t('pushNext.liftedTitle')}{' '}
          <span className={page.quiet}>{liftedCount}</span>
        </>
      }
    >
      <ul className={page.list}>
        {lifted.map(({ entityRef, title, from, to }) => (
          <li key={entityRef}>
            <Link to={tabLink(entityRef)}>{title ?? refName(entityRef)}</Link>{' '}
            <span className={page.quiet}>
              {t('pushNext.fromTo', { from: String(from), to: String(to) })}
            </span>
          </li>
        ))}
        {liftedCount > lifted.length && (
          <li className={page.quiet}>
            {t('pushNext.more', {
              number: String(liftedCount - lifted.length),
            })}
          </li>
        )}
      </ul>
    </Disclosure>
  );
}

/** What to close so that most entities reach their next level. @internal */
export function PushNextPage() {
  const classes = useStyles();
  const page = usePageStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const options = useOptions();
  const { filter, changeFilter, budget, aim, efforts } = options;
  // Only what counts can be lifted.
  const asked = { ...filter, assessable: undefined };
  const effort = [...efforts].map(pair => pair.join('='));
  const { value, error, loading, reload } = useResource(
    signal =>
      api.getPushNext(
        {
          filter: filterOf(asked),
          budget,
          aim,
          ...(effort.length > 0 && { effort }),
        },
        { signal },
      ),
    [api, writeFilterState(asked).toString(), budget, aim, effort.join()],
    { keep: true },
  );
  const steps = useDimming<HTMLDivElement>(loading);
  return (
    <div className={page.root}>
      <Paper variant="outlined" className={classes.filters}>
        <Filters state={filter} onChange={changeFilter} />
      </Paper>
      {error && (
        <Problem
          error={error}
          permission={scorecardReadPermission.name}
          onRetry={reload}
        />
      )}
      <Section
        title={t('pushNext.title')}
        note={value && !value.isComplete && t('pushNext.partial')}
        action={
          efforts.size > 0 && (
            <Button size="small" onClick={options.resetEfforts}>
              {t('pushNext.reset')}
            </Button>
          )
        }
      >
        <p className={page.text}>{t('pushNext.intro')}</p>
        <div className={classes.options}>
          <BudgetBox budget={budget} onChange={options.setBudget} />
          <Choice
            className={classes.aim}
            label={t('pushNext.aim')}
            any={null}
            value={aim}
            options={AIMS.map(each => ({
              value: each,
              label: t(`pushNext.aims.${each}`),
            }))}
            onChange={options.setAim}
          />
        </div>
        {!value && !error && (
          <div role="status" aria-label={t('pushNext.loading')}>
            {Array.from({ length: 5 }, (_, row) => (
              <Skeleton key={row} height={44} />
            ))}
          </div>
        )}
        {value && (
          <div ref={steps} aria-busy={loading}>
            {value.steps.length === 0 ? (
              <p className={page.text}>{nothingText(value, t)}</p>
            ) : (
              <>
                <p className={classes.summary}>
                  {t('pushNext.summary', {
                    count: value.liftedCount,
                    entities: String(value.entities),
                    cost: String(value.cost),
                    budget: String(value.budget),
                  })}
                </p>
                <p className={`${page.text} ${page.quiet}`}>
                  {value.isExact
                    ? t('pushNext.exact')
                    : t('pushNext.bound', { atMost: String(value.atMost) })}
                </p>
                <Steps
                  steps={value.steps}
                  units={value.standing?.units ?? []}
                  onEffort={options.setEffort}
                />
                <Lifted response={value} />
              </>
            )}
          </div>
        )}
      </Section>
      {value && value.entities > 0 && <WhatIf response={value} />}
    </div>
  );
}
