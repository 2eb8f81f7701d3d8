import type {
  Gap,
  NextAction,
  OrganizationState,
  Scorecard,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { FrameworkIndex } from '../framework/frameworkIndex';
import type { Translate } from '../hooks/useText';

function unique<T>(items: T[]): T[] {
  return [...new Set(items)];
}

/** Own controls resting on an exception now. */
function exceptionCount(scorecard: Scorecard): number {
  return scorecard.controls.filter(c => c.status === 'exempt').length;
}

/**
 * Controls of the organization that keep the official level from rising: the
 * ones missing for the very next level.
 */
function blockingControls(scorecard: Scorecard): string[] {
  const { level, organizationLevel, organizationGaps } = scorecard;
  if (level === null || organizationLevel > level) {
    return [];
  }
  return unique(
    organizationGaps.filter(g => g.level === level + 1).map(g => g.control),
  );
}

/** Where an entity stands, in one to three plain sentences. @internal */
export function headline(
  scorecard: Scorecard,
  organization: OrganizationState,
  t: Translate,
): string {
  const { level, ownLevel, levelWithoutExceptions, ownProgress } = scorecard;
  if (level === null) {
    return t('scorecard.headline.notRanked');
  }
  const sentences: string[] = [];
  const settingUp = organization.level === 1;
  const exceptions = exceptionCount(scorecard);
  if (
    exceptions > 0 &&
    levelWithoutExceptions !== null &&
    levelWithoutExceptions < level
  ) {
    sentences.push(
      t('scorecard.headline.exceptions', {
        count: exceptions,
        level: String(level),
        without: String(levelWithoutExceptions),
      }),
    );
  } else if (!settingUp) {
    sentences.push(t('scorecard.headline.level', { level: String(level) }));
  }
  if (ownProgress && ownProgress.met < ownProgress.applicable) {
    sentences.push(
      t('scorecard.headline.partTowards', {
        met: String(ownProgress.met),
        applicable: String(ownProgress.applicable),
        level: String(ownProgress.towards),
      }),
    );
  } else if (ownLevel !== null) {
    sentences.push(
      t('scorecard.headline.complete', { level: String(ownLevel) }),
    );
  }
  const blocking = blockingControls(scorecard);
  if (blocking.length > 0) {
    sentences.push(
      t('scorecard.headline.heldBack', { controls: blocking.join(', ') }),
    );
  }
  return sentences.join(' ');
}

/** Who can close a gap, in words. @internal */
export function actorName(
  actor: Gap['actor'],
  index: FrameworkIndex | undefined,
  t: Translate,
): string {
  switch (actor) {
    case 'owner':
      return t('gaps.yours');
    case 'group':
      return t('gaps.group');
    case 'operator':
      return t('gaps.operator');
    default: {
      const role = actor.slice('role:'.length);
      return index?.roleName(role) ?? role;
    }
  }
}

/** The one next thing to do, in words. @internal */
export function nextActionText(
  next: NextAction,
  index: FrameworkIndex | undefined,
  t: Translate,
): string {
  switch (next.kind) {
    case 'close':
      return t('card.nextFor', {
        control: next.gap.control,
        text: next.gap.remediation.text,
      });
    case 'waiting':
      return t('card.waiting', {
        roles: next.roles
          .map(role =>
            role === 'operator'
              ? t('card.operator')
              : index?.roleName(role.replace(/^role:/, '')) ?? role,
          )
          .join(', '),
        controls: next.controls.join(', '),
      });
    default:
      return t('card.done');
  }
}
