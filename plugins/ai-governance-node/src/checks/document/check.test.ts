import { snapshotOf } from '../../repository';
import { places, runCheckAsync } from '../testing';
import { documentCheck } from './check';

const covering = [
  { when: '<80', outcome: 'fail' },
  { when: '>=80', outcome: 'pass' },
];

const MANIFESTS = `apiVersion: v1
kind: Service
spec: {}
---
kind: Deployment
spec:
  replicas: 2
---
kind: Deployment
spec:
  replicas: 1
`;

describe('repository.document', () => {
  it.each([
    ['a.json', '{"gate": {"min": 85}}'],
    ['a.json', '// why\n{"gate": {"min": 85,},}'],
    ['a.yaml', 'gate:\n  min: 85\n'],
    ['a.yml', '---\ngate: {min: 85}\n---\n'],
    ['a.toml', '[gate]\nmin = 85\n'],
  ])('reads %s: %s', async (path, content) => {
    expect(
      await runCheckAsync(
        documentCheck,
        { [path]: content },
        { path, query: 'gate.min', expect: { thresholds: covering } },
      ),
    ).toMatchObject({
      outcome: 'pass',
      summary: `gate.min in ${path} is 85 (>=80)`,
    });
  });

  it.each([
    [{ exists: true }, 'pass'],
    [{ exists: false }, 'fail'],
    [{ equals: 'strict' }, 'pass'],
    [{ oneOf: ['warn', 'strict'] }, 'pass'],
    [{ oneOf: ['warn'] }, 'fail'],
    [{ matches: '^str' }, 'pass'],
    [{ thresholds: covering }, 'fail'],
  ])('%j: %s', async (expect_, outcome) => {
    expect(
      (
        await runCheckAsync(
          documentCheck,
          { 'a.json': '{"mode":"strict"}' },
          { path: 'a.json', query: 'mode', expect: expect_ },
        )
      )?.outcome,
    ).toBe(outcome);
  });

  it('looks at every document, or at those that are meant', async () => {
    const run = (params: object) =>
      runCheckAsync(
        documentCheck,
        { 'k8s/all.yaml': MANIFESTS },
        {
          path: 'k8s/*.yaml',
          query: 'spec.replicas',
          expect: {
            thresholds: [
              { when: '<2', outcome: 'fail' },
              { when: '>=2', outcome: 'pass' },
            ],
          },
          ...params,
        },
      );
    const all = await run({});
    expect(all?.outcome).toBe('fail');
    expect(places(all)).toEqual([
      'value-unexpected k8s/all.yaml:1',
      'value-unexpected k8s/all.yaml:9',
    ]);
    expect(places(await run({ where: 'kind = "Deployment"' }))).toEqual([
      'value-unexpected k8s/all.yaml:9',
    ]);
    expect(await run({ where: 'kind = "Job"' })).toMatchObject({
      outcome: 'fail',
      summary: expect.stringContaining('no document for which'),
    });
    expect(
      await run({ where: 'kind = "Deployment" and spec.replicas > 1' }),
    ).toMatchObject({ outcome: 'pass', line: 5 });
  });

  it.each([
    ['missing', {}, 'There is no file a.yaml', ['document-missing -']],
    ['empty', { 'a.yaml': '' }, 'a.yaml is empty', ['document-missing a.yaml']],
    [
      'malformed',
      { 'a.yaml': 'a: 1\nb: [\n' },
      'a.yaml is not valid YAML',
      ['document-malformed a.yaml:3'],
    ],
    [
      'malformed in its second document',
      { 'a.yaml': 'a: 1\n---\na: "\n' },
      'a.yaml is not valid YAML',
      ['document-malformed a.yaml:4'],
    ],
    [
      'a bomb',
      {
        'a.yaml': `a: &a [1,1,1,1,1,1,1,1,1]\n${'bcdefgh'
          .split('')
          .map(
            (key, i) =>
              `${key}: &${key} [${`*${'abcdefg'[i]},`.repeat(9).slice(0, -1)}]`,
          )
          .join('\n')}\n`,
      },
      'a.yaml is not understandable YAML',
      ['document-malformed a.yaml'],
    ],
    [
      'unreadable',
      { 'a.yaml': { symlink: '/etc/passwd' } },
      'a.yaml is a link that leaves the repository',
      ['file-unreadable a.yaml'],
    ],
  ])('fails where the file is %s', async (_name, files, summary, found) => {
    const observation = await runCheckAsync(
      documentCheck,
      files as Record<string, string>,
      { path: 'a.yaml', query: 'a', expect: { exists: true } },
    );
    expect(observation?.outcome).toBe('fail');
    expect(observation?.summary).toContain(summary);
    expect(places(observation)).toEqual(found);
  });

  it('gives up on a query that a document makes endless', async () => {
    await expect(
      runCheckAsync(
        documentCheck,
        { 'a.json': '{"n": 100000000}' },
        {
          path: 'a.json',
          query: '($f := function($i) { $i > n ? $i : $f($i + 1) }; $f(0))',
          expect: { exists: true },
        },
      ),
    ).rejects.toThrow('it takes too long');
  });

  it('concludes nothing from a tree read in part', async () => {
    expect(
      await documentCheck.run(
        { ...snapshotOf({ 'a.json': '{"a":1}' }), truncated: true },
        documentCheck.parseParams({
          path: '*.json',
          query: 'a',
          expect: { exists: true },
        }),
      ),
    ).toMatchObject({ outcome: 'error' });
  });
});
