import type { Knex } from 'knex';
import { migrationsDirectory } from '../database/migrate';
import { testDatabases } from '../__testUtils__/harness';
import { AuditLog } from './AuditLog';
import { bodyDigest, entryHash, GENESIS_HASH } from './chain';

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
      message: '3 entries form one unbroken chain',
    });
    const [first] = await knex('audit_chain').orderBy('seq');
    expect(first.previous_hash).toBe(GENESIS_HASH);
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
      message: 'entry 4 is missing at the end',
    });
  });

  it('finds an edited hash at the entry that no longer follows', async () => {
    const { knex, log } = await logOf(4);
    await knex('audit_chain')
      .where({ seq: 2 })
      .update({ hash: 'f'.repeat(64) });
    expect(await log.verify()).toMatchObject({ valid: false, brokenAt: 2 });
  });

  it('finds two entries that changed places', async () => {
    const { knex, log } = await logOf(4);
    for (const table of ['audit_chain', 'audit_bodies']) {
      await knex(table).where({ seq: 2 }).update({ seq: 99 });
      await knex(table).where({ seq: 3 }).update({ seq: 2 });
      await knex(table).where({ seq: 99 }).update({ seq: 3 });
    }
    expect(await log.verify()).toMatchObject({ valid: false, brokenAt: 2 });
  });

  it('finds an entry rewritten together with its own hash', async () => {
    const { knex, log } = await logOf(4);
    const body = { forged: true };
    const digest = bodyDigest('salt', body);
    const row = await knex('audit_chain').where({ seq: 2 }).first();
    await knex('audit_bodies')
      .where({ seq: 2 })
      .update({ salt: 'salt', body: JSON.stringify(body) });
    await knex('audit_chain')
      .where({ seq: 2 })
      .update({
        body_digest: digest,
        hash: entryHash({
          seq: 2,
          previousHash: row.previous_hash,
          bodyDigest: digest,
        }),
      });
    expect(await log.verify()).toMatchObject({ valid: false, brokenAt: 3 });
  });

  it('verifies after bodies were pruned', async () => {
    const { knex, log } = await logOf(4);
    await knex('audit_bodies').where('seq', '<=', 3).delete();
    expect(await log.verify()).toMatchObject({ valid: true, entries: 4 });
    expect(await log.list({ limit: 10 })).toHaveLength(1);
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
