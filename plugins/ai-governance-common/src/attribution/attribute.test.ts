import fc from 'fast-check';
import { attribute } from './attribute';
import { AGENTS } from './conventions';
import { reviewAspects } from './reviewAspects';

const of = (message: string) => attribute({ messages: [message] });
const tools = (message: string) => of(message).tools.map(({ tool }) => tool);
const trailer = (line: string) =>
  `Sort the ledger\n\nBecause of rounding.\n\n${line}\n`;

describe('trailers', () => {
  it.each([
    ['Co-authored-by: Claude <noreply@anthropic.com>', 'claude-code'],
    [
      'Co-Authored-By: Claude Opus 4.1 (1M context) <noreply@anthropic.com>',
      'claude-code',
    ],
    ['co-authored-by: Claude <ai-runner@bank.example>', 'claude-code'],
    [
      'Co-authored-by: claude[bot] <209825114+claude[bot]@users.noreply.github.com>',
      'claude-code',
    ],
    [
      'Co-authored-by: Claude (eu.anthropic.claude-haiku-4-5-v1:0) <build@bank.example>',
      'claude-code',
    ],
    ['Co-authored-by: Cursor <cursoragent@cursor.com>', 'cursor'],
    ['Co-authored-by: Cursor Agent <someone@bank.example>', 'cursor'],
    [
      'Co-authored-by: Copilot <175728472+Copilot@users.noreply.github.com>',
      'github-copilot',
    ],
    [
      'Co-authored-by: Copilot <1+Copilot@users.noreply.github.com>',
      'github-copilot',
    ],
    [
      'Co-authored-by: copilot-swe-agent[bot] <198982749+Copilot@users.noreply.github.com>',
      'github-copilot',
    ],
    [
      'Co-authored-by: Copilot Autofix powered by AI <62310815+github-advanced-security[bot]@users.noreply.github.com>',
      'github-copilot',
    ],
    ['Co-authored-by: Codex <noreply@openai.com>', 'openai-codex'],
    [
      'Co-authored-by: gemini-code-assist[bot] <176961590+gemini-code-assist[bot]@users.noreply.github.com>',
      'gemini-code-assist',
    ],
    [
      'Co-authored-by: google-labs-jules[bot] <161369871+google-labs-jules[bot]@users.noreply.github.com>',
      'jules',
    ],
    [
      'Co-authored-by: aider (anthropic/some-model) <aider@aider.chat>',
      'aider',
    ],
    [
      'Co-authored-by: Devin AI <158243242+devin-ai-integration[bot]@users.noreply.github.com>',
      'devin',
    ],
    ['Co-authored-by: openhands <openhands@all-hands.dev>', 'openhands'],
    ['Co-authored-by: Amp <amp@ampcode.com>', 'amp'],
    [
      'Co-authored-by: coderabbitai[bot] <136622811+coderabbitai[bot]@users.noreply.github.com>',
      'coderabbit',
    ],
    [
      'Co-authored-by: qodo-code-review[bot] <1+qodo-code-review[bot]@users.noreply.github.com>',
      'qodo',
    ],
    ['* Co-authored-by: Claude <noreply@anthropic.com>', 'claude-code'],
    ['Assisted-by: Claude:claude-opus-4 coccinelle', 'claude-code'],
    ['Assisted-by: Claude claude-opus-5[1m]', 'claude-code'],
    ['Assisted-by: GitHub Copilot', 'github-copilot'],
    [
      'Assisted-by: copilot-swe-agent[bot] <198982749+Copilot@users.noreply.github.com>',
      'github-copilot',
    ],
    ['AI-assisted-by: Claude Sonnet 4.5', 'claude-code'],
    ['Generated-by: Gemini 2.5 Pro', 'gemini-cli'],
    ['Generated-by: Cursor', 'cursor'],
    ['Made-with: Cursor', 'cursor'],
    ['AI-Tool: ChatGPT', 'openai-codex'],
    ['AI-assisted: yes, Codex', 'openai-codex'],
    ['Claude-Session: https://claude.ai/code/session_01ABCDEFG', 'claude-code'],
    ['Amp-Thread-ID: https://ampcode.com/threads/T-123', 'amp'],
    [
      'Agent-Logs-Url: https://github.com/acme/shop/sessions/1d2c-33',
      'github-copilot',
    ],
    ['Agent-Logs-Url: https://claude.ai/code/session_01ABCDEFG', 'claude-code'],
  ])('%s names %s', (line, tool) => {
    expect(of(trailer(line)).assisted).toBe('yes');
    expect(tools(trailer(line))).toEqual([tool]);
  });

  it('knows that some AI took part where none is named', () => {
    for (const line of [
      'AI-assisted: yes',
      'AI-generated: partially',
      'Assisted-by: HomeGrown:llm-7b',
      'AI-assisted-by: our own model',
    ]) {
      expect(of(trailer(line))).toEqual({
        assisted: 'yes',
        tools: [{ tool: 'other', how: 'trailer' }],
      });
    }
    expect(tools(trailer('AI-assisted: yes\nAI-tool: Cursor'))).toEqual([
      'cursor',
    ]);
  });

  it('takes a no only where somebody says so', () => {
    for (const line of [
      'AI-assisted: no',
      'Assisted-by: none',
      'AI-Assistance: None.',
      'ai-generated: false',
    ]) {
      expect(of(trailer(line))).toEqual({ assisted: 'no', tools: [] });
    }
    // What names a tool weighs more than what denies all.
    expect(
      of(
        trailer(
          'AI-assisted: no\nCo-authored-by: Claude <noreply@anthropic.com>',
        ),
      ).assisted,
    ).toBe('yes');
  });

  it.each([
    'Co-authored-by: Claude Dupont <claude.dupont@bank.example>',
    'Co-authored-by: Claude-Marie Roux <cmr@bank.example>',
    'Co-authored-by: Jean Claude <jc@bank.example>',
    'Co-authored-by: Devin Park <devin@bank.example>',
    'Co-authored-by: Ada Cursor <ada@bank.example>',
    'Co-authored-by: Jane Doe <jane@anthropic.com>',
    'Co-authored-by: Codex Smith <codex.smith@bank.example>',
    'Co-authored-by: v0 <7+v0@users.noreply.github.com>',
    'Co-authored-by: dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>',
    'Co-authored-by: github-actions[bot] <github-actions[bot]@users.noreply.github.com>',
    'Assisted-by: Jane Doe <jane@bank.example>',
    'Assisted-by: Claude Dupont <claude.dupont@bank.example>',
    'Assisted-by: Claude Dupont',
    'Generated-by: protoc 27.1',
    'Assisted-by: https://wiki.bank.example/pairing',
    'Signed-off-by: Claude <claude@bank.example>',
    'Reviewed-by: Copilot <175728472+Copilot@users.noreply.github.com>',
  ])('%s says nothing', line => {
    expect(of(trailer(line))).toEqual({ assisted: 'unknown', tools: [] });
  });
});

