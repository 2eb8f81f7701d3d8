import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { DeclarationResponse } from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { RelativeTime, usePageStyles } from '../components';
import { PagedList } from '../components/PagedList';
import { useText } from '../hooks/useText';
import { Disclosure } from '../scorecard/Disclosure';
import { personName } from '../scorecard/people';
import { DeclaredBy } from './DeclaredBy';
import { DeclaredText } from './DeclaredText';
import { LoweringList } from './LoweringActions';

function Item(props: { declaration: DeclarationResponse }) {
  const { declaration } = props;
  const {
    values,
    lowerings,
    state,
    contradictions,
    decidedBy,
    decidedAt,
    decision,
  } = declaration;
  const classes = usePageStyles();
  const t = useText();
  return (
    <li className={classes.item}>
      <strong>
        {contradictions && (state === 'confirmed' || state === 'questioned')
          ? t(`contradicted.state.${state}`)
          : t(`earlier.state.${state}`)}
      </strong>{' '}
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
      {contradictions?.map(message => (
        <div key={message}>{message}</div>
      ))}
      {lowerings.length > 0 && <LoweringList lowerings={lowerings} />}
      <div className={classes.quiet}>
        <DeclaredBy declaration={declaration} />:{' '}
        <DeclaredText values={values} />
      </div>
    </li>
  );
}

function Items(props: { entityRef: string }) {
  const { entityRef } = props;
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const load = useCallback(
    (page: { limit: number; cursor?: string }) =>
      api.listDeclarations({ entityRef, state: 'decided', ...page }),
    [api, entityRef],
  );
  return (
    <PagedList
      loading={t('earlier.loading')}
      empty={t('earlier.empty')}
      load={load}
    >
      {item => <Item key={item.id} declaration={item} />}
    </PagedList>
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
