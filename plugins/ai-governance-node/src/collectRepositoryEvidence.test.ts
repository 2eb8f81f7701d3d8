import { GENERIC_CHECK_PARAMS } from '@plumbline/backstage-plugin-ai-governance-common';
import { repositoryCheckTypes, type RepositoryCheckType } from './checks';
import {
  collectRepositoryEvidence,
  REPOSITORY_COLLECTOR,
  wantsForChecks,
} from './collectRepositoryEvidence';
import { snapshotOf } from './repository';

const base = {
  source: 'repository:https://code.example.com/a',
  observedAt: '2026-11-20T09:00:00.000Z',
};

/** Types that need no parameters. */
const plain = repositoryCheckTypes.filter(
  ({ definition }) => !(definition.type in GENERIC_CHECK_PARAMS),
);

const broken: RepositoryCheckType = {
  definition: {
    type: 'repository.broken',
    name: 'Broken',
    what: '',
    why: '',
    how: '',
  },
  wants: path => path === 'only-mine',
  parseParams: () => ({}),
  run: () => {
    throw new Error('something unexpected');
  },
};

describe('collectRepositoryEvidence', () => {
  it('makes evidence with source, time, collector and link', async () => {
    expect(
      await collectRepositoryEvidence({
        ...base,
        snapshot: snapshotOf({ '.cursorrules': 'Use --no-verify.' }),
        checks: [
          {
            id: 'SEC-002.instructions',
            type: 'repository.assistant-instructions',
          },
        ],
        link: (path, line) => `https://code.example.com/a/${path}#L${line}`,
      }),
    ).toEqual([
      {
        check: 'SEC-002.instructions',
        outcome: 'fail',
        source: base.source,
        observedAt: base.observedAt,
        collector: REPOSITORY_COLLECTOR,
        summary: '1 finding in .cursorrules (disabled-safety)',
        link: 'https://code.example.com/a/.cursorrules#L1',
        findings: [
          expect.objectContaining({ rule: 'disabled-safety', line: 1 }),
        ],
        data: { files: 1, findings: 1 },
      },
    ]);
  });

  it('links to nothing that is not there', async () => {
    const [evidence] = await collectRepositoryEvidence({
      ...base,
      snapshot: snapshotOf({ '.cursorrules': '' }),
      checks: [{ id: 'a', type: 'repository.ignore-file' }],
      link: path => `https://code.example.com/a/${path}`,
    });
    expect(evidence.findings?.[0].path).toBe('.cursorignore');
    expect(evidence.link).toBeUndefined();
  });

  it('gives no evidence where the subject does not exist', async () => {
    expect(
      await collectRepositoryEvidence({
        ...base,
        snapshot: snapshotOf({}),
        checks: [{ id: 'a', type: 'repository.code-owners' }],
      }),
    ).toEqual([]);
  });

  it('turns whatever goes wrong into an error and goes on', async () => {
    const evidence = await collectRepositoryEvidence({
      ...base,
      snapshot: snapshotOf({ 'CLAUDE.md': '' }),
      types: [broken],
      checks: [
        { id: 'a', type: 'repository.broken' },
        { id: 'b', type: 'repository.none' },
        {
          id: 'c',
          type: 'repository.ignore-file',
          params: { patterns: 'not a list' },
        },
        { id: 'd', type: 'repository.assistants' },
      ],
      link: () => {
        throw new Error('no address');
      },
    });
    expect(evidence.map(e => [e.check, e.outcome, e.summary])).toEqual([
      ['a', 'error', 'a could not be looked at: something unexpected'],
      [
        'b',
        'error',
        "b could not be looked at: there is no check type 'repository.none'",
      ],
      ['c', 'error', expect.stringContaining('params.patterns')],
      ['d', 'pass', 'Set up for Claude Code (CLAUDE.md)'],
    ]);
    expect(evidence[3].link).toBeUndefined();
  });

  it('says when the repository was read in part', async () => {
    const snapshot = {
      ...snapshotOf({}),
      truncated: true,
      warnings: ['only 5 files were listed'],
    };
    const [evidence] = await collectRepositoryEvidence({
      ...base,
      snapshot,
      checks: [{ id: 'a', type: 'repository.assistants' }],
    });
    expect(evidence.summary).toContain('only 5 files were listed');
  });

  it('looks through an ordinary repository of 2,000 files well within a second', async () => {
    const files: Record<string, string> = { 'CLAUDE.md': '# Rules\n' };
    for (let i = 0; i < 1900; i++) {
      files[`src/module${i % 50}/file${i}.ts`] = 'export {};\n';
    }
    for (let i = 0; i < 60; i++) {
      files[`.cursor/rules/rule${i}.mdc`] =
        '- Prefer small functions.\n'.repeat(40);
      files[`.github/workflows/w${i}.yml`] =
        'on: pull_request\njobs:\n  a:\n    steps:\n      - run: make test\n';
    }
    const snapshot = snapshotOf(files);
    const started = performance.now();
    const evidence = await collectRepositoryEvidence({
      ...base,
      snapshot,
      checks: [
        ...plain.map(({ definition: { type } }) => ({ id: type, type })),
        {
          id: 'file',
          type: 'repository.file',
          params: { path: '**', mode: 'notMatches', pattern: 'eval\\(' },
        },
      ],
    });
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(evidence).toHaveLength(8);
  });

  it('gives the same evidence whatever the order files were listed in', async () => {
    const files = {
      'CLAUDE.md': 'Use --no-verify.',
      '.cursor/mcp.json': '{"mcpServers":{"a":{"command":"npx","args":["x"]}}}',
      '.github/workflows/a.yml':
        'on: push\njobs:\n  a:\n    steps:\n      - run: semgrep ci\n',
      CODEOWNERS: '*.md @a',
    };
    const reversed = Object.fromEntries(Object.entries(files).reverse());
    const checks = plain.map(({ definition: { type } }) => ({
      id: type,
      type,
    }));
    const run = async (record: Record<string, string>) =>
      JSON.stringify(
        await collectRepositoryEvidence({
          ...base,
          snapshot: snapshotOf(record),
          checks,
        }),
      );
    expect(await run(reversed)).toBe(await run(files));
  });
});