describe('other signatures', () => {
  it.each([
    [
      '🤖 Generated with [Claude Code](https://claude.com/claude-code)',
      'claude-code',
      'footer',
    ],
    ['Generated with [Claude Code](https://claude.', 'claude-code', 'footer'],
    ['Generated with Claude Code', 'claude-code', 'footer'],
    ['💘 Generated with Crush', 'crush', 'footer'],
    ['Generated by GitHub Copilot.', 'github-copilot', 'footer'],
    ['_Created with the help of Cursor_', 'cursor', 'footer'],
    ['Applied via @cursor push command', 'cursor', 'footer'],
    ['https://claude.ai/code/session_01ABCDEFG', 'claude-code', 'session'],
    [
      '[Session](https://chatgpt.com/codex/tasks/task_e_6)',
      undefined,
      undefined,
    ],
    ['https://chatgpt.com/codex/tasks/task_e_6', 'openai-codex', 'session'],
    [
      'Link to Devin run: https://app.devin.ai/sessions/abc',
      'devin',
      'session',
    ],
    [
      'This commit was mostly written by Claude Code and reviewed by me.',
      'claude-code',
      'prose',
    ],
    [
      'Most of the tests were generated with the help of Copilot.',
      'github-copilot',
      'prose',
    ],
    ['With the assistance of Gemini CLI.', 'gemini-cli', 'prose'],
    ['This change was drafted by an AI assistant', 'other', 'prose'],
    ['Generated with AI', 'other', 'footer'],
  ])('%s', (line, tool, how) => {
    expect(of(trailer(line)).tools).toEqual(tool ? [{ tool, how }] : []);
  });

  it.each([
    'Add Claude Desktop to the guide',
    'Generated with Claude Desktop integration tests',
    'Created with cursor based pagination',
    'Created with a Cursor button',
    'Generated with Cascade deletes in mind',
    'Implement cursor support with the help of a cursor',
    'Written by Claude Dupont',
    'This change was written by hand, with no help from Claude',
    'This commit was not generated by Claude Code.',
    'Auto-generated with @acme/rename',
    'This file was generated by protoc',
    'Merge pull request #7 from acme/docs-claude-note',
    'Support AI-assisted workflows',
    '> Co-authored-by: Claude <noreply@anthropic.com>',
    '```\nCo-authored-by: Claude <noreply@anthropic.com>\n```',
    'We read https://claude.ai/code/session_01ABCDEFG before',
    '',
  ])('%j says nothing', line => {
    expect(of(trailer(line))).toEqual({ assisted: 'unknown', tools: [] });
  });

  it('does not let an open fence hide what follows', () => {
    expect(
      of('Fix\n\n```\ncode\n\nCo-authored-by: Claude <noreply@anthropic.com>')
        .assisted,
    ).toBe('yes');
  });

  it('reads a squashed message with several tools, bots and people', () => {
    expect(
      attribute({
        messages: [
          '* first\n\nCo-authored-by: Cursor <cursoragent@cursor.com>\n\n* second\n\nApplied via @cursor push command\n\n---------\n\nCo-authored-by: Ada <ada@bank.example>\r\nCo-authored-by: renovate[bot] <29139614+renovate[bot]@users.noreply.github.com>\r\nCo-authored-by: Claude <noreply@anthropic.com>',
        ],
      }),
    ).toEqual({
      assisted: 'yes',
      tools: [
        { tool: 'claude-code', how: 'co-author' },
        { tool: 'cursor', how: 'co-author' },
      ],
    });
  });
});

