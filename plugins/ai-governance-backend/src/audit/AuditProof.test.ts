import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  auditReadAllPermission,
  ExportVerifier,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { AuditPublicKey } from '@plumbline/backstage-plugin-ai-governance-common';
import {
  startReplica,
  startServices,
  testDatabases,
} from '../__testUtils__/harness';
import { AuditSigner } from './AuditSigner';

jest.setTimeout(60_000);

const databases = testDatabases();

const newKey = () =>
  generateKeyPairSync('ed25519').privateKey.export({
    type: 'pkcs8',
    format: 'pem',
  }) as string;

/** Verifies as an auditor does elsewhere: the file and the keys, and no more. */
function verifyFile(text: string, keys: AuditPublicKey[]) {
  const verifier = new ExportVerifier({
    verifySignature: (keyId, signed, signature) => {
      const key = keys.find(each => each.keyId === keyId);
      return (
        key &&
        verify(
          null,
          Buffer.from(signed),
          createPublicKey(key.publicKey),
          Buffer.from(signature, 'base64'),
        )
      );
    },
  });
  text.split('\n').forEach(line => verifier.line(line));
  return verifier.finish();
}

describe.each(databases.eachSupportedId())('proof on %s', databaseId => {
  async function start(audit: object = { signingKey: newKey() }, more = {}) {
    const config = { aiGovernance: { audit } };
    const started = await startServices({
      databases,
      databaseId,
      config,
      ...more,
    });
    const { services, knex, clock } = started;
    const write = async (
      subject: string,
      entry: { actor?: string; action?: string; details?: any } = {},
    ) =>
      knex.transaction(trx =>
        services.audit.append(trx, {
          at: clock.now(),
          actor: 'user:default/ada',
          action: 'profile.declared',
          subject,
          ...entry,
        }),
      );
    return {
      ...started,
      config,
      write,
      exported: async (span = {}) => {
        let text = '';
        for await (const piece of await services.auditProof.export(
          span,
          'user:default/eve',
        )) {
          text += piece;
        }
        return text;
      },
    };
  }

  it('exports what verifies with nothing but the file and the key', async () => {
    const { services, write, exported, clock } = await start();
    for (let index = 0; index < 3; index += 1) {
      await write(`component:default/c${index}`);
    }
    await services.auditProof.checkpoint();
    clock.advance({ days: 1 });
    await write('later');
    const keys = await services.auditProof.publicKeys();
    expect(keys).toEqual([expect.objectContaining({ current: true })]);
    const text = await exported();
    const { length } = text
      .split('\n')
      .filter(line => line.includes('"type":"entry"'));
    expect(verifyFile(text, keys)).toMatchObject({
      valid: true,
      entries: length,
      checkpoints: 3,
    });
    expect(text).toContain('"action":"audit.exported"');
    expect(
      verifyFile(text.replace('component:default/c1', 'component:x/c1'), keys),
    ).toMatchObject({ valid: false, fault: 'bodyMismatch' });
    const day = await exported({ from: '2026-11-21' });
    expect(day).not.toContain('component:default/c');
    expect(verifyFile(day, keys)).toMatchObject({ valid: true });
    expect(
      verifyFile(await exported({ until: '2020-01-01' }), keys),
    ).toMatchObject({ valid: true, entries: 0 });
    await expect(
      services.auditProof.export({ from: 'x' }, 'y'),
    ).rejects.toThrow('neither a date');
  });

  it('says of an export without a key that nobody vouches for it', async () => {
    const { services, write, exported } = await start({});
    await write('a');
    expect(await services.auditProof.checkpoint()).toBeUndefined();
    expect(await services.auditProof.publicKeys()).toEqual([]);
    expect(verifyFile(await exported(), [])).toMatchObject({
      valid: false,
      fault: 'unsigned',
    });
  });

  it('signs what came since the last time, once', async () => {
    const { services, write, knex, logger } = await start();
    await write('a');
    const checkpoint = await services.auditProof.checkpoint();
    expect(checkpoint).toMatchObject({ seq: expect.any(Number) });
    expect(await services.auditProof.checkpoint()).toBeUndefined();
    await write('b');
    await write('c');
    await knex('audit_bodies')
      .where({ subject: 'b' })
      .update({ actor: 'x', body: '{}' });
    expect(await services.auditProof.checkpoint()).toBeUndefined();
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringContaining('does not verify: the body of entry'),
    );
  });

  it('finds a log rewritten as a whole by its checkpoints', async () => {
    const { services, write, knex } = await start();
    await write('a');
    await services.auditProof.checkpoint();
    await knex('audit_checkpoints').update({ hash: 'f'.repeat(64) });
    expect(await services.audit.verify()).toMatchObject({
      valid: false,
      fault: 'signature',
    });
  });

  it('goes on under another key', async () => {
    const { services, write, knex, clock } = await start();
    await write('a');
    await services.auditProof.checkpoint();
    clock.advance({ minutes: 1 });
    const other = await startReplica(knex, {
      clock,
      config: { aiGovernance: { audit: { signingKey: newKey() } } },
    });
    await write('b');
    expect(await other.services.auditProof.checkpoint()).toBeDefined();
    const keys = await other.services.auditProof.publicKeys();
    expect(keys.map(({ current }) => current)).toEqual([false, true]);
    expect(await other.services.audit.verify()).toMatchObject({
      valid: true,
      checkpoints: 2,
    });
    expect(
      await other.services.audit.list({
        limit: 5,
        action: 'audit.keyIntroduced',
      }),
    ).toHaveLength(2);
  });

  it('prunes behind a signed checkpoint, again and again', async () => {
    const { services, write, knex, clock, exported } = await start({
      signingKey: newKey(),
      retention: { days: 30 },
      retentionOf: [
        { action: 'gate.decided', keep: { days: 7 } },
        { action: 'exception.approved', keep: { days: 90 } },
      ],
    });
    const { auditRetention: retention, audit } = services;
    await write('old');
    await write('brief', { action: 'gate.decided' });
    expect(await retention.prune()).toEqual({ entries: 0, bodies: 0 });
    clock.advance({ days: 8 });
    await write('kept', { action: 'exception.approved' });
    await write('middle');
    expect(await retention.prune()).toEqual({ entries: 0, bodies: 1 });
    expect(await audit.verify()).toMatchObject({
      valid: true,
      withheld: { pruned: 1 },
    });
    clock.advance({ days: 25 });
    const { entries } = await retention.prune();
    expect(entries).toBeGreaterThan(2);
    const keys = await services.auditProof.publicKeys();
    const after = await audit.verify();
    expect(after).toMatchObject({ valid: true, firstSeq: entries + 1 });
    expect(await audit.list({ limit: 9, subject: 'old' })).toEqual([]);
    expect(verifyFile(await exported(), keys)).toMatchObject({
      valid: true,
      firstSeq: entries + 1,
    });
    // `kept` holds the beginning; what is older than 30 days behind it loses its body.
    clock.advance({ days: 20 });
    expect(await retention.prune()).toMatchObject({ entries: 0, bodies: 1 });
    expect(await audit.list({ limit: 9, subject: 'kept' })).toHaveLength(1);
    expect(await audit.verify()).toMatchObject({ valid: true });
    clock.advance({ days: 100 });
    expect((await retention.prune()).entries).toBeGreaterThan(0);
    expect(await audit.verify()).toMatchObject({ valid: true });
    // Somebody takes away more than was pruned, up to a checkpoint.
    await write('x');
    await services.auditProof.checkpoint();
    const head = (await knex('audit_chain').max('seq as seq'))[0].seq;
    await write('y');
    await knex('audit_chain').where('seq', '<=', head).delete();
    await knex('audit_bodies').where('seq', '<=', head).delete();
    expect(await audit.verify()).toMatchObject({
      valid: false,
      fault: 'deleted',
    });
  });

  it('does not prune what is broken, nor without a key', async () => {
    const broken = await start({
      signingKey: newKey(),
      retention: { days: 1 },
    });
    await broken.write('a');
    await broken
      .knex('audit_bodies')
      .where({ subject: 'a' })
      .update({ salt: '' });
    broken.clock.advance({ days: 3 });
    expect(await broken.services.auditRetention.prune()).toMatchObject({
      entries: 0,
    });
    const keyless = await start({ retention: { days: 1 } });
    await keyless.write('a');
    keyless.clock.advance({ days: 3 });
    expect(await keyless.services.auditRetention.prune()).toEqual({
      entries: 0,
      bodies: 0,
    });
    expect(keyless.logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('signingKey'),
    );
    expect(
      await keyless.services.audit.list({ limit: 5, subject: 'a' }),
    ).toHaveLength(1);
  });

  it('erases a person and nobody else', async () => {
    const { services, write, knex, exported } = await start();
    await write('a');
    await write('user:default/ada', { actor: 'user:default/bob' });
    await write('b', {
      actor: 'user:default/adam',
      details: { by: 'xuser:default/ada', note: 'told user:default/ada.' },
    });
    await write('c', { actor: 'user:default/ada.b' });
    await write('d', { actor: 'user:default/ada_b' });
    const erase = (person: string, reason = 'Asked to be forgotten') =>
      services.auditRetention.erase({ person, reason }, 'user:default/eve');
    // What is kept about it names nobody either.
    await expect(
      erase('user:default/ada', 'User:default/Ada left'),
    ).rejects.toThrow('may not name');
    await expect(erase('user:default/ada', ' ')).rejects.toThrow('why');
    expect(await erase('User:default/Ada')).toEqual({ entries: 3 });
    expect(await erase('user:default/ada')).toEqual({ entries: 0 });
    const text = JSON.stringify(await knex('audit_bodies'));
    expect(text).not.toMatch(/(?<!x)user:default\/ada(?![\w.]*[mb])/);
    expect(text).toContain('user:default/adam');
    expect(
      (await services.audit.list({ limit: 20 })).flatMap(({ body, erased }) =>
        erased ? [[body.actor, body.subject]] : [],
      ),
    ).toEqual([
      ['user:default/adam', 'b'],
      ['user:default/bob', '(erased)'],
      ['(erased)', 'a'],
    ]);
    const [record] = await services.audit.list({ limit: 1 });
    expect(record.body).toMatchObject({
      actor: 'user:default/eve',
      action: 'audit.personErased',
      details: { reason: 'Asked to be forgotten' },
    });
    expect(await services.audit.verify()).toMatchObject({
      valid: true,
      withheld: { erased: 3 },
    });
    const keys = await services.auditProof.publicKeys();
    expect(verifyFile(await exported(), keys)).toMatchObject({ valid: true });
    // Two people of one entry, one after the other.
    expect(await erase('user:default/bob')).toEqual({ entries: 1 });
    expect(await services.audit.verify()).toMatchObject({ valid: true });
    await knex('audit_bodies')
      .where({ subject: 'a' })
      .update({ body: JSON.stringify({ actor: 'nobody' }) });
    expect(await services.audit.verify()).toMatchObject({
      valid: false,
      fault: 'bodyMismatch',
    });
    await expect(erase('group:default/payments')).rejects.toThrow('no person');
  });

  it('tells how far verifying is', async () => {
    const { services, knex, clock } = await start();
    await knex.transaction(trx =>
      services.audit.appendAll(
        trx,
        Array.from({ length: 2500 }, (_, index) => ({
          at: clock.now(),
          actor: 'user:default/ada',
          action: 'x.y',
          subject: String(index),
        })),
      ),
    );
    const progress: number[] = [];
    const found = await services.auditProof.verify((verified, of) => {
      progress.push(verified / of);
    });
    expect(found.valid).toBe(true);
    expect(progress).toHaveLength(3);
    expect(progress[2]).toBe(1);
  });

  it('shows entries of entities that the reader sees, and all to auditors', async () => {
    let all = false;
    const permissions = mockServices.permissions.mock({
      authorize: async requests =>
        requests.map(({ permission }) => ({
          result:
            permission.name === auditReadAllPermission.name && !all
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW,
        })),
      authorizeConditional: async requests =>
        requests.map(() => ({
          result: AuthorizeResult.CONDITIONAL,
          pluginId: 'catalog',
          resourceType: 'catalog-entity',
          conditions: { rule: 'ANY', resourceType: 'catalog-entity' },
        })),
    });
    const { services, write } = await start(
      {},
      {
        permissions,
        catalog: catalogServiceMock({
          entities: [
            {
              apiVersion: 'backstage.io/v1alpha1',
              kind: 'Component',
              metadata: { name: 'seen', namespace: 'default' },
            },
          ],
        }),
      },
    );
    await write('component:default/seen');
    await write('component:default/hidden');
    await write('organization');
    await write('campaign:1', {
      details: { entities: ['component:default/hidden'] },
    });
    const read = async () =>
      (
        await services.auditReader.list(
          { limit: 10, actor: 'user:default/ada' },
          mockCredentials.user(),
        )
      ).items.map(({ body }) => body.subject);
    expect(await read()).toEqual(['organization', 'component:default/seen']);
    all = true;
    expect(await read()).toHaveLength(4);
  });
});

it.each([
  ['nothing', ''],
  ['words', 'secret'],
  [
    'an RSA key',
    generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
      type: 'pkcs8',
      format: 'pem',
    }) as string,
  ],
])('a signing key that is %s is refused with what to do', (_, pem) => {
  expect(() => new AuditSigner(pem)).toThrow('openssl genpkey');
});

it('a signing key may be on one line', () => {
  const pem = newKey();
  expect(new AuditSigner(pem.replace(/\n/g, '\\n')).keyId).toBe(
    new AuditSigner(pem).keyId,
  );
});
