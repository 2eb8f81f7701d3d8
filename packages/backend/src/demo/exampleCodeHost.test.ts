import { join } from 'node:path';
import { ExampleCodeHost } from './exampleCodeHost';

const examples = join(__dirname, '../../../../examples');
const folder = join(examples, 'repositories');
const AT = '2026-11-20T09:00:00.000Z';

const host = new ExampleCodeHost({
  file: join(examples, 'code-host.yaml'),
  folders: [folder],
  at: Date.parse(AT),
});

const collect = (repository: string) =>
  host.collect({
    repository: join(folder, repository),
    checks: [{ id: 'SEC-003.branch-rules', type: 'host.branch-rules' }],
    state: undefined,
    at: AT,
    signal: new AbortController().signal,
  });

describe('ExampleCodeHost', () => {
  it('knows the repositories of its folders and nothing else', () => {
    const checkout = join(folder, 'checkout-api');
    expect(host.repositoryOf(checkout)).toBe(checkout);
    expect(host.repositoryOf(join(checkout, 'src'))).toBeUndefined();
    expect(
      host.repositoryOf('https://github.com/acme/shop/tree/main'),
    ).toBeUndefined();
  });

  it('finds the assistant in what the changes say', async () => {
    const { items } = await collect('checkout-api');
    const changes = items.find(
      ({ check }) => check === 'changes.pull-requests',
    )!.data!.changes as { assisted: string; tools: string[] }[];
    expect(changes.map(({ assisted, tools }) => [assisted, tools])).toEqual([
      ['yes', ['claude-code']],
      ['yes', ['claude-code']],
      ['no', []],
    ]);
    expect(
      items.find(({ check }) => check === 'SEC-003.branch-rules'),
    ).toMatchObject({ outcome: 'pass' });
    expect(
      items.find(({ check }) => check === 'event.pull-request'),
    ).toMatchObject({ happenedAt: '2026-11-18T00:00:00.000Z' });
  });

  it('says what it does not know', async () => {
    const { items, warnings } = await collect('nothing-here');
    expect(items).toEqual([]);
    expect(warnings).toHaveLength(1);
  });

  it('reports a branch anybody may change', async () => {
    const { items } = await collect('ci-images');
    expect(
      items.find(({ check }) => check === 'SEC-003.branch-rules'),
    ).toMatchObject({ outcome: 'fail' });
  });
});
