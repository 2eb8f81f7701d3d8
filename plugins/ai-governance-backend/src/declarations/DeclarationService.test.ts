import { mockCredentials } from '@backstage/backend-test-utils';
import type { DeclaredValues } from '@plumbline/backstage-plugin-ai-governance-common';
import {
  component,
  startServices,
  testDatabases,
} from '../__testUtils__/harness';

jest.setTimeout(60_000);

const databases = testDatabases();

const REF = 'component:default/checkout';
const ADA = 'user:default/ada';
const USER = mockCredentials.user();

describe.each(databases.eachSupportedId())('declarations on %s', databaseId => {
  async function start(annotations: { [key: string]: string } = {}) {
    const started = await startServices({ databases, databaseId });
    const { services, clock, knex } = started;
    const learn = (declared: { [key: string]: string }) =>
      services.inventory.learn(
        [component('checkout', { annotations: declared })],
        clock.now(),
      );
    await learn(annotations);
    await services.runner.run();
    return {
      ...started,
      learn,
      declare: (values: DeclaredValues, by = ADA) =>
        services.declarations.declare(REF, values, by, USER),
      profile: () => services.declarations.get(REF, USER),
      entries: () => services.audit.list({ limit: 100, subject: REF }),
      rows: (): Promise<any[]> => knex('declarations'),
    };
  }

  it('puts a first declaration in force at once and requeues the entity', async () => {
    const { declare, profile, entries, services, knex } = await start();
    expect((await profile()).profile.classification).toMatchObject({
      value: 'confidential',
      source: 'assumed',
    });
    const declared = await declare({ classification: 'internal', tier: 1 });
    expect(declared).toMatchObject({
      inForce: true,
      pending: [],
      portal: { by: ADA, values: { classification: 'internal', tier: 1 } },
      allowed: { declare: true },
    });
    expect(declared.profile.classification).toMatchObject({
      value: 'internal',
      source: 'portal',
      by: ADA,
    });
    expect(await knex('assessment_queue')).toHaveLength(1);
    expect(await services.runner.run()).toMatchObject({ changed: [REF] });
    const [item] = (await services.scorecards.list({}, USER)).items;
    expect(item).toMatchObject({
      classification: 'internal',
      classificationDeclared: true,
      tier: 1,
    });
    expect((await entries()).map(({ body }) => body)).toEqual([
      expect.objectContaining({ actor: ADA, action: 'profile.declared' }),
    ]);
  });

  it('keeps the stricter value in force while a lowering waits', async () => {
    const { declare, services, clock, profile } = await start();
    await declare({ classification: 'restricted', tier: 3 });
    clock.advance({ days: 1 });
    const lowered = await declare({ classification: 'internal', tier: 1 });
    expect(lowered.inForce).toBe(false);
    expect(lowered.pending).toEqual([
      expect.objectContaining({
        by: ADA,
        approverRole: 'security-compliance',
        values: { classification: 'internal', tier: 1 },
        reasons: [expect.any(String), expect.any(String)],
      }),
    ]);
    await services.runner.run();
    clock.advance({ days: 1 });
    await services.runner.run();
    const { profile: after } = await profile();
    expect(after.classification.value).toBe('restricted');
    expect(after.tier.value).toBe(3);
    const [item] = (await services.scorecards.list({}, USER)).items;
    expect(item).toMatchObject({ classification: 'restricted', tier: 3 });
  });

  it('keeps it however often the lowering is declared, judged or not', async () => {
    const { declare, services } = await start();
    await declare({ classification: 'restricted' });
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const { profile, inForce } = await declare({
        classification: 'internal',
      });
      expect([profile.classification.value, inForce]).toEqual([
        'restricted',
        false,
      ]);
      if (attempt === 1) {
        await services.runner.run();
      }
    }
  });

  it('raises at once, and what waited is superseded and named in the log', async () => {
    const { declare, rows, services } = await start();
    await declare({ classification: 'restricted', tier: 2 });
    const waiting = await declare({ classification: 'internal', tier: 2 });
    const raised = await declare({ classification: 'restricted', tier: 3 });
    expect(raised).toMatchObject({ inForce: true, pending: [] });
    expect(raised.profile.tier.value).toBe(3);
    const stored = await rows();
    expect(stored.filter(row => row.state === 'inForce')).toHaveLength(1);
    expect(stored.filter(row => row.state === 'pending')).toHaveLength(0);
    expect(
      stored.filter(row => row.state === 'superseded' && row.ended_at),
    ).toHaveLength(3);
    const entries = await services.audit.list({
      limit: 3,
      action: 'profile.declared',
    });
    expect(entries.map(({ body }) => (body?.details as any).replaces)).toEqual([
      [waiting.pending[0].id],
      undefined,
      undefined,
    ]);
  });

  it('treats leaving a value out as a lowering', async () => {
    const { declare, services } = await start();
    await declare({ classification: 'restricted', handles: ['payments'] });
    await services.runner.run();
    const removed = await declare({ adoptionStage: 'pilot' });
    expect(removed.inForce).toBe(false);
    expect(removed.profile.classification.value).toBe('restricted');
    expect(removed.profile.tier.value).toBe(3);
    expect(removed.profile.handles.value).toEqual(['payments']);
  });

  it('does not let an annotation go below what was declared', async () => {
    const { learn, services, profile } = await start({
      'ai-governance/data-classification': 'restricted',
    });
    await learn({ 'ai-governance/data-classification': 'internal' });
    await services.runner.run();
    const { profile: after } = await profile();
    expect(after.classification.value).toBe('restricted');
    expect(after.conflicts.map(conflict => conflict.kind)).toContain(
      'awaitingApproval',
    );
  });

  it('applies the floor of what the code handles', async () => {
    const { declare } = await start();
    const declared = await declare({
      classification: 'internal',
      tier: 1,
      handles: ['payments'],
    });
    expect(declared.inForce).toBe(false);
    expect(declared.profile.tier.value).toBe(3);
    expect(declared.profile.classification.value).toBe('restricted');
  });

  it('refuses values the framework does not know, every one of them, and stores nothing', async () => {
    const { declare, rows, entries } = await start();
    const attempt = declare({
      classification: 'top-secret' as never,
      tier: 9 as never,
      handles: ['payments', 'unicorns'],
      adoptionStage: 'yesterday',
    });
    await expect(attempt).rejects.toMatchObject({ name: 'InputError' });
    const message = await attempt.catch(error => error.message);
    for (const wrong of ['classification', 'tier', 'unicorns', 'yesterday']) {
      expect(message).toContain(wrong);
    }
    expect(await rows()).toEqual([]);
    expect(await entries()).toEqual([]);
  });

  it('answers unknown entities as not found', async () => {
    const { services } = await start();
    const unknown = 'component:default/unknown';
    await expect(
      services.declarations.declare(unknown, { tier: 3 }, ADA, USER),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
    await expect(
      services.declarations.get(unknown, USER),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  it('takes the declaration back when its entry cannot be written', async () => {
    const { declare, knex, rows } = await start();
    await knex('audit_chain').insert({
      seq:
        Number(
          (
            await knex('counters').where({ name: 'audit' }).first()
          ).value,
        ) + 1,
      previous_hash: 'x',
      body_digest: 'x',
      hash: 'x',
    });
    await expect(declare({ tier: 3 })).rejects.toThrow();
    expect(await rows()).toEqual([]);
    expect(await knex('assessment_queue')).toEqual([]);
  });

  it('lets declarations of one entity take turns', async () => {
    const { declare, rows, profile, entries, services } = await start();
    const people = ['ada', 'bob', 'cyd', 'dan', 'eve'].map(
      name => `user:default/${name}`,
    );
    await Promise.all(
      people.map((by, index) =>
        declare(
          { classification: index === 2 ? 'restricted' : 'internal' },
          by,
        ),
      ),
    );
    expect((await rows()).filter(row => row.state === 'inForce')).toHaveLength(
      1,
    );
    expect((await profile()).profile.classification.value).toBe('restricted');
    expect(await entries()).toHaveLength(5);
    expect(await services.audit.verify()).toMatchObject({ valid: true });
  });

  it('shows unknown annotation values as conflicts, not as errors', async () => {
    const { profile, services } = await start({
      'ai-governance/data-classification': 'cosmic',
      'ai-governance/review-tier': 'high-ish',
    });
    const { profile: merged, descriptor } = await profile();
    expect(merged.classification.source).toBe('assumed');
    expect(
      merged.conflicts.filter(conflict => conflict.kind === 'invalid'),
    ).toHaveLength(2);
    expect(descriptor?.values).toBeDefined();
    expect((await services.scorecards.get(REF, USER)).scorecard).toBeDefined();
  });
});
