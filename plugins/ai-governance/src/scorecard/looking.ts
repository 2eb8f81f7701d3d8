import type {
  CollectionState,
  Instant,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { Translate } from '../hooks/useText';

type LookState = Pick<CollectionState, 'state'>;

function sourcesOf(collection: CollectionState): LookState[] {
  return [collection, ...(collection.others ?? [])];
}

/** Whether any of an entity's sources is looked at or waits for it. @internal */
export function isLooking(collection: CollectionState | undefined): boolean {
  return (
    collection !== undefined &&
    sourcesOf(collection).some(
      ({ state }) => state === 'queued' || state === 'running',
    )
  );
}

/** Whether there is anything to look at. @internal */
export function hasSource(collection: CollectionState): boolean {
  return sourcesOf(collection).some(({ state }) => state !== 'none');
}

/**
 * When the entity's own repository was last looked at; without one, the source
 * that was looked at longest ago, so that nothing seems newer than it is.
 * @internal
 */
export function lastLookedAt(collection: CollectionState): Instant | undefined {
  if (collection.state !== 'none') {
    return collection.lastLookedAt;
  }
  const [oldest] = (collection.others ?? [])
    .flatMap(other => other.lastLookedAt ?? [])
    .sort();
  return oldest;
}

/** What is being done, in words. @internal */
export function lookingText(collection: CollectionState, t: Translate): string {
  const { state, step, others = [] } = collection;
  if (state === 'running') {
    return step ? t('scorecard.lookingStep', { step }) : t('scorecard.looking');
  }
  const other = others.find(one => one.state === 'running');
  if (other) {
    return t(`scorecard.lookingAt.${other.kind}`);
  }
  return isLooking(collection) || state === 'none'
    ? t('scorecard.lookingQueued')
    : t('scorecard.looking');
}

/** What came of a look; the page shows beside it that the repository failed. @internal */
export function lookedText(collection: CollectionState, t: Translate): string {
  if (collection.state === 'failed') {
    return '';
  }
  return collection.others?.some(({ state }) => state === 'failed')
    ? t('scorecard.lookedInPart')
    : t('scorecard.looked');
}
