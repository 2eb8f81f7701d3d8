import { useEffect, useState } from 'react';
import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  scorecardReadPermission,
  type PlanningPrice,
  type PushNextResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { filterRequest } from '../api/listRequest';
import {
  Choice,
  Problem,
  Section,
  TextBox,
  usePageStyles,
} from '../components';
import { isForbidden } from '../components/Problem';
import { ShareMenu } from '../export/ShareMenu';
import { useDimming } from '../hooks/useDimming';
import { useResource } from '../hooks/useResource';
import { useText } from '../hooks/useText';
import { Filters } from '../overview/Filters';
import {
  filterOf,
  NO_FILTER,
  writeFilterState,
  type FilterState,
} from '../overview/listState';
import { refName } from '../overview/owners';
import { useTabLink } from '../pages/useTabLink';
import { Disclosure } from '../scorecard/Disclosure';
import { LEVEL_FILTERS } from '../maturity/figures';
import { useEntitiesLink } from '../maturity/useEntitiesLink';
import { MaybeLink } from './MaybeLink';
import { Steps } from './Steps';
import { AIMS, isBudget, PRICES, useOptions } from './useOptions';
import { planTable } from './planTable';
import { useUnitName } from './useUnitName';
import { WhatIf } from './WhatIf';
import { Button } from '../controls';

/** Pause after the last digit before a plan is asked for, in milliseconds. */
const TYPING_PAUSE = 300;

