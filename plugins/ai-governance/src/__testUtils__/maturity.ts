import {
  defaultFramework,
  PROGRESS_SHARES,
  type CollectionHealth,
  type ControlStatus,
  type Instant,
  type LevelDistribution,
  type MaturityRollup,
  type OrganizationMaturity,
  type OwnProgressRollup,
  type ScorecardListItem,
  type SummaryResponse,
  type TrendsResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { exampleListItem, exampleScorecard } from './entity';
import { larkspurServices } from './larkspur';
import { DAY, NOW, shifted } from './organization';

function exampleProgress(items: ScorecardListItem[]): OwnProgressRollup {
  const shares = { under25: 0, under50: 0, under75: 0, under100: 0, all: 0 };
  const progress = items.flatMap(item => item.ownProgress ?? []);
  for (const { met, applicable } of progress) {
    const place = met === applicable ? 4 : Math.floor((4 * met) / applicable);
    shares[PROGRESS_SHARES[place]] += 1;
  }
  return {
    entities: progress.length,
    met: progress.reduce((sum, each) => sum + each.met, 0),
    applicable: progress.reduce((sum, each) => sum + each.applicable, 0),
    shares,
  };
}

/** What a list of scorecards adds up to. */
export function exampleRollup(items: ScorecardListItem[]): MaturityRollup {
  const counting = items.filter(item => !item.notAssessable);
  const levels = (
    key: 'level' | 'ownLevel' | 'levelWithoutExceptions',
  ): LevelDistribution => {
    const at = (level: number | null) =>
      counting.filter(item => item[key] === level).length;
    return { none: at(null), 1: at(1), 2: at(2), 3: at(3), 4: at(4), 5: at(5) };
  };
  const declared = counting.filter(item => item.classificationDeclared).length;
  return {
    assessable: counting.length,
    declared,
    assessed: counting.length,
    stale: counting.filter(item =>
      item.controls.some(({ status }) => status === 'stale'),
    ).length,
    neverAssessed: 0,
    excluded:
      items.length > counting.length
        ? [{ reason: 'archived', entities: items.length - counting.length }]
        : [],
    levels: {
      official: levels('level'),
      own: levels('ownLevel'),
      withoutExceptions: levels('levelWithoutExceptions'),
    },
    ownProgress: exampleProgress(counting),
    meanScore: 61.5,
    scored: counting.length,
    controls: defaultFramework.controls.map(({ id }) => {
      const counts: { [status in ControlStatus]?: number } = {};
      for (const { controls } of counting) {
        const status = controls.find(each => each.id === id)?.status;
        if (status) {
          counts[status] = (counts[status] ?? 0) + 1;
        }
      }
      return { id, counts };
    }),
  };
}

/** The example services as the list shows them. */
export function exampleItems(at: Instant = NOW): ScorecardListItem[] {
  return Object.entries(larkspurServices(at)).map(([name, options]) =>
    exampleListItem(
      exampleScorecard({ ...options, ref: `component:default/${name}` }),
    ),
  );
}

/** An organization that allows level 3 for nine more days. */
export function exampleOrganizationMaturity(
  at: Instant = NOW,
): OrganizationMaturity {
  return {
    level: 3,
    ownLevel: 2,
    threshold: 0.9,
    controls: [
      { id: 'TM-001', status: 'met', level: 2 },
      { id: 'DP-002', status: 'met', level: 3 },
      { id: 'CMP-002', status: 'unknown', level: 4 },
    ],
    criteria: [],
    lapse: { at: shifted(at, 9 * DAY), level: 2, controls: ['DP-002'] },
  };
}

/** Twelve repositories of which three cannot be read. */
export function exampleHealth(
  part: Partial<CollectionHealth> = {},
  at: Instant = NOW,
): CollectionHealth {
  return {
    sources: 12,
    failing: 3,
    failingSince: shifted(at, -6 * DAY),
    repositories: 12,
    failingRepositories: 3,
    unreadRepositories: 1,
    commonError: 'The code host answered 401 Unauthorized',
    waiting: 2,
    ...part,
  };
}

/** The answer of `GET /summary`. */
export function exampleSummary(
  part: Partial<SummaryResponse> = {},
): SummaryResponse {
  return {
    at: NOW,
    organization: exampleOrganizationMaturity(),
    isComplete: true,
    totals: exampleRollup(exampleItems()),
    ...part,
  };
}

/** The answer of `GET /trends`: nothing, then everything. */
export function exampleTrends(
  part: Partial<TrendsResponse> = {},
  items: ScorecardListItem[] = exampleItems(),
): TrendsResponse {
  const point = (days: number, of: ScorecardListItem[]) => ({
    at: shifted(NOW, days * DAY),
    organizationLevel: 3 as const,
    ...exampleRollup(of),
  });
  return {
    organization: exampleOrganizationMaturity(),
    isComplete: true,
    points: [
      point(-270, []),
      point(-120, items.slice(0, 2)),
      point(-60, items.slice(0, 3)),
      point(0, items),
    ],
    ...part,
  };
}
