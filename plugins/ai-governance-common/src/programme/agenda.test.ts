import fc from 'fast-check';
import type { AgendaItem } from '../api/committee';
import { defaultFramework, programmeOf } from '../framework';
import { buildAgenda, type AgendaFacts } from './agenda';
import { minutesOf, quorumOf, seatsOf } from './committee';

const MEETING = '2026-12-03T23:00:00.000Z';
const day = (days: number) =>
  new Date(Date.parse(MEETING) + days * 86_400_000).toISOString();

const NOTHING: AgendaFacts = {
  meetingEnds: MEETING,
  everyDays: 14,
  exceptions: [],
  lowerings: [],
  tools: [],
  risks: [],
  riskAcceptances: [],
  incidents: [],
  workflows: [],
  failures: [],
  reviews: [],
  carried: [],
};

const keysOf = (facts: Partial<AgendaFacts>) =>
  buildAgenda({ ...NOTHING, ...facts }).map(({ key, why }) => `${key} ${why}`);

describe('the agenda', () => {
  it('is empty when nothing is due', () => {
    expect(buildAgenda(NOTHING)).toEqual([]);
  });

  it('has what waits and what ends before the meeting after it', () => {
    expect(
      keysOf({
        exceptions: [
          {
            id: 'later',
            title: 'A',
            state: 'approved',
            requestedAt: day(-9),
            until: day(15),
          },
          {
            id: 'ends',
            title: 'B',
            state: 'approved',
            requestedAt: day(-9),
            until: day(14),
          },
          {
            id: 'asks',
            title: 'C',
            state: 'open',
            requestedAt: day(-2),
            until: day(60),
          },
        ],
        tools: [
          { id: 'both', name: 'D', requestedAt: day(-1), reviewBy: day(3) },
          { id: 'fine', name: 'E', reviewBy: day(40) },
        ],
        workflows: [
          { id: 'w', title: 'F', state: 'proposed', at: day(-3) },
          {
            id: 'v',
            title: 'G',
            state: 'approved',
            at: day(-90),
            reviewBy: day(1),
          },
        ],
        risks: [
          { id: 'R001', title: 'H', reviewEnds: day(-1) },
          { id: 'R002', title: 'I' },
        ],
        riskAcceptances: [
          { id: 'a', title: 'K', until: day(13) },
          { id: 'b', title: 'L', until: day(40) },
        ],
        incidents: [{ id: 'i', title: 'J', at: day(-5) }],
        lowerings: [{ id: 'l', title: 'tier 3 → 2', at: day(-4) }],
      }),
    ).toEqual([
      'incident:i open',
      'exception:asks waiting',
      'exception:ends ending',
      'lowering:l waiting',
      'toolRequest:both waiting',
      'tool:both due',
      'workflow:w waiting',
      'workflow:v due',
      'risk:R001 due',
      'riskAcceptance:a ending',
    ]);
  });

  it('brings standing reviews back with their cadence', () => {
    const reviews = [
      { id: 'never', name: 'A', everyDays: 366 },
      { id: 'now', name: 'B', everyDays: 14, lastAt: day(-14) },
      { id: 'soon', name: 'C', everyDays: 92, lastAt: day(-80) },
    ];
    expect(keysOf({ reviews })).toEqual(['review:never due', 'review:now due']);
  });

  it('carries over what was left undecided, once, and counts how often', () => {
    const carried: AgendaItem[] = [
      { key: 'risk:R001', kind: 'risk', why: 'due', title: 'Old', carried: 1 },
      {
        key: 'exception:gone',
        kind: 'exception',
        why: 'waiting',
        title: 'Decided elsewhere',
        carried: 0,
      },
    ];
    expect(
      buildAgenda({
        ...NOTHING,
        carried,
        risks: [{ id: 'R001', title: 'New', reviewEnds: day(-1) }],
      }),
    ).toEqual([
      expect.objectContaining({
        key: 'exception:gone',
        why: 'carried',
        carried: 1,
      }),
      expect.objectContaining({
        key: 'risk:R001',
        why: 'due',
        title: 'New',
        carried: 2,
      }),
    ]);
  });

  const instant = fc.integer({ min: -60, max: 60 }).map(day);
  const named = <T>(rest: { [key in keyof T]: fc.Arbitrary<T[key]> }) =>
    fc.uniqueArray(
      fc.record({
        id: fc.string({ minLength: 1, maxLength: 4 }),
        title: fc.string(),
        ...rest,
      } as never) as fc.Arbitrary<any>,
      { selector: ({ id }) => id, maxLength: 6 },
    );
  const facts: fc.Arbitrary<AgendaFacts> = fc.record({
    meetingEnds: fc.constant(MEETING),
    everyDays: fc.integer({ min: 1, max: 40 }),
    exceptions: named({
      state: fc.constantFrom('open', 'approved'),
      requestedAt: instant,
      until: instant,
    }),
    tools: named({
      name: fc.string(),
      requestedAt: fc.option(instant, { nil: undefined }),
      reviewBy: fc.option(instant, { nil: undefined }),
    }),
    riskAcceptances: named({ until: instant }),
    risks: named({ reviewEnds: fc.option(instant, { nil: undefined }) }),
    incidents: named({ at: instant }),
    lowerings: named({ at: instant }),
    workflows: named({
      state: fc.constantFrom('proposed', 'approved'),
      at: instant,
      reviewBy: fc.option(instant, { nil: undefined }),
    }),
    failures: named({ at: instant }),
    reviews: named({
      name: fc.string(),
      everyDays: fc.integer({ min: 1, max: 400 }),
      lastAt: fc.option(instant, { nil: undefined }),
    }),
    carried: fc.uniqueArray(
      fc.record({
        key: fc.string({ minLength: 1 }),
        kind: fc.constantFrom('risk' as const, 'tool' as const),
        why: fc.constant('due' as const),
        title: fc.string(),
        carried: fc.nat(3),
      }),
      { selector: ({ key }) => key, maxLength: 4 },
    ),
  });

  it('does not depend on the order of the facts, and names nothing twice', () => {
    fc.assert(
      fc.property(facts, given => {
        const agenda = buildAgenda(given);
        const turned = Object.fromEntries(
          Object.entries(given).map(([member, value]) => [
            member,
            Array.isArray(value) ? [...value].reverse() : value,
          ]),
        ) as unknown as AgendaFacts;
        expect(buildAgenda(turned)).toEqual(agenda);
        const keys = agenda.map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
        for (const { key, carried } of given.carried) {
          expect(agenda.find(item => item.key === key)?.carried).toBe(
            carried + 1,
          );
        }
      }),
    );
  });

  it('never loses what waits, and gets no shorter for a later meeting', () => {
    fc.assert(
      fc.property(facts, fc.integer({ min: 0, max: 90 }), (given, days) => {
        const keys = (all: AgendaFacts) =>
          buildAgenda(all).map(({ key }) => key);
        const now = keys(given);
        expect(now).toEqual(
          expect.arrayContaining([
            ...given.exceptions
              .filter(({ state }) => state === 'open')
              .map(({ id }) => `exception:${id}`),
            ...given.incidents.map(({ id }) => `incident:${id}`),
            ...given.lowerings.map(({ id }) => `lowering:${id}`),
          ]),
        );
        const then = keys({ ...given, meetingEnds: day(days) });
        expect(then).toEqual(expect.arrayContaining(now));
      }),
    );
  });
});

