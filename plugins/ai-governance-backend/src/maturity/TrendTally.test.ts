import {
  defaultFramework,
  type Framework,
} from '@plumbline/backstage-plugin-ai-governance-common';
import fc from 'fast-check';
import { OWN_CHARACTERS, PART_CHARACTERS } from '../assessment/packedStatuses';
import type { FrameworkInForce } from '../framework/FrameworkService';
import { Organization } from './Organization';
import type { EntityRow, News, PartRow, PastRow } from './OrganizationStore';
import { demandsOf, progressOf } from './ownProgress';
import { standingOf, Tally } from './Tally';
import { TrendTally } from './TrendTally';

const CONTROLS = defaultFramework.controls.slice(0, 3);
const IDS = CONTROLS.map(({ id }) => id);

const inForce: FrameworkInForce = {
  framework: { ...defaultFramework, controls: CONTROLS } as Framework,
  digest: 'now',
  inForceSince: '2026-01-01T00:00:00.000Z',
  tools: [],
  // Not the framework's order, and with a place that nothing is at any more.
  positions: new Map(IDS.map((id, index) => [id, 3 - index])),
};

const DEMANDS = demandsOf(inForce.framework, inForce.inForceSince);

const START = Date.parse('2026-03-01T00:00:00.000Z');
const at = (hour: number) => new Date(START + hour * 3_600_000).toISOString();

/** Few enough that things happen at the same time, and when somebody looks. */
const hours = fc.nat(20);
const level = fc.constantFrom(1, 2, 3, 4, 5, null);
const statusesOf = (characters: string[]) =>
  fc
    .array(fc.constantFrom(...characters), { minLength: 2, maxLength: 4 })
    .map(found => found.join(''));
const weights = fc
  .tuple(fc.nat(3), fc.nat(2))
  .map(([met, more]) => ({ met_weight: met, total_weight: met + more }));
const group = fc.constantFrom('group:default/a', 'group:default/b', null);

const judged = fc
  .record({
    group_subject: group,
    framework_digest: fc.constantFrom('before', 'now'),
    not_assessable: fc.constantFrom(null, null, null, 'archived', 'kind'),
    classification_declared: fc.boolean(),
    entity_level: level,
    entity_level_without_exceptions: level,
    statuses: statusesOf(OWN_CHARACTERS),
    weights,
  })
  .map(({ weights: sums, ...rest }) => ({ ...rest, ...sums }));

const periods = fc.tuple(hours, hours).map(([from, length]) => ({
  from_at: at(from),
  until_at: at(from + length),
}));

const part = fc
  .record({ statuses: statusesOf(PART_CHARACTERS), level, weights })
  .map(({ weights: sums, ...rest }) => ({ ...rest, ...sums }));

const entities = fc.record({
  deleted: fc.option(hours),
  current: fc.option(fc.tuple(judged, hours)),
  past: fc.array(fc.tuple(judged, periods), { maxLength: 5 }),
});

const parts = fc.record({
  current: fc.option(fc.tuple(part, hours)),
  past: fc.array(fc.tuple(part, periods), { maxLength: 3 }),
});

const SUBJECTS = ['organization', 'group:default/a', 'group:none'];

/** Rows as the database has them; nothing is assumed of their order. */
const organizations = fc
  .record({
    entities: fc.array(entities, { maxLength: 6 }),
    parts: fc.tuple(parts, parts, parts),
  })
  .map(random => {
    const news: News = { entities: [], past: [], parts: [], pastParts: [] };
    let id = 0;
    for (const [
      index,
      { deleted, current, past },
    ] of random.entities.entries()) {
      const ref = `component:default/e${index}`;
      news.entities.push({
        entity_ref: ref,
        name_lower: ref,
        title_lower: '',
        kind: 'component',
        owners: '[]',
        deleted_at: deleted === null ? null : at(deleted),
        ...(current
          ? { ...current[0], changed_at: at(current[1]) }
          : { statuses: null }),
      } as unknown as EntityRow);
      for (const [own, period] of past) {
        id += 1;
        news.past.push({ id, entity_ref: ref, ...own, ...period } as PastRow);
      }
    }
    for (const [index, { current, past }] of random.parts.entries()) {
      const subject = SUBJECTS[index];
      if (current) {
        const [now, from] = current;
        news.parts.push({
          subject,
          ...now,
          from_at: at(from),
          until_at: null,
        } as PartRow);
      }
      for (const [was, period] of past) {
        id += 1;
        news.pastParts.push({ id, subject, ...was, ...period } as PartRow);
      }
    }
    return news;
  });

/** Each instant for itself, each member for itself. */
function recount(organization: Organization, instant: number) {
  const tally = new Tally(IDS);
  for (const member of organization.sorted()) {
    const judgement = organization.judgementAt(member, instant);
    if (judgement) {
      const { own } = judgement;
      const shared = organization.partAt(judgement.group, instant);
      const standing = standingOf(
        own,
        shared,
        organization.partAt('organization', instant),
      );
      const { ownLevel } = standing;
      tally.add({
        ...standing,
        progress: progressOf(own, shared, { ownLevel, demands: DEMANDS }),
      });
    }
  }
  return tally.toRollup();
}

const instants = fc
  .uniqueArray(hours, { minLength: 1, maxLength: 8 })
  .map(found =>
    [...found].sort((a, b) => a - b).map(hour => START + hour * 3_600_000),
  );

describe('TrendTally', () => {
  it('adds up what a recount of every instant finds, for any history', () => {
    let counted = 0;
    fc.assert(
      fc.property(
        organizations,
        instants,
        fc.constantFrom(1, 2, 4096),
        (news, asked, mostStands) => {
          const organization = new Organization(inForce);
          organization.apply(news);
          const tally = new TrendTally(organization, asked, {
            controls: IDS,
            demands: DEMANDS,
            mostStands,
          });
          organization.sorted().forEach(member => tally.add(member));
          const expected = asked.map(instant => recount(organization, instant));
          expect(tally.rollups()).toEqual(expected);
          counted += expected.filter(({ scored }) => scored > 1).length;
        },
      ),
      { numRuns: 2000 },
    );
    // Histories in which hardly anybody counts would prove nothing.
    expect(counted).toBeGreaterThan(500);
  });

  it('does not mind in which pieces a history was read', () => {
    fc.assert(
      fc.property(organizations, instants, fc.nat(20), (news, asked, piece) => {
        const whole = new Organization(inForce);
        whole.apply(news);
        const pieces = new Organization(inForce);
        pieces.apply({ ...news, past: news.past.slice(0, piece) });
        pieces.apply({
          entities: [],
          past: news.past.slice(piece),
          parts: [],
          pastParts: [],
        });
        for (const instant of asked) {
          expect(recount(pieces, instant)).toEqual(recount(whole, instant));
        }
      }),
    );
  });
});