describe('authors and labels', () => {
  it('knows the accounts of agents', () => {
    expect(
      attribute({ authors: [{ login: 'copilot-swe-agent[bot]' }] }).tools,
    ).toEqual([{ tool: 'github-copilot', how: 'author' }]);
    expect(
      attribute({
        authors: [{ name: 'Ada Lovelace (aider)', email: 'ada@bank.example' }],
      }).tools,
    ).toEqual([{ tool: 'aider', how: 'author' }]);
    expect(
      attribute({ authors: [{ name: 'Claude', email: 'claude@bank.example' }] })
        .assisted,
    ).toBe('unknown');
    expect(attribute({ authors: [{ login: 'cursor' }] }).assisted).toBe(
      'unknown',
    );
    expect(attribute({ authors: [{ login: 'cursor[bot]' }] }).assisted).toBe(
      'yes',
    );
  });

  it('knows that automation alone is not assisted', () => {
    expect(
      attribute({
        authors: [{ login: 'dependabot[bot]' }],
        messages: ['Bump left-pad'],
      }),
    ).toEqual({ assisted: 'no', tools: [] });
    expect(
      attribute({ authors: [{ login: 'dependabot[bot]' }, { login: 'ada' }] })
        .assisted,
    ).toBe('unknown');
    expect(attribute({ authors: [{ login: 'acme-renovate' }] }).assisted).toBe(
      'unknown',
    );
    expect(
      attribute({
        authors: [{ login: 'acme-updates' }],
        automation: ['Acme-Updates'],
      }).assisted,
    ).toBe('no');
    expect(
      attribute({ authors: [{ login: 'github-actions[bot]' }] }).assisted,
    ).toBe('unknown');
    // The host knows who it is; the commit only claims it.
    expect(
      attribute({
        authors: [
          {
            login: 'ada',
            email: '49699333+dependabot[bot]@users.noreply.github.com',
          },
        ],
      }).assisted,
    ).toBe('unknown');
    expect(
      attribute({
        authors: [{ login: 'dependabot[bot]' }],
        messages: [trailer('Co-authored-by: Claude <noreply@anthropic.com>')],
      }).assisted,
    ).toBe('yes');
  });

  it('reads labels', () => {
    expect(attribute({ labels: ['AI assisted'] }).tools).toEqual([
      { tool: 'other', how: 'label' },
    ]);
    expect(attribute({ labels: ['no-ai'] }).assisted).toBe('no');
    expect(attribute({ labels: ['ai', 'bug'] }).assisted).toBe('unknown');
  });

  it('knows nothing of nothing', () => {
    expect(attribute({})).toEqual({ assisted: 'unknown', tools: [] });
    expect(attribute({ messages: [], authors: [], labels: [] }).assisted).toBe(
      'unknown',
    );
  });
});

