import { startServices, testDatabases } from '../__testUtils__/harness';
import type { ObservedEvidence } from './EvidenceService';

jest.setTimeout(60_000);

const databases = testDatabases();

const SUBJECT = 'component:default/checkout';
const SOURCE = 'ci:main';

const item = (
  check: string,
  outcome: ObservedEvidence['outcome'] = 'pass',
  summary = `${check} was seen`,
): ObservedEvidence => ({ check, outcome, summary });

describe.each(databases.eachSupportedId())(
  'EvidenceService on %s',
  databaseId => {
    async function start() {
      const started = await startServices({ databases, databaseId });
      const { knex, clock, services } = started;
      await knex('assessment_queue').delete();
      return {
        ...started,
        push: (items: ObservedEvidence[], source = SOURCE) =>
          services.evidence.push(
            [{ subject: SUBJECT, source, items }],
            clock.now(),
          ),
        queued: async () =>
          (await knex('assessment_queue').orderBy('subject')).map(
            row => row.subject,
          ),
        stored: async (source = SOURCE) => {
          const row = await knex('evidence')
            .where({ subject: SUBJECT, source_key: source })
            .first();
          return row && JSON.parse(row.items);
        },
      };
    }

    it('writes and queues nothing when the same is pushed again', async () => {
      const { knex, clock, push, queued } = await start();
      const items = [item('a'), item('b', 'fail')];
      expect(await push(items)).toEqual({ changed: [SUBJECT] });
      expect(await queued()).toEqual([SUBJECT]);
      const rows = await knex('evidence');
      await knex('assessment_queue').delete();

      clock.advance({ days: 1 });
      expect(await push(items)).toEqual({ changed: [] });
      expect(await knex('evidence')).toEqual(rows);
      expect(await knex('evidence_history')).toEqual([]);
      expect(await queued()).toEqual([]);
    });

    it('dates a changed item anew and keeps the date of the others', async () => {
      const { knex, clock, push, stored } = await start();
      const first = clock.now();
      await push([item('a'), item('b', 'fail')]);
      clock.advance({ days: 2 });
      const second = clock.now();
      await push([item('a'), item('b', 'pass')]);
      expect(await stored()).toEqual([
        { ...item('a'), source: SOURCE, observedAt: first },
        { ...item('b', 'pass'), source: SOURCE, observedAt: second },
      ]);
      const [replaced] = await knex('evidence_history');
      expect(replaced).toMatchObject({
        subject: SUBJECT,
        source_key: SOURCE,
        from_at: first,
        until_at: second,
      });
      expect(JSON.parse(replaced.items)).toEqual([
        { ...item('a'), source: SOURCE, observedAt: first },
        { ...item('b', 'fail'), source: SOURCE, observedAt: first },
      ]);
    });

    it('keeps the date of what another version of the collector sees as well', async () => {
      const { clock, push, stored } = await start();
      const first = clock.now();
      const seenBy = (collector: string, outcome: 'pass' | 'fail') => [
        { ...item('a', 'fail'), collector },
        { ...item('b', outcome), collector },
      ];
      await push(seenBy('repository@1', 'fail'));
      clock.advance({ days: 2 });
      expect(await push(seenBy('repository@2', 'pass'))).toEqual({
        changed: [SUBJECT],
      });
      expect(await stored()).toEqual([
        {
          ...item('a', 'fail'),
          collector: 'repository@2',
          source: SOURCE,
          observedAt: first,
        },
        {
          ...item('b', 'pass'),
          collector: 'repository@2',
          source: SOURCE,
          observedAt: clock.now(),
        },
      ]);
    });

    it('keeps the last good evidence of a check that could not be looked at', async () => {
      const { clock, push, stored } = await start();
      const first = clock.now();
      await push([item('a', 'fail'), item('b')]);
      const good = { ...item('a', 'fail'), source: SOURCE, observedAt: first };

      clock.advance({ days: 1 });
      await push([item('a', 'error', 'no answer'), item('b')]);
      expect(await stored()).toEqual([
        good,
        {
          ...item('a', 'error', 'no answer'),
          source: SOURCE,
          observedAt: clock.now(),
        },
        { ...item('b'), source: SOURCE, observedAt: first },
      ]);

      clock.advance({ days: 1 });
      await push([item('a', 'error', 'still no answer'), item('b')]);
      expect(await stored()).toEqual([
        good,
        {
          ...item('a', 'error', 'still no answer'),
          source: SOURCE,
          observedAt: clock.now(),
        },
        { ...item('b'), source: SOURCE, observedAt: first },
      ]);

      clock.advance({ days: 1 });
      await push([item('a'), item('b')]);
      expect(await stored()).toEqual([
        { ...item('a'), source: SOURCE, observedAt: clock.now() },
        { ...item('b'), source: SOURCE, observedAt: first },
      ]);
    });

    it('ends what a source no longer says, and no other source', async () => {
      const { push, stored, clock } = await start();
      await push([item('a'), item('b')]);
      await push([item('a', 'fail')], 'ci:other');
      clock.advance({ minutes: 1 });
      await push([item('b')]);
      expect((await stored()).map((each: any) => each.check)).toEqual(['b']);
      expect(await stored('ci:other')).toHaveLength(1);
      await push([]);
      expect(await stored()).toEqual([]);
    });

    it('takes over many subjects at once, and the last word of one', async () => {
      const { services, clock, knex, queued } = await start();
      const pushes = Array.from({ length: 601 }, (_, index) => ({
        subject: `component:default/c${index}`,
        source: SOURCE,
        items: [item('a')],
      }));
      const { changed } = await services.evidence.push(
        [
          pushes[0],
          { subject: pushes[0].subject, source: SOURCE, items: [item('b')] },
          ...pushes.slice(1),
        ],
        clock.now(),
      );
      expect(changed).toHaveLength(601);
      expect(await queued()).toHaveLength(601);
      const row = await knex('evidence')
        .where({ subject: pushes[0].subject })
        .first();
      expect(JSON.parse(row.items)[0].check).toBe('b');
    });
  },
);
