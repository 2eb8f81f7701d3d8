import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import {
  TOOL_PROPERTIES,
  type ClosedToolRequest,
  type RegisteredTool,
  type ToolSignOff,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { RelativeTime, usePageStyles } from '../components';
import { PagedList } from '../components/PagedList';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useText } from '../hooks/useText';
import { Disclosure } from '../scorecard/Disclosure';
import { personName } from '../scorecard/people';
import { Answers } from './ToolDialogs';

/** Who wanted it, when and what for. @internal */
export function AskedBy(props: {
  request: Pick<ClosedToolRequest, 'requestedBy' | 'requestedAt' | 'reason'>;
}) {
  const { requestedBy, requestedAt, reason } = props.request;
  const classes = usePageStyles();
  const t = useText();
  return (
    <div>
      <span className={classes.quiet}>
        {t('inbox.by', { person: personName(requestedBy) })}{' '}
        <RelativeTime instant={requestedAt} />:
      </span>{' '}
      {reason}
    </div>
  );
}

/** What each role said, with its conditions. @internal */
export function SignOffs(props: { signOffs: readonly ToolSignOff[] }) {
  const classes = usePageStyles();
  const t = useText();
  const index = useFrameworkIndex();
  return (
    <>
      {props.signOffs.map(signed => (
        <div key={signed.role}>
          <span className={classes.quiet}>
            {t(signed.approve ? 'aiTools.signedBy' : 'aiTools.refusedBy', {
              role: index?.roleName(signed.role) ?? signed.role,
              person: personName(signed.by),
            })}{' '}
            <RelativeTime instant={signed.at} />:
          </span>{' '}
          {signed.reason}
          {signed.conditions && (
            <div>
              <span className={classes.quiet}>{t('aiTools.conditions')}:</span>{' '}
              {signed.conditions.join('; ')}
            </div>
          )}
        </div>
      ))}
    </>
  );
}

function Closed(props: { request: ClosedToolRequest }) {
  const { request } = props;
  const classes = usePageStyles();
  const t = useText();
  const wanted = TOOL_PROPERTIES.filter(each => request.properties[each]);
  return (
    <li className={classes.item}>
      <strong>{t(`aiTools.closed.${request.state}`)}</strong>{' '}
      <span className={classes.quiet}>
        <RelativeTime instant={request.decidedAt} />
      </span>
      <SignOffs signOffs={request.signOffs} />
      <AskedBy request={request} />
      {wanted.length > 0 && (
        <div className={classes.quiet}>
          {t('aiTools.wanted', {
            properties: wanted
              .map(each => t(`aiTools.property.${each}`))
              .join(', '),
          })}
        </div>
      )}
      {request.endpoints.length > 0 && (
        <div className={classes.quiet}>
          {t('aiTools.speaksTo', { endpoints: request.endpoints.join(', ') })}
        </div>
      )}
      <Answers criteria={request.criteria} />
    </li>
  );
}

function Requests(props: { tool: RegisteredTool }) {
  const { tool } = props;
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const load = useCallback(
    (page: { limit: number; cursor?: string }) =>
      api.listToolRequests(tool.id, page),
    // A signature may close one without a new revision of the tool.
    [api, tool],
  );
  return (
    <PagedList
      loading={t('aiTools.loadingRequests')}
      empty={t('aiTools.noRequests')}
      load={load}
    >
      {request => <Closed key={request.id} request={request} />}
    </PagedList>
  );
}

/** Who decided about a tool as it is, and what became of every request for it. @internal */
export function ToolHistory(props: {
  tool: RegisteredTool;
  /** Somebody was led here to read it. */
  isOpen: boolean;
}) {
  const { tool, isOpen } = props;
  const t = useText();
  return (
    <Disclosure summary={t('aiTools.history')} defaultOpen={isOpen}>
      <Answers criteria={tool.criteria} />
      <Requests tool={tool} />
    </Disclosure>
  );
}

/** Who brought a tool to where it stands, and why. @internal */
export function DecidedBy(props: { tool: RegisteredTool }) {
  const { decidedBy, decidedAt, reason, origin } = props.tool;
  const classes = usePageStyles();
  const t = useText();
  // What the configuration says has neither a person nor a reason.
  if (origin === 'configuration' || !decidedBy || !decidedAt) {
    return null;
  }
  return (
    <div>
      <span className={classes.quiet}>
        {t('aiTools.decidedBy', { person: personName(decidedBy) })}{' '}
        <RelativeTime instant={decidedAt} />:
      </span>{' '}
      {reason}
    </div>
  );
}
