import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { parseEntityRef } from '@backstage/catalog-model';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import Alert from '@material-ui/lab/Alert';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  assistantName,
  scorecardReadPermission,
  toolRequestPermission,
  type ControlStatus,
  type RegisteredTool,
  type ToolsResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import {
  ActButtons,
  Choice,
  Problem,
  RelativeTime,
  Section,
  StatusLabel,
  usePageStyles,
} from '../components';
import { errorMessage } from '../components/Problem';
import { saveFile } from '../export/saveFile';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useResource } from '../hooks/useResource';
import { useText } from '../hooks/useText';
import { usePermitted } from '../hooks/useViewer';
import { useTabLink } from '../pages/useTabLink';
import { personName } from '../scorecard/people';
import { ToolActDialog, type ToolAct } from './ToolActDialog';
import { RequestToolDialog } from './ToolDialogs';
import { AskedBy, DecidedBy, SignOffs, ToolHistory } from './ToolHistory';
import { Button } from '../controls';
import { AccessMatrix } from './AccessMatrix';

const LOADING_ROWS = 4;

type Standing = RegisteredTool['status'] | 'due' | 'dueSoon';

const STATUS: { [standing in Standing]: ControlStatus } = {
  approved: 'met',
  due: 'stale',
  dueSoon: 'stale',
  requested: 'unknown',
  rejected: 'gap',
  retired: 'notApplicable',
};

const ORDER: Standing[] = [
  'due',
  'dueSoon',
  'requested',
  'approved',
  'rejected',
  'retired',
];

function standingOf(tool: RegisteredTool): Standing {
  if (tool.isDue) {
    return 'due';
  }
  return tool.isDueSoon ? 'dueSoon' : tool.status;
}

const SORTS = ['standing', 'review'] as const;

/**
 * What waits first, then what may be used, then what may not; or by when each
 * is to be looked at again, the soonest first and what never is last.
 */
function sorted(
  tools: readonly RegisteredTool[],
  by: (typeof SORTS)[number],
): RegisteredTool[] {
  const rank = (tool: RegisteredTool) =>
    tool.request ? -1 : ORDER.indexOf(standingOf(tool));
  const review = ({ status, reviewBy }: RegisteredTool) =>
    status === 'approved' && reviewBy ? Date.parse(reviewBy) : Infinity;
  const soonest = (a: RegisteredTool, b: RegisteredTool) =>
    review(a) === review(b) ? 0 : review(a) - review(b);
  return [...tools].sort(
    (a, b) =>
      (by === 'review' ? soonest(a, b) : 0) ||
      rank(a) - rank(b) ||
      a.name.localeCompare(b.name),
  );
}

/** What the reader may do about a tool, as the backend says. */
function actsOf(
  { request, allowed }: RegisteredTool,
  requests?: boolean,
): ToolAct[] {
  return [
    ...(allowed?.withdraw ? (['withdraw'] as const) : []),
    ...(allowed && allowed.sign.length > 0
      ? (['approve', 'reject'] as const)
      : []),
    ...(allowed?.review ? (['review', 'revoke'] as const) : []),
    ...(!request && requests ? (['requestMore'] as const) : []),
  ];
}

/** With which data it may be used, and what stands in the way of the rest. */
function Access(props: { tool: RegisteredTool }) {
  const { tool } = props;
  const classes = usePageStyles();
  const t = useText();
  const index = useFrameworkIndex();
  const name = (id: RegisteredTool['access'][number]['classification']) =>
    index?.classification(id)?.name ?? id;
  const allowed = tool.access.filter(each => each.allowed);
  const refused = tool.access.filter(each => !each.allowed);
  return (
    <>
      <div>
        {allowed.length > 0
          ? t('aiTools.allowedWith', {
              classifications: allowed
                .map(({ classification }) => name(classification))
                .join(', '),
            })
          : t('aiTools.allowedWithNone')}
      </div>
      {tool.status === 'approved' && (
        <div className={classes.quiet}>
          {refused
            .map(
              ({ classification, reasons }) =>
                `${name(classification)}: ${reasons.join(', ')}`,
            )
            .join('; ')}
        </div>
      )}
    </>
  );
}

/** What is asked for and who has not signed. */
function Waiting(props: { tool: RegisteredTool }) {
  const { request } = props.tool;
  const t = useText();
  const index = useFrameworkIndex();
  if (!request) {
    return null;
  }
  const role = (id: string) => index?.roleName(id) ?? id;
  return (
    <>
      <AskedBy request={request} />
      <SignOffs signOffs={request.signOffs} />
      <div>
        {t('aiTools.waitsFor', { roles: request.missing.map(role).join(', ') })}
      </div>
    </>
  );
}