const useStyles = makeStyles(
  theme => ({
    filters: {
      padding: theme.spacing(2, 1.5),
      '@media print': { display: 'none' },
    },
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

function BudgetBox(props: {
  budget: number;
  price: PlanningPrice;
  onChange: (budget: string) => void;
}) {
  const { budget, price, onChange } = props;
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
      helperText={
        bad
          ? t('pushNext.badBudget')
          : t(
              price === 'closings'
                ? 'pushNext.budgetClosings'
                : 'pushNext.budgetHelp',
            )
      }
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
  const { organization, before } = response;
  if (organization) {
    return organization.to === undefined
      ? t('pushNext.organization.highest')
      : t('pushNext.organization.tooDear', {
          to: String(organization.to),
          parts: String(organization.parts),
          entities: String(organization.entities),
        });
  }
  return before[5] + before.none === response.entities
    ? t('pushNext.allDone')
    : t('pushNext.nothing');
}

/** What the organization's next own level takes, and whether the plan brings it. */
function OrganizationText(props: { response: PushNextResponse }) {
  const t = useText();
  const { organization } = props.response;
  if (organization?.to === undefined) {
    return null;
  }
  return (
    <>
      {t(
        organization.reached
          ? 'pushNext.organization.reached'
          : 'pushNext.organization.partly',
        {
          to: String(organization.to),
          parts: String(organization.parts),
          entities: String(organization.entities),
        },
      )}{' '}
    </>
  );
}

/** Why nobody can plan for the organization's own level here. */
function WholeOnly(props: {
  /** Whether somebody asks for it all the same. */
  isAsked: boolean;
  seesPart: boolean;
  onOwn: () => void;
}) {
  const { isAsked, seesPart, onOwn } = props;
  const page = usePageStyles();
  const t = useText();
  const text = seesPart
    ? t('pushNext.organization.ofPart', {
        permission: scorecardReadPermission.name,
      })
    : t('pushNext.organization.narrowed');
  return isAsked ? (
    <Alert
      severity="info"
      action={
        <Button color="inherit" size="small" onClick={onOwn}>
          {t('pushNext.organization.ownInstead')}
        </Button>
      }
    >
      {text}
    </Alert>
  ) : (
    <p className={`${page.text} ${page.quiet}`}>{text}</p>
  );
}

function Lifted(props: {
  response: PushNextResponse;
  /** Absent where no filter finds the entities of the plan. */
  filter?: FilterState;
}) {
  const { response, filter } = props;
  const { lifted, liftedCount, aim } = response;
  const toEntities = useEntitiesLink(filter ?? NO_FILTER);
  const page = usePageStyles();
  const t = useText();
  const tabLink = useTabLink();
  // They are among those at the level they leave, where that is one.
  const levels = new Set(lifted.map(({ from }) => from));
  const here = {
    [LEVEL_FILTERS[aim === 'official' ? 'official' : 'own']]: [...levels][0],
  };
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
            <MaybeLink to={filter && toEntities(levels.size === 1 ? here : {})}>
              {t('pushNext.more', {
                number: String(liftedCount - lifted.length),
              })}
            </MaybeLink>
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
  const { filter, changeFilter, budget, aim, price, efforts, refs } = options;
  // Only what counts can be lifted.
  const asked = { ...filter, assessable: undefined };
  // No filter finds entities that were chosen one by one.
  const countable = refs.length > 0 ? undefined : asked;
  const effort = [...efforts].map(pair => pair.join('='));
  const isNarrowed =
    refs.length > 0 ||
    filterRequest({ filter: filterOf(asked) }).filter !== undefined;
  const ofWhole = aim === 'organization';
  const {
    value: answer,
    error,
    loading,
    reload,
  } = useResource(
    async signal =>
      ofWhole && isNarrowed
        ? undefined
        : api.getPushNext(
            {
              filter: filterOf(asked),
              budget,
              aim,
              ...(price !== 'effort' && { price }),
              ...(refs.length > 0 && { refs }),
              ...(effort.length > 0 && { effort }),
            },
            { signal },
          ),
    [
      api,
      writeFilterState(asked).toString(),
      budget,
      aim,
      price,
      refs.join(),
      effort.join(),
    ],
    { keep: true },
  );
  const refused = ofWhole && isForbidden(error);
  const value = refused || (ofWhole && isNarrowed) ? undefined : answer;
  const seesPart = refused || answer?.isComplete === false;
  const steps = useDimming<HTMLDivElement>(loading);
  const unitName = useUnitName();
  return (
    <div className={page.root}>
      <Paper variant="outlined" className={classes.filters}>
        <Filters state={filter} onChange={changeFilter} />
      </Paper>
      {error && !refused && !(ofWhole && isNarrowed) && (
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
          <span className={page.actions}>
            {efforts.size > 0 && (
              <Button size="small" onClick={options.resetEfforts}>
                {t('pushNext.reset')}
              </Button>
            )}
            <ShareMenu
              name="ai-governance-push-next"
              content={
                value && {
                  asOf: value.at,
                  table: planTable(value, unitName, t),
                  data: {
                    filter: filterOf(asked),
                    ...(refs.length > 0 && { refs }),
                    ...value,
                  },
                }
              }
            />
          </span>
        }
      >
        <p className={page.text}>
          {t(
            aim === 'organization'
              ? 'pushNext.organization.intro'
              : 'pushNext.intro',
          )}
        </p>
        {refs.length > 0 && (
          <p className={page.text}>
            {t('pushNext.chosen', { count: refs.length })}{' '}
            <Button size="small" onClick={options.resetRefs}>
              {t('pushNext.chosenReset')}
            </Button>
          </p>
        )}
        <div className={classes.options}>
          <BudgetBox
            budget={budget}
            price={price}
            onChange={options.setBudget}
          />
          <Choice
            className={classes.aim}
            label={t('pushNext.aim')}
            any={null}
            value={aim}
            options={AIMS.map(each => ({
              value: each,
              label: t(`pushNext.aims.${each}`),
              disabled: each === 'organization' && (isNarrowed || seesPart),
            }))}
            onChange={options.setAim}
          />
          <Choice
            className={classes.aim}
            label={t('pushNext.price')}
            any={null}
            value={price}
            options={PRICES.map(each => ({
              value: each,
              label: t(`pushNext.prices.${each}`),
            }))}
            onChange={options.setPrice}
          />
        </div>
        {(isNarrowed || seesPart) && (
          <WholeOnly
            isAsked={ofWhole}
            seesPart={!isNarrowed}
            onOwn={() => options.setAim('own')}
          />
        )}
        {!value && !error && !(ofWhole && isNarrowed) && (
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
                  <OrganizationText response={value} />
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
                  filter={countable}
                  onEffort={options.setEffort}
                />
                <Lifted response={value} filter={countable} />
              </>
            )}
          </div>
        )}
      </Section>
      {value && value.entities > 0 && (
        <WhatIf
          response={value}
          filter={countable}
          ticked={options.ticked}
          onTick={options.setTicked}
        />
      )}
    </div>
  );
}
