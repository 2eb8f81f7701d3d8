import type { AuthService } from '@backstage/backend-plugin-api';
import type { FactRetriever } from '@backstage-community/plugin-tech-insights-node';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { AiGovernanceClient } from '@plumbline/backstage-plugin-ai-governance-common';
import type { ScorecardListItem } from '@plumbline/backstage-plugin-ai-governance-common';

/** Names the retriever in checks (`factIds`) and in `techInsights.factRetrievers`. */
export const FACT_RETRIEVER_ID = 'aiGovernanceFactRetriever';

/** Most refs of one request. */
const MOST_REFS = 5000;

/** Entities of one page of the catalog. */
const PAGE = 1000;

/** Status of a control that nobody judged. */
const NOT_JUDGED = 'unknown';

/**
 * Facts of every entity that is assessed. Constant in requests to governance:
 * one per 5,000 entities.
 */
export function createGovernanceFactRetriever(options: {
  auth: AuthService;
  catalog: CatalogService;
  kinds: readonly string[];
  /** Ids of the controls whose status is a fact of its own. */
  controls: readonly string[];
}): FactRetriever {
  const { auth, catalog, kinds, controls } = options;
  return {
    id: FACT_RETRIEVER_ID,
    version: '0.1.0',
    title: 'AI governance',
    description:
      'Maturity level, score and control statuses that AI governance judged',
    entityFilter: [{ kind: [...kinds] }],
    schema: {
      level: {
        type: 'integer',
        description: 'Official maturity level; 0 for an entity that has none',
      },
      ownLevel: {
        type: 'integer',
        description:
          'Level by what the entity and its group answer for; 0 for none',
      },
      levelWithoutExceptions: {
        type: 'integer',
        description: 'Official level without what exceptions cover; 0 for none',
      },
      score: {
        type: 'integer',
        description:
          'Share of its own parts that are met, in percent; 0 for none',
      },
      tier: { type: 'integer', description: 'Review tier in force' },
      classification: {
        type: 'string',
        description: 'Data classification in force',
      },
      ...Object.fromEntries(
        controls.map(id => [
          id,
          {
            type: 'string' as const,
            description: `Status of ${id}: met, gap, stale, unknown, exempt or notApplicable`,
          },
        ]),
      ),
    },
    async handler({ discovery }) {
      const client = new AiGovernanceClient({ discoveryApi: discovery });
      const refs = await entityRefs();
      const items: ScorecardListItem[] = [];
      for (let start = 0; start < refs.length; start += MOST_REFS) {
        const { token } = await auth.getPluginRequestToken({
          onBehalfOf: await auth.getOwnServiceCredentials(),
          targetPluginId: 'ai-governance',
        });
        const answer = await client.getScorecardsByRefs(
          refs.slice(start, start + MOST_REFS),
          { token },
        );
        items.push(...answer.items);
      }
      return items
        .filter(item => item.notAssessable === undefined)
        .map(item => ({
          entity: parseEntityRef(item.entityRef),
          facts: factsOf(item, controls),
        }));
    },
  };

  async function entityRefs(): Promise<string[]> {
    const credentials = await auth.getOwnServiceCredentials();
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await catalog.queryEntities(
        {
          ...(cursor === undefined
            ? { filter: { kind: [...kinds] } }
            : { cursor }),
          fields: ['kind', 'metadata.namespace', 'metadata.name'],
          limit: PAGE,
        },
        { credentials },
      );
      found.push(...page.items.map(entity => stringifyEntityRef(entity)));
      cursor = page.pageInfo.nextCursor;
    } while (cursor !== undefined);
    return found;
  }
}

/** Rules cannot compare what is not there: every fact has a value. */
function factsOf(
  item: ScorecardListItem,
  controls: readonly string[],
): { [fact: string]: string | number } {
  const statuses = new Map(item.controls.map(({ id, status }) => [id, status]));
  return {
    level: item.level ?? 0,
    ownLevel: item.ownLevel ?? 0,
    levelWithoutExceptions: item.levelWithoutExceptions ?? 0,
    score: item.score ?? 0,
    tier: item.tier,
    classification: item.classification,
    ...Object.fromEntries(
      controls.map(id => [id, statuses.get(id) ?? NOT_JUDGED]),
    ),
  };
}
