import type {
  LevelDistribution,
  MaturityRollup,
  OrganizationMaturity,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { relativeText } from '../components/relativeText';
import type { Translate } from '../hooks/useText';
import { excludedOf } from './figures';

/** A lapse further away than this is no news yet. */
const SOON_MS = 31 * 24 * 3_600_000;

/** "4 at level 3, 5 at 2, 2 at 1". */
function levelsText(levels: LevelDistribution, t: Translate): string {
  const ranked = ([5, 4, 3, 2, 1] as const)
    .filter(level => levels[level] > 0)
    .map((level, position) =>
      t(
        position === 0
          ? 'maturity.headline.atLevel'
          : 'maturity.headline.atNextLevel',
        { number: String(levels[level]), level: String(level) },
      ),
    );
  const unranked =
    levels.none > 0
      ? [t('maturity.headline.notRanked', { number: String(levels.none) })]
      : [];
  return [...ranked, ...unranked].join(', ');
}

/**
 * Where the organization stands, in one sentence: how many are assessed, at
 * which levels they are, and what the organization allows until when.
 * @internal
 */
export function maturityHeadline(
  totals: MaturityRollup,
  organization: OrganizationMaturity,
  options: { t: Translate; language: string; now: number },
): string {
  const { t, language, now } = options;
  const { level, lapse } = organization;
  const settingUp = level === 1;
  const { official, own } = totals.levels;
  const common = {
    assessed: String(totals.assessed),
    total: String(totals.assessable + excludedOf(totals)),
    levels: levelsText(settingUp ? own : official, t),
    level: String(level),
  };
  if (settingUp) {
    return t('maturity.headline.settingUp', common);
  }
  if (lapse && Date.parse(lapse.at) - now < SOON_MS) {
    return t('maturity.headline.lapsing', {
      ...common,
      controls: lapse.controls.join(', ') || t('maturity.headline.aCriterion'),
      when:
        relativeText(Date.parse(lapse.at) - now, language) ?? t('time.justNow'),
    });
  }
  return t('maturity.headline.standing', common);
}
