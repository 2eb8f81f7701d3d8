import { EVENT_PREFIX } from '@plumbline/backstage-plugin-ai-governance-common';
import type { Evidence } from '@plumbline/backstage-plugin-ai-governance-common';
import type { EvidencePush } from '../evidence/EvidenceService';

/**
 * Says on the evidence of entities that the newest look at a source failed.
 * It takes nothing back: what was seen stays in force with the error beside it.
 * A check that was never answered is the operator's to repair and no team's.
 *
 * @param options - `checks`: ids of what was asked; `known`: what the source
 * said of the entities; `message`: what went wrong, for people
 */
export function failedLook(options: {
  sourceKey: string;
  entityRefs: readonly string[];
  checks: readonly string[];
  known: ReadonlyMap<string, readonly Evidence[]>;
  message: string;
}): EvidencePush[] {
  const { sourceKey, entityRefs, checks, known, message } = options;
  return entityRefs.map(entityRef => ({
    subject: entityRef,
    source: sourceKey,
    keepOthers: true,
    items: [
      ...new Set([
        ...checks,
        ...(known.get(entityRef) ?? []).map(item => item.check),
      ]),
    ]
      // An event has happened or not; failing to look is none.
      .filter(check => !check.startsWith(EVENT_PREFIX))
      .sort()
      .map(check => ({ check, outcome: 'error' as const, summary: message })),
  }));
}
