import { startServices, testDatabases } from '../__testUtils__/harness';

const databases = testDatabases();

it.each(databases.eachSupportedId())(
  'says who took which view, and nothing of what it shows, on %s',
  async databaseId => {
    const { services, clock } = await startServices({ databases, databaseId });
    await services.exports.note(
      { view: 'changes', format: 'csv', query: 'tier=3', rows: 12 },
      'user:default/ada',
    );
    await services.exports.note(
      { view: 'risks', format: 'print' },
      'user:default/bob',
    );
    const [second, first] = await services.audit.list({ limit: 2 });
    expect(first.body).toMatchObject({
      at: clock.now(),
      actor: 'user:default/ada',
      action: 'view.exported',
      subject: 'view:changes',
      details: { format: 'csv', query: 'tier=3', rows: 12 },
    });
    expect(second.body).toMatchObject({
      actor: 'user:default/bob',
      subject: 'view:risks',
      details: { format: 'print', query: '', rows: null },
    });
    expect(await services.audit.verify()).toMatchObject({ valid: true });
  },
);
