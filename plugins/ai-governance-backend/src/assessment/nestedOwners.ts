import type { Visibility } from '../access/EntityAccess';
import type { GroupService } from '../groups/GroupService';
import type { Condition } from './scorecardFilter';

/**
 * Conditions with `ownerNested` spelled out as the owners it stands for: each
 * group and every group below it. A caller who may not see a group in the
 * catalog learns nothing of what is below it.
 */
export async function withNestedOwners(
  alternatives: Condition[][],
  options: { groups: Pick<GroupService, 'graph'>; visibility: Visibility },
): Promise<Condition[][]> {
  const { groups, visibility } = options;
  if (
    !alternatives.some(conditions =>
      conditions.some(({ key }) => key === 'ownerNested'),
    )
  ) {
    return alternatives;
  }
  const graph = await groups.graph();
  const visible = visibility.refs && new Set(visibility.refs);
  return alternatives.map(conditions =>
    conditions.map(condition => {
      if (condition.key !== 'ownerNested') {
        return condition;
      }
      const owners = new Set<string>();
      for (const value of condition.values) {
        owners.add(value);
        if (!visible || visible.has(value)) {
          for (const below of graph.descendantsOf(value)) {
            if (!visible || visible.has(below)) {
              owners.add(below);
            }
          }
        }
      }
      return { key: 'owner', values: [...owners] };
    }),
  );
}