describe('the table', () => {
  it('finds every address and account in it, and nothing twice', () => {
    const emails = AGENTS.flatMap(agent => agent.emails ?? []);
    const logins = AGENTS.flatMap(agent => agent.logins ?? []);
    const names = AGENTS.flatMap(agent => agent.names);
    for (const list of [
      emails,
      logins,
      names,
      AGENTS.map(({ tool }) => tool),
    ]) {
      expect(list).toHaveLength(new Set(list).size);
      expect(list).toEqual(list.map(item => item.toLowerCase()));
    }
    for (const { tool, emails: own = [], logins: accounts = [] } of AGENTS) {
      for (const email of own) {
        expect(tools(trailer(`Co-authored-by: Somebody <${email}>`))).toEqual([
          tool,
        ]);
      }
      for (const login of accounts) {
        expect(attribute({ authors: [{ login }] }).tools).toEqual([
          { tool, how: 'author' },
        ]);
      }
    }
  });
});

describe('any input', () => {
  it('is answered, the same every time, whatever the order of messages', () => {
    const lines = fc.constantFrom(
      'Co-authored-by: Claude <noreply@anthropic.com>',
      'AI-assisted: no',
      'Made-with: Cursor',
      'Co-authored-by: Ada <ada@bank.example>',
      '```',
      '> x',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string({ unit: 'binary' }), lines)),
        messages => {
          const once = attribute({ messages });
          const reversed = attribute({ messages: [...messages].reverse() });
          expect(reversed.assisted).toBe(once.assisted);
          expect(reversed.tools.map(({ tool }) => tool)).toEqual(
            once.tools.map(({ tool }) => tool),
          );
          expect(once.assisted === 'yes').toBe(once.tools.length > 0);
        },
      ),
    );
  });

  it('takes time in proportion to the text', () => {
    const hostile = [
      'This change was written with '.repeat(20_000),
      `${'Generated with '.repeat(60)}\n`.repeat(300),
      `Co-authored-by: ${'<'.repeat(900)}\n`.repeat(200),
      '```\n'.repeat(40_000),
      `with the help of ${' '.repeat(900)}\n`.repeat(200),
    ];
    const started = performance.now();
    hostile.forEach(of);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe('reviewAspects', () => {
  const aspects = ['correctness', 'edge-cases', 'security', 'dependencies'];

  it('reads ticked lines and labels that begin with an aspect', () => {
    expect(
      reviewAspects({
        texts: [
          '- [x] **Correctness**: done\n- [ ] Security\n* [X] Edge cases were tried\n1. [x] securityish',
        ],
        labels: ['enhanced-review: dependencies', 'security'],
        aspects,
      }),
    ).toEqual(['correctness', 'dependencies', 'edge-cases']);
  });

  it('finds nothing in nothing', () => {
    expect(reviewAspects({ texts: [], labels: [], aspects })).toEqual([]);
    expect(
      reviewAspects({
        texts: ['- [x] Security'],
        labels: [],
        aspects: ['', '!'],
      }),
    ).toEqual([]);
  });
});
