import { randomUUID } from 'node:crypto';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type {
  FollowUp,
  FollowUpRequest,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { normalizedRef } from '../entityRef';
import { said } from '../said';
import type { OrganizationDates } from '../tabular/organizationDates';

/** Characters of a person or group, in the form they are kept in. */
const LONGEST_REF = 255;

/** @throws InputError where it is no ref of the kinds that are fine */
export function refOfKind(
  given: string,
  field: string,
  kinds: readonly ('user' | 'group')[],
): string {
  const ref = normalizedRef(given);
  if (!kinds.some(kind => ref.startsWith(`${kind}:`))) {
    throw new InputError(
      `${field} has to name a ${kinds.join(' or a ')}, not ${ref}`,
    );
  }
  if (ref.length > LONGEST_REF) {
    throw new InputError(
      `${field} must not have more than ${LONGEST_REF} characters as kind:namespace/name`,
    );
  }
  return ref;
}

/** @throws InputError where it is no day of the calendar, or a past one */
export function dayAhead(
  day: string,
  field: string,
  context: { dates: OrganizationDates; at: string },
): string {
  const { dates, at } = context;
  if (!dates.isDate(day)) {
    throw new InputError(
      `${field} has to be a date such as 2027-03-31, not '${day}'`,
    );
  }
  if (day < dates.today(at)) {
    throw new InputError(`${field} has to be today or later`);
  }
  return day;
}

/** Follow-ups as they are kept, from what was asked for. */
export function followUpsOf(
  requests: readonly FollowUpRequest[],
  context: { dates: OrganizationDates; at: string },
): FollowUp[] {
  return requests.map((request, index) => ({
    id: randomUUID(),
    text: said(`followUps[${index}].text`, request.text),
    owner: refOfKind(request.owner, `followUps[${index}].owner`, [
      'user',
      'group',
    ]),
    dueOn: dayAhead(request.dueOn, `followUps[${index}].dueOn`, context),
  }));
}

/** The follow-ups with one of them done. */
export function withDone(
  followUps: readonly FollowUp[],
  id: string,
  done: { by: string; at: string },
): FollowUp[] {
  const one = followUps.find(followUp => followUp.id === id);
  if (!one) {
    throw new NotFoundError(`There is no follow-up ${id}`);
  }
  if (one.doneAt !== undefined) {
    throw new ConflictError('Somebody did this already');
  }
  return followUps.map(followUp =>
    followUp.id === id
      ? { ...followUp, doneBy: done.by, doneAt: done.at }
      : followUp,
  );
}
