import type { AuditorService } from '@backstage/backend-plugin-api';
import {
  AUDIT_GENESIS_HASH,
  auditBodyDigest,
  auditEntryHash,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { Knex } from 'knex';
import { migrationsDirectory } from '../database/migrate';
import { testDatabases } from '../__testUtils__/harness';
import { AuditLog } from './AuditLog';

jest.setTimeout(60_000);

const databases = testDatabases();

const AT = '2026-11-20T09:00:00.000Z';

const entry = (subject: string) => ({
  at: AT,
  actor: 'user:default/ada',
  action: 'profile.declared',
  subject,
  details: { 'äöü ': ['"', null, 1.5], nested: { b: 1, a: true } },
});

async function write(log: AuditLog, knex: Knex, subjects: string[]) {
  for (const subject of subjects) {
    await knex.transaction(trx => log.append(trx, entry(subject)));
  }
}

describe.each(databases.eachSupportedId())('AuditLog on %s', databaseId => {
  async function logOf(entries: number) {
    const knex = await databases.init(databaseId);
    await knex.migrate.latest({ directory: migrationsDirectory });
    const log = new AuditLog(knex);
    await write(
      log,
      knex,
      Array.from({ length: entries }, (_, index) => `entity ${index + 1}`),
    );
    return { knex, log };
  }

  it('verifies an empty log and one that was only appended to', async () => {
    const { knex, log } = await logOf(0);
    expect(await log.verify()).toMatchObject({ valid: true, entries: 0 });
    await write(log, knex, ['a', 'b', 'c']);
    expect(await log.verify()).toEqual({
      valid: true,
      entries: 3,
      firstSeq: 1,
      lastSeq: 3,
      checkpoints: 0,
      withheld: { pruned: 0, erased: 0 },
      message: '3 entries form one unbroken chain',
    });
    const [first] = await knex('audit_chain').orderBy('seq');
    expect(first.previous_hash).toBe(AUDIT_GENESIS_HASH);
  });

  it('reads newest first, by page and by subject', async () => {
    const { log } = await logOf(5);
    const page = await log.list({ limit: 2 });
    expect(page.map(item => item.seq)).toEqual([5, 4]);
    const rest = await log.list({ limit: 10, beforeSeq: 4 });
    expect(rest.map(item => item.seq)).toEqual([3, 2, 1]);
    expect(await log.list({ limit: 10, subject: 'entity 2' })).toEqual([
      {
        seq: 2,
        body: {
          ...entry('entity 2'),
          before: null,
          after: null,
        },
      },
    ]);
  });

  it('verifies more entries than one page of its reading holds', async () => {
    const { knex, log } = await logOf(0);
    await knex.transaction(async trx => {
      for (let index = 0; index < 1005; index += 1) {
        await log.append(trx, entry('many'));
      }
    });
    expect(await log.verify()).toMatchObject({ valid: true, entries: 1005 });
    await knex('audit_bodies').where({ seq: 1003 }).update({ body: '{}' });
    expect(await log.verify()).toMatchObject({ valid: false, brokenAt: 1003 });
  });

  it('finds an edited body', async () => {
    const { knex, log } = await logOf(4);
    const row = await knex('audit_bodies').where({ seq: 3 }).first();
    await knex('audit_bodies')
      .where({ seq: 3 })
      .update({ body: row.body.replace('ada', 'eve') });
    expect(await log.verify()).toMatchObject({
      valid: false,
      entries: 2,
      brokenAt: 3,
      fault: 'bodyMismatch',
      message: 'the body of entry 3 was changed',
    });
  });

  it('finds a deleted entry', async () => {
    const { knex, log } = await logOf(4);
    await knex('audit_chain').where({ seq: 2 }).delete();
    await knex('audit_bodies').where({ seq: 2 }).delete();
    expect(await log.verify()).toMatchObject({
      valid: false,
      brokenAt: 2,
      fault: 'deleted',
      message: 'entry 2 is missing',
    });
  });

  it('finds that the last entry is missing', async () => {
    const { knex, log } = await logOf(4);
    await knex('audit_chain').where({ seq: 4 }).delete();
    await knex('audit_bodies').where({ seq: 4 }).delete();
    expect(await log.verify()).toMatchObject({
      valid: false,
      brokenAt: 4,
      fault: 'deleted',
      message: 'entry 4 is missing at the end',
    });
  });

  it('finds an edited hash at the entry that no longer follows', async () => {
    const { knex, log } = await logOf(4);
    await knex('audit_chain')
      .where({ seq: 2 })
      .update({ hash: 'f'.repeat(64) });
    expect(await log.verify()).toMatchObject({
      valid: false,
      brokenAt: 2,
      fault: 'edited',
    });
  });

  it('finds two entries that changed places', async () => {
    const { knex, log } = await logOf(4);
    for (const table of ['audit_chain', 'audit_bodies']) {
      await knex(table).where({ seq: 2 }).update({ seq: 99 });
      await knex(table).where({ seq: 3 }).update({ seq: 2 });
      await knex(table).where({ seq: 99 }).update({ seq: 3 });
    }
    expect(await log.verify()).toMatchObject({
      valid: false,
      brokenAt: 2,
      fault: 'reordered',
      message: 'entry 3 stands in the place of entry 2',
    });
  });

  it('finds an entry rewritten together with its own hash', async () => {
    const { knex, log } = await logOf(4);
    const body = { forged: true } as never;
    const digest = auditBodyDigest('salt', body);
    const row = await knex('audit_chain').where({ seq: 2 }).first();
    await knex('audit_bodies')
      .where({ seq: 2 })
      .update({ salt: 'salt', body: JSON.stringify(body) });
    await knex('audit_chain')
      .where({ seq: 2 })
      .update({
        body_digest: digest,
        hash: auditEntryHash({
          seq: 2,
          previousHash: row.previous_hash,
          bodyDigest: digest,
        }),
      });
    expect(await log.verify()).toMatchObject({
      valid: false,
      brokenAt: 3,
      fault: 'edited',
    });
  });

  it('finds that the last entry was rewritten', async () => {
    const { knex, log } = await logOf(2);
    const hash = auditEntryHash({
      seq: 2,
      previousHash: (await knex('audit_chain').where({ seq: 2 }).first())
        .previous_hash,
      bodyDigest: 'a'.repeat(64),
    });
    await knex('audit_bodies').where({ seq: 2 }).delete();
    await knex('audit_chain')
      .where({ seq: 2 })
      .update({ hash, body_digest: 'a'.repeat(64) });
    expect(await log.verify()).toMatchObject({ valid: false, brokenAt: 2 });
  });

  it('finds a body that is gone and that nothing on record speaks of', async () => {
    const { knex, log } = await logOf(4);
    await knex('audit_bodies').where({ seq: 2 }).delete();
    expect(await log.verify()).toMatchObject({
      valid: false,
      brokenAt: 2,
      fault: 'bodyMissing',
    });
  });

  it('finds a body that is no JSON any more', async () => {
    const { knex, log } = await logOf(2);
    await knex('audit_bodies').where({ seq: 1 }).update({ body: '{' });
    expect(await log.verify()).toMatchObject({ valid: false, brokenAt: 1 });
  });

  it('filters by actor, action, subject and time', async () => {
    const { knex, log } = await logOf(0);
    await knex.transaction(trx =>
      log.appendAll(trx, [
        entry('a'),
        { ...entry('b'), actor: 'user:default/bob' },
        { ...entry('c'), action: 'exception.requested' },
        { ...entry('d'), action: 'exception.approved' },
        { ...entry('e'), action: 'exceptional.case' },
        { ...entry('f'), at: '2026-11-21T09:00:00.000Z' },
      ]),
    );
    const found = async (query: object) =>
      (await log.list({ limit: 10, ...query })).map(({ body }) => body.subject);
    expect(await found({ actor: 'user:default/bob' })).toEqual(['b']);
    expect(await found({ action: 'exception' })).toEqual(['d', 'c']);
    expect(await found({ action: 'exception.approved' })).toEqual(['d']);
    expect(await found({ subject: 'e', action: 'exceptional' })).toEqual(['e']);
    expect(await found({ from: '2026-11-21T00:00:00.000Z' })).toEqual(['f']);
    expect(await found({ until: AT })).toEqual([]);
    expect(
      await found({ action: 'profile', until: '2026-11-21T09:00:00.000Z' }),
    ).toEqual(['b', 'a']);
  });

  it('tells the auditor of what was committed, and of nothing else', async () => {
    const { knex } = await logOf(0);
    const told: unknown[] = [];
    const auditor: AuditorService = {
      createEvent: async event => {
        told.push(event);
        return { success: async () => {}, fail: async () => {} };
      },
    };
    const log = new AuditLog(knex, { auditor });
    await expect(
      knex.transaction(async trx => {
        await log.append(trx, entry('lost'));
        throw new Error('the change failed');
      }),
    ).rejects.toThrow('the change failed');
    await knex.transaction(trx =>
      log.append(trx, { ...entry('kept'), action: 'framework.putInForce' }),
    );
    await knex.raw('select 1');
    expect(told).toEqual([
      {
        eventId: 'framework-put-in-force',
        severityLevel: 'medium',
        meta: expect.objectContaining({
          action: 'framework.putInForce',
          actor: 'user:default/ada',
          subject: 'kept',
        }),
      },
    ]);
  });

  it('takes an entry back together with its change', async () => {
    const { knex, log } = await logOf(1);
    await expect(
      knex.transaction(async trx => {
        await log.append(trx, entry('lost'));
        throw new Error('the change failed');
      }),
    ).rejects.toThrow('the change failed');
    expect(await log.verify()).toMatchObject({ valid: true, entries: 1 });
    await write(log, knex, ['after']);
    expect(await log.verify()).toMatchObject({ valid: true, entries: 2 });
    expect((await log.list({ limit: 1 }))[0].body.subject).toBe('after');
  });

  it('keeps one chain when several write at once', async () => {
    const { knex } = await logOf(0);
    const logs = [new AuditLog(knex), new AuditLog(knex)];
    await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        knex.transaction(trx =>
          logs[index % 2].append(trx, entry(`entity ${index}`)),
        ),
      ),
    );
    expect(await logs[0].verify()).toMatchObject({ valid: true, entries: 40 });
    const subjects = (await logs[0].list({ limit: 100 })).map(
      item => item.body.subject,
    );
    expect(new Set(subjects).size).toBe(40);
  });
});
