import { InputError } from '@backstage/errors';
import type { Framework } from '@plumbline/backstage-plugin-ai-governance-common';
import { OPEN_PART_PREFIX, parseFilters } from '../assessment/scorecardFilter';
import type { Condition } from '../assessment/scorecardFilter';
import { DEPENDS_ON_STATUS } from './selection';

/**
 * Reads how entities are to have stood at an instant. Of the past only what
 * judgements say is kept; owner, tier and the like are asked of today.
 *
 * @throws InputError that names the mistake and what is allowed
 */
export function parseStood(
  stood: readonly string[] | undefined,
  framework: Framework,
): Condition[][] {
  const alternatives = parseFilters(stood, framework);
  const other = alternatives
    .flat()
    .find(
      ({ key }) =>
        !DEPENDS_ON_STATUS.test(key) || key.startsWith(OPEN_PART_PREFIX),
    );
  if (other) {
    throw new InputError(
      `'${other.key}' is not known of the past: ask for it with 'filter', which is about today, and in 'stood' for declared, assessable, excluded, scored, coverage, stale, level, ownLevel, levelWithoutExceptions, ownProgress, anyControl or control.<id>`,
    );
  }
  return alternatives;
}
