import type {
  Attendance,
  Meeting,
  Quorum,
  SeatStanding,
} from '../api/committee';
import type { Programme } from '../framework/types';

/**
 * The seats with who may take them.
 *
 * @param peopleIn - the people in a role
 * @public
 */
export function seatsOf(
  { committee }: Pick<Programme, 'committee'>,
  peopleIn: (role: string) => Iterable<string>,
): SeatStanding[] {
  return committee.seats.map(seat => {
    const members = [
      ...new Set(seat.roles.flatMap(role => [...peopleIn(role)])),
    ].sort();
    return {
      ...seat,
      members,
      isMissing: seat.required && members.length === 0,
    };
  });
}

/** Whether enough seats are present to decide; each person stands for one. @public */
export function quorumOf(
  { committee }: Pick<Programme, 'committee'>,
  attendance: readonly Attendance[],
): Quorum {
  const taken = new Set(attendance.map(({ seat }) => seat));
  const present = committee.seats
    .map(({ id }) => id)
    .filter(id => taken.has(id));
  return {
    needed: committee.quorum,
    present,
    reached: present.length >= committee.quorum,
  };
}

const OUTCOMES = {
  agreed: 'Agreed',
  declined: 'Declined',
  noted: 'Noted',
  deferred: 'Deferred to the next meeting',
} as const;

const KINDS = {
  incident: 'Incident',
  exception: 'Exception',
  lowering: 'Lowered protection',
  toolRequest: 'Requested tool',
  tool: 'Review of a tool',
  workflow: 'AI workflow',
  risk: 'Risk',
  riskAcceptance: 'Accepted risk',
  failures: 'New failures',
  review: 'Review',
} as const;

/** Text that means itself in Markdown, on one line. */
function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_{}[\]()<>#|~]/g, '\\$&');
}

/** Whether the same people sat in the same seats. */
function sameAttendance(
  a: readonly Attendance[],
  b: readonly Attendance[],
): boolean {
  const keys = (attendance: readonly Attendance[]) =>
    attendance.map(({ person, seat = '' }) => `${person}\n${seat}`).sort();
  return keys(a).join('\n\n') === keys(b).join('\n\n');
}

/** The minutes of a meeting as Markdown. @public */
export function minutesOf(
  meeting: Meeting,
  { committee }: Pick<Programme, 'committee'>,
): string {
  const seatName = (id: string) =>
    committee.seats.find(seat => seat.id === id)?.name ?? id;
  const { quorum } = meeting;
  const described = ({ person, seat }: Attendance) =>
    `${plain(person)}, ${seat === undefined ? 'guest' : plain(seatName(seat))}`;
  const lines = [
    `# Minutes of the governance committee, ${meeting.on}`,
    '',
    meeting.state === 'open' ? 'Draft: the meeting is not closed.' : '',
    '## Present',
    '',
    ...(meeting.attendance.length === 0
      ? ['Nobody was recorded.']
      : meeting.attendance.map(each => `- ${described(each)}`)),
    '',
    `Quorum: ${quorum.present.length} of ${quorum.needed} seats needed, ${
      quorum.reached ? 'reached' : 'not reached'
    }.`,
    '',
    '## Decisions',
    '',
    ...(meeting.items.length === 0 ? ['The agenda was empty.'] : []),
    ...meeting.items.flatMap(({ kind, title, decision, carried }, index) => [
      `${index + 1}. **${KINDS[kind]}: ${plain(title)}**${
        carried > 0
          ? ` (carried over ${carried === 1 ? 'once' : `${carried} times`})`
          : ''
      }`,
      decision
        ? `   ${OUTCOMES[decision.outcome]}. ${plain(decision.reason)}`
        : '   Not decided; carried over.',
      ...(decision?.present &&
      !sameAttendance(decision.present, meeting.attendance)
        ? [`   Present then: ${decision.present.map(described).join('; ')}`]
        : []),
      ...(decision?.dissent ?? []).map(
        ({ person, reason }) =>
          `   Dissent of ${plain(person)}: ${plain(reason)}`,
      ),
    ]),
  ];
  return `${lines.join('\n').replace(/\n{3,}/g, '\n\n')}\n`;
}
