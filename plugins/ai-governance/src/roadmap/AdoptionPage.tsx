import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { useSearchParams } from 'react-router-dom';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  adoptionDecidePermission,
  roadmapAttestPermission,
  scorecardReadPermission,
  type AdoptionResponse,
  type AdoptionTeam,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import {
  Choice,
  FormDialog,
  Problem,
  RelativeTime,
  Section,
  StatusLabel,
  StatementBox,
  TextBox,
  usePageStyles,
} from '../components';
import { ShareMenu } from '../export/ShareMenu';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useResource } from '../hooks/useResource';
import { useText, type Translate } from '../hooks/useText';
import { usePermitted } from '../hooks/useViewer';
import { Figure } from '../maturity/Figure';
import { ownerName } from '../overview/owners';
import { useGovernancePath } from '../pages/useGovernancePath';
import { Disclosure } from '../scorecard/Disclosure';
import { personName } from '../scorecard/people';
import { AheadEntities } from './AheadEntities';
import { PlanItems } from './PlanItems';
import { Button } from '../controls';

const useStyles = makeStyles(
  theme => ({
    line: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr) minmax(0, 1.4fr)',
      gap: theme.spacing(0.5, 2),
      alignItems: 'baseline',
      [theme.breakpoints.down('xs')]: { gridTemplateColumns: '1fr' },
    },
    /** As wide in every row, so that what stands before it lines up. */
    acts: {
      justifyContent: 'flex-end',
      [theme.breakpoints.down('xs')]: { justifyContent: 'flex-start' },
      [theme.breakpoints.up('md')]: { flex: 'none', width: 340 },
    },
    title: {
      margin: theme.spacing(1.5, 0, 0.5),
      fontSize: theme.typography.pxToRem(14),
      fontWeight: 700,
    },
  }),
  { name: 'PlumblineAdoptionPage' },
);

/** Names of stages; the one before the first has a name too. */
function stageNames(value: AdoptionResponse, t: Translate) {
  const names = new Map(value.stages.map(({ id, name }) => [id, name]));
  return (id: string | null) =>
    id === null ? t('adoption.none') : names.get(id) ?? id;
}

const doneOf = ({ next }: AdoptionTeam) =>
  next?.items.filter(({ isDone }) => isDone).length ?? 0;

function MoveDialog(props: {
  team: AdoptionTeam;
  value: AdoptionResponse;
  /** Up to the next stage, or down to one of those before. */
  up: boolean;
  onClose: () => void;
  onMoved: () => Promise<void>;
}) {
  const { team, value, up, onClose, onMoved } = props;
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const name = stageNames(value, t);
  const place = value.stages.findIndex(({ id }) => id === team.stage);
  const below: (string | null)[] = [
    ...value.stages
      .slice(0, Math.max(0, place))
      .map(({ id }) => id)
      .reverse(),
    null,
  ];
  const [down, setDown] = useState<string | null>(below[0]);
  const [reason, setReason] = useState('');
  const to = up ? team.next?.stage ?? null : down;
  return (
    <FormDialog
      title={t('adoption.moveTitle', { team: ownerName(team.team) })}
      submit={t('adoption.move')}
      incomplete={!reason.trim()}
      onClose={onClose}
      onSubmit={async () => {
        await api.moveAdoption({
          team: team.team,
          from: team.stage,
          to,
          reason: reason.trim(),
        });
        await onMoved();
        onClose();
      }}
    >
      <p>
        {name(team.stage)} → <strong>{name(to)}</strong>
      </p>
      <p>{up ? t('adoption.moveUpText') : t('adoption.moveDownText')}</p>
      {!up && (
        <Choice
          label={t('adoption.moveTo')}
          any={null}
          value={down ?? 'none'}
          options={below.map(id => ({ value: id ?? 'none', label: name(id) }))}
          onChange={id => setDown(id === 'none' ? null : id ?? null)}
        />
      )}
      <StatementBox
        label={t('adoption.reason')}
        value={reason}
        onChange={setReason}
      />
    </FormDialog>
  );
}

