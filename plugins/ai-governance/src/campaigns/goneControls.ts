import type { CampaignGoal } from '@plumbline/backstage-plugin-ai-governance-common';
import type { FrameworkIndex } from '../framework/frameworkIndex';

/** Whether the framework asks something of entities or their groups by a control. @internal */
export function isAskedOfEntities(index: FrameworkIndex, id: string): boolean {
  return (
    index.control(id)?.parts.some(({ scope }) => scope !== 'organization') ??
    false
  );
}

/** Controls of a goal that the framework in force asks no entity for any more. @internal */
export function goneControls(
  goal: CampaignGoal,
  index: FrameworkIndex | undefined,
): string[] {
  return index && goal.kind === 'controls'
    ? goal.controls.filter(id => !isAskedOfEntities(index, id))
    : [];
}
