import { EVENT_PREFIX } from '@plumbline/backstage-plugin-ai-governance-common';
import type { AiTool } from '@plumbline/backstage-plugin-ai-governance-common';
import { ORGANIZATION } from '../assessment/AssessmentQueue';
import type { Transactor } from '../database/transaction';
import { takeTurn } from '../database/counters';
import type {
  EvidenceService,
  ObservedEvidence,
} from '../evidence/EvidenceService';

const SOURCE = 'tools';
const ONBOARDED = `${EVENT_PREFIX}tool-onboarded`;

/** Observation of the tools that were approved so far. */
const KNOWN = 'tools.approved';

/**
 * Notes each tool that is approved for the first time as an event: a curriculum
 * that was reviewed before then has to be reviewed again. The tools of the very
 * first start are no news.
 */
export async function noteOnboarding(options: {
  tools: readonly AiTool[];
  evidence: EvidenceService;
  transact: Transactor;
  at: string;
}): Promise<void> {
  const { evidence, transact, at } = options;
  const approved = options.tools.flatMap(({ id, status }) =>
    status === 'approved' ? [id] : [],
  );
  await transact(async trx => {
    await takeTurn(trx);
    const stored =
      (await evidence.observations([ORGANIZATION], SOURCE, trx)).get(
        ORGANIZATION,
      ) ?? [];
    const known = stored.find(({ check }) => check === KNOWN);
    const seen = (known?.data?.approved ?? []) as string[];
    const added = approved.filter(id => !seen.includes(id)).sort();
    if (known && added.length === 0) {
      return;
    }
    const before = stored.flatMap<ObservedEvidence>(
      ({ source, observedAt, ...item }) =>
        item.check === ONBOARDED ? [{ ...item, happenedAt: observedAt }] : [],
    );
    const news = known ? added : [];
    await evidence.pushWithin(
      trx,
      [
        {
          subject: ORGANIZATION,
          source: SOURCE,
          items: [
            ...before,
            ...news.map<ObservedEvidence>(id => ({
              check: ONBOARDED,
              outcome: 'pass',
              summary: `${id} was approved`,
              happenedAt: at,
            })),
            {
              check: KNOWN,
              outcome: 'pass',
              summary: 'Tools that were approved so far',
              data: { approved: [...seen, ...added] },
            },
          ],
        },
      ],
      at,
    );
  });
}