function Team(props: {
  team: AdoptionTeam;
  value: AdoptionResponse;
  mayAttest?: boolean;
  mayDecide?: boolean;
  onMove: (up: boolean) => void;
  onChanged: () => Promise<void>;
}) {
  const { team, value, mayAttest, mayDecide, onMove, onChanged } = props;
  const classes = useStyles();
  const page = usePageStyles();
  const t = useText();
  const index = useFrameworkIndex();
  const name = stageNames(value, t);
  const { next, ahead } = team;
  const root = useGovernancePath() ?? '';
  const checklist = (id: string) =>
    index?.framework.checklists.find(list => list.id === id)?.name ?? id;
  return (
    <Disclosure
      summary={
        <span className={classes.line}>
          <strong>{ownerName(team.team)}</strong>
          <span>{name(team.stage)}</span>
          <span className={page.actions}>
            {next ? (
              <>
                <StatusLabel status={next.isReady ? 'met' : 'unknown'}>
                  {next.isReady ? t('adoption.ready') : t('adoption.notReady')}
                </StatusLabel>
                <span className={page.quiet}>
                  {name(next.stage)}:{' '}
                  {t('adoption.criteria', {
                    done: String(doneOf(team)),
                    total: String(next.items.length),
                  })}
                </span>
              </>
            ) : (
              <span className={page.quiet}>{t('adoption.last')}</span>
            )}
            {ahead && (
              <StatusLabel status="gap">
                {t('adoption.ahead', { count: ahead.entities })}
              </StatusLabel>
            )}
          </span>
        </span>
      }
      asideBelow
      aside={
        mayDecide && (
          <span className={`${page.actions} ${classes.acts}`}>
            {next?.isReady && (
              <Button
                size="small"
                variant="outlined"
                color="primary"
                aria-label={t('adoption.moveUpThis', {
                  team: ownerName(team.team),
                  stage: name(next.stage),
                })}
                onClick={() => onMove(true)}
              >
                {t('adoption.moveUp', { stage: name(next.stage) })}
              </Button>
            )}
            {team.stage !== null && (
              <Button
                size="small"
                aria-label={t('adoption.stepDownThis', {
                  team: ownerName(team.team),
                })}
                onClick={() => onMove(false)}
              >
                {t('adoption.stepDown')}
              </Button>
            )}
          </span>
        )
      }
    >
      <p className={page.text}>
        <Figure
          value={team.entities}
          to={`${root}/entities?owner=${encodeURIComponent(team.team)}`}
          label={t('adoption.entitiesOf', { team: ownerName(team.team) })}
        />{' '}
        {t('adoption.entitiesOf', { team: ownerName(team.team) })}
      </p>
      {ahead && (
        <>
          <h3 className={classes.title}>
            {t('adoption.ahead', { count: ahead.entities })}
          </h3>
          <p className={page.text}>{t('adoption.aheadHelp')}</p>
          <AheadEntities team={team.team} ahead={ahead} name={name} />
        </>
      )}
      {next && (
        <>
          {next.missingChecklists.map(id => (
            <p key={id} className={page.text}>
              <StatusLabel status="gap">
                {t('adoption.missingChecklist', { name: checklist(id) })}
              </StatusLabel>
            </p>
          ))}
          <PlanItems
            subject={team.team}
            plan={`adoption:${next.stage}`}
            items={next.items}
            mayAttest={mayAttest}
            onChanged={onChanged}
          />
        </>
      )}
      {team.moves.length > 0 && (
        <>
          <h3 className={classes.title}>{t('adoption.history')}</h3>
          <ul className={page.list}>
            {team.moves.map(move => (
              <li key={move.at} className={page.item}>
                <span className={page.quiet}>
                  <RelativeTime instant={move.at} />{' '}
                  {t('adoption.step', {
                    from: name(move.from),
                    to: name(move.to),
                    person: personName(move.by),
                  })}
                </span>{' '}
                {move.reason}
              </li>
            ))}
          </ul>
        </>
      )}
    </Disclosure>
  );
}

/** Teams drawn at once. */
const PAGE = 25;

/** Stands for teams that have not begun, in the address. */
const NOT_BEGUN = 'none';

/** What the address narrows the teams down to. */
function shownTeams(
  items: readonly AdoptionTeam[],
  view: URLSearchParams,
): AdoptionTeam[] {
  const stage = view.get('stage');
  const name = (view.get('name') ?? '').toLocaleLowerCase('en-US');
  return items.filter(
    team =>
      (!stage || (team.stage ?? NOT_BEGUN) === stage) &&
      (!name ||
        ownerName(team.team).toLocaleLowerCase('en-US').includes(name)) &&
      (view.get('ready') !== 'true' || team.next?.isReady === true),
  );
}

/** Which teams are listed: by name, by stage with its number of teams, by readiness. */
function TeamFilters(props: {
  items: readonly AdoptionTeam[];
  stages: readonly (string | null)[];
  name: (stage: string | null) => string;
  view: URLSearchParams;
  onChange: (part: { [key: string]: string | undefined }) => void;
}) {
  const { items, view, onChange } = props;
  const page = usePageStyles();
  const t = useText();
  const numbered = (label: string, number: number) =>
    t('overview.withNumber', { label, number: String(number) });
  return (
    <div className={page.filters}>
      <TextBox
        className={page.search}
        label={t('overview.search')}
        value={view.get('name') ?? ''}
        onChange={text => onChange({ name: text || undefined })}
      />
      <Choice
        className={page.choice}
        label={t('adoption.stage')}
        value={view.get('stage') ?? undefined}
        options={props.stages.map(stage => ({
          value: stage ?? NOT_BEGUN,
          label: numbered(
            props.name(stage),
            items.filter(team => team.stage === stage).length,
          ),
        }))}
        onChange={stage => onChange({ stage: stage as string | undefined })}
      />
      <Choice
        className={page.choice}
        label={t('adoption.next')}
        value={view.get('ready') ?? undefined}
        options={[
          {
            value: 'true',
            label: numbered(
              t('adoption.ready'),
              items.filter(team => team.next?.isReady).length,
            ),
          },
        ]}
        onChange={ready => onChange({ ready: ready as string | undefined })}
      />
    </div>
  );
}

