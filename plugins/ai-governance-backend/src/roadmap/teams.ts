import { InputError } from '@backstage/errors';
import type { Look } from '../maturity/Look';

/**
 * Refuses a team that owns nothing that counts among what is looked at. One
 * that the caller may not see is refused in the words of one that is not there.
 *
 * @throws InputError
 */
export function requireTeam(look: Look, team: string): void {
  const owns =
    team.startsWith('group:') &&
    look
      .standees()
      .some(
        ({ member, own }) =>
          own.notAssessable === undefined && member.owners.includes(team),
      );
  if (!owns) {
    throw new InputError(
      `${team} is no team that owns something governed; GET /adoption lists them`,
    );
  }
}