describe('the committee', () => {
  const programme = programmeOf(defaultFramework);

  it('has engineering, security, legal and revenue, and says which is empty', () => {
    const people: { [role: string]: string[] } = {
      cto: ['user:default/b', 'user:default/a'],
      'platform-lead': ['user:default/a'],
      legal: ['user:default/l'],
    };
    const seats = seatsOf(programme, role => people[role] ?? []);
    expect(
      seats.map(({ id, members, isMissing }) => [id, members, isMissing]),
    ).toEqual([
      ['engineering', ['user:default/a', 'user:default/b'], false],
      ['security', [], true],
      ['legal', ['user:default/l'], false],
      ['revenue', [], true],
      ['sponsor', [], false],
    ]);
  });

  it('decides with enough different seats', () => {
    const at = (...seats: (string | undefined)[]) =>
      quorumOf(
        programme,
        seats.map((seat, index) => ({
          person: `user:default/p${index}`,
          ...(seat !== undefined && { seat }),
        })),
      );
    expect(at('legal', 'legal', 'security', undefined).reached).toBe(false);
    expect(at('legal', 'revenue', 'security')).toEqual({
      needed: 3,
      present: ['security', 'legal', 'revenue'],
      reached: true,
    });
  });

  it('keeps minutes that no title can break', () => {
    const minutes = minutesOf(
      {
        id: 'm',
        state: 'held',
        version: 1,
        at: MEETING,
        convenedBy: 'user:default/a',
        on: '2026-12-03',
        attendance: [
          { person: 'user:default/a', seat: 'legal' },
          { person: 'user:default/g' },
        ],
        quorum: { needed: 3, present: ['legal'], reached: false },
        items: [
          {
            key: 'risk:R1',
            kind: 'risk',
            why: 'due',
            title: 'A\n# <b>heading</b> [x](y)',
            carried: 2,
            decision: {
              outcome: 'declined',
              reason: 'Too early',
              dissent: [{ person: 'user:default/a', reason: 'It is *late*' }],
              by: 'user:default/a',
              at: MEETING,
            },
          },
          {
            key: 'review:zones',
            kind: 'review',
            why: 'due',
            title: 'Zones',
            carried: 0,
          },
        ],
      },
      programme,
    );
    expect(minutes).toContain(
      '1. **Risk: A \\# \\<b\\>heading\\</b\\> \\[x\\]\\(y\\)** (carried over 2 times)\n   Declined. Too early\n   Dissent of user:default/a: It is \\*late\\*',
    );
    expect(minutes).toContain('user:default/g, guest');
    expect(minutes).toContain('Not decided; carried over.');
    expect(minutes).toContain('1 of 3 seats needed, not reached');
    expect(minutes.match(/^#/gm)).toHaveLength(3);
  });
});