describe('wantsForChecks', () => {
  it('wants what the chosen types want', () => {
    const all = wantsForChecks();
    for (const path of [
      'CLAUDE.md',
      '.claude',
      '.github/workflows/a.yml',
      'CODEOWNERS',
      '.cursorignore',
      'package.json',
    ]) {
      expect([path, all(path)]).toEqual([path, true]);
    }
    expect(all('src/index.ts')).toBe(false);
    expect(wantsForChecks(['repository.code-owners'])('CLAUDE.md')).toBe(false);
    expect(wantsForChecks(['repository.broken'], [broken])('only-mine')).toBe(
      true,
    );
    expect(wantsForChecks(['repository.none'])('CLAUDE.md')).toBe(false);
  });

  it('wants what the parameters name, in the folder of whatever entity', () => {
    const wants = wantsForChecks([
      {
        type: 'repository.document',
        params: {
          path: ['quality/*.json', '/root.yaml'],
          query: 'a',
          expect: { exists: true },
        },
      },
      { type: 'repository.file', params: { path: 'LICENSE', mode: 'present' } },
      { type: 'repository.document', params: { path: '**' } },
    ]);
    expect(wants('quality/gate.json')).toBe(true);
    expect(wants('services/a/quality/gate.json')).toBe(true);
    expect(wants('root.yaml')).toBe(true);
    expect(wants('services/root.yaml')).toBe(false);
    // Whether it is there is known without reading it.
    expect(wants('LICENSE')).toBe(false);
  });
});

describe('repositoryCheckTypes', () => {
  it('explain themselves and say which parameters they need', () => {
    const types = repositoryCheckTypes.map(({ definition }) => definition.type);
    expect(new Set(types).size).toBe(types.length);
    for (const check of repositoryCheckTypes) {
      const { type, ...texts } = check.definition;
      expect(type).toMatch(/^repository\.[a-z-]+$/);
      for (const text of Object.values(texts)) {
        expect(text.length).toBeGreaterThan(10);
      }
      const accepts = () => {
        try {
          check.parseParams(undefined);
          return 'nothing';
        } catch (error) {
          return (error as Error).message;
        }
      };
      expect(accepts()).toMatch(
        plain.includes(check) ? /^nothing$/ : /are wrong/,
      );
    }
  });
});
