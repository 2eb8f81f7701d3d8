import type { CampaignGoal } from '@plumbline/backstage-plugin-ai-governance-common';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useText } from '../hooks/useText';
import { goneControls } from './goneControls';

/** What a campaign is to reach, in words. @internal */
export function GoalText(props: { goal: CampaignGoal }) {
  const { goal } = props;
  const t = useText();
  const index = useFrameworkIndex();
  if (goal.kind === 'level') {
    return <>{t('campaigns.goalLevel', { level: String(goal.level) })}</>;
  }
  const gone = goneControls(goal, index);
  return (
    <>
      {goal.controls
        .map(id =>
          gone.includes(id)
            ? t('campaigns.goneControl', { control: id })
            : [id, index?.control(id)?.name].filter(Boolean).join(' '),
        )
        .join(', ')}
    </>
  );
}