function Tool(props: {
  tool: RegisteredTool;
  acts: ToolAct[];
  /** Somebody was led to what was decided about it. */
  isOpen: boolean;
  onAct: (act: ToolAct) => void;
}) {
  const { tool, acts, onAct } = props;
  const classes = usePageStyles();
  const t = useText();
  const standing = standingOf(tool);
  return (
    <li className={classes.item}>
      <div className={classes.row}>
        <div>
          <div>
            <strong>{tool.name}</strong>{' '}
            <span className={classes.quiet}>
              {[tool.vendor, tool.version].filter(Boolean).join(', ')}
            </span>{' '}
            <StatusLabel status={STATUS[standing]}>
              {t(`aiTools.standing.${standing}`)}
            </StatusLabel>
          </div>
          <Access tool={tool} />
          {tool.conditions && tool.conditions.length > 0 && (
            <div>
              <span className={classes.quiet}>{t('aiTools.conditions')}:</span>{' '}
              {tool.conditions.join('; ')}
            </div>
          )}
          <div className={classes.quiet}>
            {tool.owner &&
              `${t('aiTools.ownedBy')} ${personName(tool.owner)}. `}
            {tool.reviewBy && tool.status === 'approved' && (
              <>
                {tool.isDue ? t('aiTools.reviewWas') : t('aiTools.reviewBy')}{' '}
                <RelativeTime instant={tool.reviewBy} />.{' '}
              </>
            )}
            {tool.endpoints.length > 0 &&
              t('aiTools.speaksTo', { endpoints: tool.endpoints.join(', ') })}
          </div>
          <DecidedBy tool={tool} />
          <Waiting tool={tool} />
        </div>
        {acts.length > 0 && (
          <div className={classes.actions}>
            <ActButtons
              acts={acts}
              label={act => t(`aiTools.act.${act}`)}
              describe={act =>
                t('inbox.actThis', {
                  act: t(`aiTools.act.${act}`),
                  what: tool.name,
                })
              }
              isPrimary={act => act === 'approve'}
              onAct={onAct}
            />
          </div>
        )}
      </div>
      <ToolHistory tool={tool} isOpen={props.isOpen} />
    </li>
  );
}

/** A tool that was seen somewhere, with its name where one is known. */
interface SeenSomewhere {
  id: string;
  name?: string;
}

/** Accents that remain beside a letter once it is taken apart. */
const ACCENTS = /[\u0300-\u036f]/g;

