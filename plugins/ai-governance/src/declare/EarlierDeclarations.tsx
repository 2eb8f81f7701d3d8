import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  scorecardReadPermission,
  type DeclarationResponse,
  type DeclaredValues,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { Problem, RelativeTime, usePageStyles } from '../components';
import { Pager } from '../components/Pager';
import type { FrameworkIndex } from '../framework/frameworkIndex';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useResource } from '../hooks/useResource';
import { useText, type Translate } from '../hooks/useText';
import { Disclosure } from '../scorecard/Disclosure';
import { personName } from '../scorecard/people';
import { LoweringList } from './LoweringActions';

const PAGE = 5;

/** Each value that was declared, in words. */
function valuesOf(
  values: DeclaredValues,
  t: Translate,
  index: FrameworkIndex | undefined,
): string[] {
  const { classification, tier, handles, adoptionStage, aiUse } = values;
  const said: [string, string | undefined][] = [
    [
      t('profile.classification'),
      classification &&
        (index?.classification(classification)?.name ?? classification),
    ],
    [t('profile.tier'), tier && String(tier)],
    [
      t('profile.handles'),
      handles &&
        (handles.map(id => index?.subject(id)?.name ?? id).join(', ') ||
          t('profile.handlesNone')),
    ],
    [
      t('profile.aiUse'),
      aiUse === 'none'
        ? t('profile.aiUseNone')
        : aiUse?.map(id => index?.tool(id)?.name ?? id).join(', '),
    ],
    [
      t('profile.adoptionStage'),
      adoptionStage &&
        (index?.framework.adoptionStages.find(({ id }) => id === adoptionStage)
          ?.name ??
          adoptionStage),
    ],
  ];
  return said.flatMap(([label, value]) =>
    value ? [t('earlier.value', { label, value })] : [],
  );
}

function Item(props: { declaration: DeclarationResponse }) {
  const { values, by, at, lowerings, state, decidedBy, decidedAt, decision } =
    props.declaration;
  const classes = usePageStyles();
  const t = useText();
  const index = useFrameworkIndex();
  const declared = valuesOf(values, t, index);
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
      <LoweringList lowerings={lowerings} />
      <div className={classes.quiet}>
        {t('profile.pendingBy', { person: personName(by) })}{' '}
        <RelativeTime instant={at} />:{' '}
        {declared.length > 0 ? declared.join(' · ') : t('earlier.nothing')}
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