/** How far teams are with adopting assistants, and what the next stage takes. @internal */
export function AdoptionPage() {
  const page = usePageStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const mayAttest = usePermitted(roadmapAttestPermission);
  const mayDecide = usePermitted(adoptionDecidePermission);
  const [view, setParams] = useSearchParams();
  const [moving, setMoving] = useState<{ team: AdoptionTeam; up: boolean }>();
  const { value, error, reload } = useResource(() => api.getAdoption(), [api]);
  const name = value && stageNames(value, t);
  const shown = value && shownTeams(value.items, view);
  const first = Math.min(
    Math.max(0, Number.parseInt(view.get('after') ?? '0', 10) || 0),
    Math.max(0, (shown?.length ?? 0) - 1),
  );
  const change = (part: { [key: string]: string | undefined }) =>
    setParams(
      before => {
        const after = new URLSearchParams(before);
        for (const [key, text] of Object.entries({
          after: undefined,
          ...part,
        })) {
          if (text === undefined) {
            after.delete(key);
          } else {
            after.set(key, text);
          }
        }
        return after;
      },
      { replace: 'name' in part },
    );
  return (
    <div className={page.root}>
      {error && (
        <Problem
          error={error}
          permission={scorecardReadPermission.name}
          onRetry={reload}
        />
      )}
      {mayDecide === false && (
        <Alert severity="info">
          {t('adoption.forbidden', {
            permission: adoptionDecidePermission.name,
          })}
        </Alert>
      )}
      <Section
        title={t('adoption.title')}
        action={
          <ShareMenu
            name="adoption"
            content={
              value &&
              name && {
                asOf: value.at,
                table: {
                  columns: [
                    { label: t('adoption.team') },
                    { label: t('adoption.stage') },
                    { label: t('adoption.since') },
                    { label: t('adoption.entities'), number: true },
                    { label: t('adoption.next') },
                    { label: t('roadmap.state') },
                    { label: t('adoption.aheadColumn'), number: true },
                  ],
                  rows: (shown ?? []).map(team => [
                    ownerName(team.team),
                    name(team.stage),
                    team.moves[0]?.at ?? null,
                    team.entities,
                    team.next ? name(team.next.stage) : null,
                    team.next
                      ? t('adoption.criteria', {
                          done: String(doneOf(team)),
                          total: String(team.next.items.length),
                        })
                      : t('adoption.last'),
                    team.ahead?.entities ?? 0,
                  ]),
                },
                data: { ...value, items: shown },
              }
            }
          />
        }
      >
        <p className={page.text}>{t('adoption.intro')}</p>
        {value && !value.isComplete && (
          <p className={page.text}>
            <strong>{t('maturity.partial')}</strong>
          </p>
        )}
        {!value && !error && (
          <div role="status" aria-label={t('adoption.loading')}>
            {Array.from({ length: 6 }, (_, row) => (
              <Skeleton key={row} height={48} />
            ))}
          </div>
        )}
        {value?.items.length === 0 && (
          <p className={page.quiet}>{t('adoption.empty')}</p>
        )}
        {value && value.items.length > 0 && name && (
          <TeamFilters
            items={value.items}
            stages={[null, ...value.stages.map(({ id }) => id)]}
            name={name}
            view={view}
            onChange={change}
          />
        )}
        {value && value.items.length > 0 && shown?.length === 0 && (
          <p className={page.quiet}>{t('adoption.noMatch')}</p>
        )}
        {value &&
          shown
            ?.slice(first, first + PAGE)
            .map(team => (
              <Team
                key={team.team}
                team={team}
                value={value}
                mayAttest={mayAttest}
                mayDecide={mayDecide}
                onMove={up => setMoving({ team, up })}
                onChanged={reload}
              />
            ))}
        {shown && shown.length > PAGE && (
          <div className={page.actions}>
            <span role="status" className={page.quiet}>
              {t('adoption.shown', {
                first: String(first + 1),
                last: String(Math.min(first + PAGE, shown.length)),
                of: String(shown.length),
              })}
            </span>
            <Button
              size="small"
              variant="outlined"
              disabled={first === 0}
              onClick={() =>
                change({
                  after: first > PAGE ? String(first - PAGE) : undefined,
                })
              }
            >
              {t('overview.previous')}
            </Button>
            <Button
              size="small"
              variant="outlined"
              disabled={first + PAGE >= shown.length}
              onClick={() => change({ after: String(first + PAGE) })}
            >
              {t('overview.next')}
            </Button>
          </div>
        )}
      </Section>
      {value && moving && (
        <MoveDialog
          team={moving.team}
          up={moving.up}
          value={value}
          onClose={() => setMoving(undefined)}
          onMoved={reload}
        />
      )}
    </div>
  );
}