/** What a tool that only has a name could be called in the registry. */
function idOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .toLocaleLowerCase('en-US')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** What was found beside the registry. */
function Beside(props: {
  value: ToolsResponse;
  /** Asks for a tool that was seen; undefined where the reader may not. */
  onAsk?: (tool: SeenSomewhere) => void;
}) {
  const { onAsk } = props;
  const { unregistered, seen, resources, resourcesLeftOut, items } =
    props.value;
  const tabLink = useTabLink();
  const classes = usePageStyles();
  const t = useText();
  const isRegistered = (id: string) => items.some(tool => tool.id === id);
  const ask = (tool: SeenSomewhere) =>
    // What was asked for already waits above.
    onAsk && !isRegistered(tool.id) ? (
      <Button
        size="small"
        variant="outlined"
        aria-label={t('inbox.actThis', {
          act: t('aiTools.seenAsk'),
          what: tool.name ?? tool.id,
        })}
        onClick={() => onAsk(tool)}
      >
        {t('aiTools.seenAsk')}
      </Button>
    ) : null;
  return (
    <>
      {seen.length > 0 && (
        <Section title={t('aiTools.seenTitle')} note={t('aiTools.seenNote')}>
          <ul className={classes.list}>
            {seen.map(({ id, entities, examples }) => (
              <li key={id} className={classes.item}>
                <div className={classes.row}>
                  <div>
                    <strong>{assistantName(id)}</strong>{' '}
                    {t('aiTools.seenIn', { count: entities })}
                    <div>
                      {examples.map((ref, position) => (
                        <span key={ref}>
                          {position > 0 && ', '}
                          <Link to={tabLink(ref)} underline="always">
                            {parseEntityRef(ref).name}
                          </Link>
                        </span>
                      ))}
                      {entities > examples.length && ', …'}
                    </div>
                  </div>
                  {ask({ id, name: assistantName(id) })}
                </div>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {unregistered.length > 0 && (
        <Section
          title={t('aiTools.unregisteredTitle')}
          note={t('aiTools.unregisteredNote')}
        >
          <ul className={classes.list}>
            {unregistered.map(({ name, message }) => (
              <li key={message} className={classes.item}>
                <div className={classes.row}>
                  <span>{message}</span>
                  {ask({ id: idOf(name), name })}
                </div>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {resources.length > 0 && (
        <Section
          title={t('aiTools.resourcesTitle')}
          note={t('aiTools.resourcesNote')}
        >
          <ul className={classes.list}>
            {resources.map(({ entityRef, title, tool }) => (
              <li key={entityRef} className={classes.item}>
                <EntityRefLink
                  underline="always"
                  entityRef={entityRef}
                  title={title ?? parseEntityRef(entityRef).name}
                />{' '}
                <span className={classes.quiet}>
                  {isRegistered(tool)
                    ? t('aiTools.registeredAs', { tool })
                    : t('aiTools.notRegistered', { tool })}
                </span>
              </li>
            ))}
          </ul>
          {resourcesLeftOut !== undefined && (
            <p className={classes.quiet}>
              {t('aiTools.resourcesLeftOut', { count: resourcesLeftOut })}
            </p>
          )}
        </Section>
      )}
    </>
  );
}

/** The registry of AI tools: what may be used, with which data, until when. @internal */
export function ToolsPage() {
  const classes = usePageStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const requests = usePermitted(toolRequestPermission);
  const [params, setParams] = useSearchParams();
  const sort = SORTS.find(id => id === params.get('sort')) ?? SORTS[0];
  const [asking, setAsking] = useState<Partial<SeenSomewhere>>();
  const [doing, setDoing] = useState<{ act: ToolAct; tool: RegisteredTool }>();
  const [failed, setFailed] = useState<Error>();
  const { value, error, reload } = useResource(
    async () => ({
      ...(await api.getTools()),
      at: new Date().toISOString(),
    }),
    [api],
    { keep: true },
  );
  const saveAllowList = async () => {
    setFailed(undefined);
    try {
      const hosts = await api.getToolAllowList();
      saveFile('ai-endpoints.txt', new Blob([hosts], { type: 'text/plain' }));
    } catch (e) {
      setFailed(e as Error);
    }
  };
  return (
    <div className={classes.root}>
      {error && (
        <Problem
          error={error}
          permission={scorecardReadPermission.name}
          onRetry={reload}
        />
      )}
      {failed && (
        <Alert severity="error">
          {t('aiTools.allowListFailed', { error: errorMessage(failed) })}
        </Alert>
      )}
      {requests === false && (
        <Alert severity="info">
          {t('aiTools.forbidden', { permission: toolRequestPermission.name })}
        </Alert>
      )}
      <Section
        title={t('aiTools.title')}
        note={t('aiTools.note')}
        action={
          <span className={classes.actions}>
            <Choice
              className={classes.fixed}
              label={t('aiTools.sortBy')}
              value={sort}
              any={null}
              options={SORTS.map(id => ({
                value: id,
                label: t(`aiTools.sort.${id}`),
              }))}
              onChange={chosen =>
                setParams(
                  chosen && chosen !== SORTS[0] ? { sort: chosen } : {},
                  { replace: true },
                )
              }
            />
            <Button size="small" onClick={saveAllowList}>
              {t('aiTools.allowList')}
            </Button>
            {requests && (
              <Button
                size="small"
                variant="contained"
                color="primary"
                onClick={() => setAsking({})}
              >
                {t('aiTools.request')}
              </Button>
            )}
          </span>
        }
      >
        {!value && !error && (
          <div role="status" aria-label={t('aiTools.loading')}>
            {Array.from({ length: LOADING_ROWS }, (_, row) => (
              <Skeleton key={row} height={64} />
            ))}
          </div>
        )}
        {value && value.items.length === 0 && (
          <p className={classes.quiet}>{t('aiTools.empty')}</p>
        )}
        {value && value.items.length > 0 && (
          <ul className={classes.list}>
            {sorted(value.items, sort).map(tool => (
              <Tool
                key={tool.id}
                tool={tool}
                acts={actsOf(tool, requests)}
                isOpen={params.get('tool') === tool.id}
                onAct={act => setDoing({ act, tool })}
              />
            ))}
          </ul>
        )}
      </Section>
      {value && <AccessMatrix tools={value.items} at={value.at} />}
      {value && (
        <Beside value={value} onAsk={requests ? setAsking : undefined} />
      )}
      {asking && (
        <RequestToolDialog
          seen={asking}
          onClose={() => setAsking(undefined)}
          onDone={reload}
        />
      )}
      {doing && (
        <ToolActDialog
          act={doing.act}
          tool={doing.tool}
          onClose={() => setDoing(undefined)}
          onDone={reload}
        />
      )}
    </div>
  );
}
