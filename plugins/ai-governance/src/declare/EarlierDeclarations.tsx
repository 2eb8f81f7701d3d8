import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  scorecardReadPermission,
  type DeclarationResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { Problem, RelativeTime, usePageStyles } from '../components';
import { Pager } from '../components/Pager';
import { useResource } from '../hooks/useResource';
import { useText } from '../hooks/useText';
import { Disclosure } from '../scorecard/Disclosure';
import { personName } from '../scorecard/people';
import { DeclaredText } from './DeclaredText';
import { LoweringList } from './LoweringActions';

const PAGE = 5;

function Item(props: { declaration: DeclarationResponse }) {
  const { values, by, at, lowerings, state, decidedBy, decidedAt, decision } =
    props.declaration;
  const classes = usePageStyles();
  const t = useText();
  return (
    <li className={classes.item}>
      <strong>{t(`earlier.state.${state}`)}</strong>{' '}
      <span className={classes.quiet}>
        {decidedBy && t('profile.by', { person: personName(decidedBy) })}
        {decidedAt && (
          <>
            {', '}
            <RelativeTime instant={decidedAt} />
          </>
        )}
      </span>
      <div>{decision ?? t('earlier.noReason')}</div>
      {lowerings.length > 0 && <LoweringList lowerings={lowerings} />}
      <div className={classes.quiet}>
        {t('profile.pendingBy', { person: personName(by) })}{' '}
        <RelativeTime instant={at} />: <DeclaredText values={values} />
      </div>
    </li>
  );
}

function Items(props: { entityRef: string }) {
  const { entityRef } = props;
  const classes = usePageStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const [cursor, setCursor] = useState<string>();
  const { value, error, reload } = useResource(
    () =>
      api.listDeclarations({
        entityRef,
        state: 'decided',
        limit: PAGE,
        ...(cursor && { cursor }),
      }),
    [api, entityRef, cursor],
  );
  if (!value) {
    return error ? (
      <Problem
        error={error}
        permission={scorecardReadPermission.name}
        onRetry={reload}
      />
    ) : (
      <div role="status" aria-label={t('earlier.loading')}>
        <Skeleton height={64} />
      </div>
    );
  }
  return (
    <>
      {value.items.length === 0 && (
        <p className={classes.quiet}>{t('earlier.empty')}</p>
      )}
      {value.items.length > 0 && (
        <ul className={classes.list}>
          {value.items.map(item => (
            <Item key={item.id} declaration={item} />
          ))}
        </ul>
      )}
      <Pager cursor={cursor} next={value.nextCursor} onGo={setCursor} />
    </>
  );
}

/** What was decided about declarations of an entity, read once it is opened. @internal */
export function EarlierDeclarations(props: {
  entityRef: string;
  /** Of another value it is read again, as one was decided meanwhile. */
  waiting: string;
}) {
  const t = useText();
  return (
    <Disclosure summary={t('earlier.title')}>
      <Items key={props.waiting} entityRef={props.entityRef} />
    </Disclosure>
  );
}
