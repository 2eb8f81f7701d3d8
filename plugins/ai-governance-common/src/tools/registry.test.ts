import fc from 'fast-check';
import { TOOL_PROPERTIES } from '../api/tools';
import type { ToolProposal, ToolSignOff } from '../api/tools';
import type { AiTool } from '../assessment/types';
import { defaultFramework } from '../framework';
import {
  accessOfTool,
  approvedTool,
  endpointAllowList,
  isEndpoint,
  loosenedProperties,
  reviewedTool,
  standingOfRequest,
  unansweredCriteria,
} from '.';

const AT = '2026-11-21T12:00:00.000Z';
const approval = defaultFramework.settings.tools;

const criteria = Object.fromEntries(
  approval.criteria.map(({ id }) => [id, { answer: 'Known' }]),
);

const proposal = (overrides: Partial<ToolProposal> = {}): ToolProposal => ({
  name: 'Claude Code',
  properties: { enterpriseEndpoint: true, zeroRetention: true },
  endpoints: ['api.example.com'],
  criteria,
  ...overrides,
});

const signOff = (
  role: string,
  overrides: Partial<ToolSignOff> = {},
): ToolSignOff => ({
  role,
  by: `user:default/${role}`,
  at: AT,
  approve: true,
  reason: 'Read',
  ...overrides,
});

const anyProperties = fc.record(
  Object.fromEntries(
    TOOL_PROPERTIES.map(property => [property, fc.boolean()]),
  ) as Record<(typeof TOOL_PROPERTIES)[number], fc.Arbitrary<boolean>>,
);

const toolWith = (properties: Partial<AiTool>): AiTool => ({
  id: 'x',
  name: 'X',
  status: 'approved',
  enterpriseEndpoint: false,
  zeroRetention: false,
  onPremises: false,
  privacyMode: false,
  telemetryOff: false,
  ...properties,
});

describe('a request', () => {
  it('waits for every role, and one refusal ends it', () => {
    expect(standingOfRequest([], approval)).toEqual({
      state: 'open',
      missing: ['security-compliance', 'legal'],
    });
    expect(standingOfRequest([signOff('legal')], approval)).toEqual({
      state: 'open',
      missing: ['security-compliance'],
    });
    expect(
      standingOfRequest(
        [signOff('legal'), signOff('security-compliance')],
        approval,
      ).state,
    ).toBe('approved');
    expect(
      standingOfRequest(
        [signOff('legal'), signOff('security-compliance', { approve: false })],
        approval,
      ).state,
    ).toBe('rejected');
  });

  it('is approved only by all roles and without a refusal', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(
          fc.record({
            role: fc.constantFrom('security-compliance', 'legal', 'auditor'),
            approve: fc.boolean(),
          }),
          { selector: ({ role }) => role },
        ),
        signOffs => {
          const { state } = standingOfRequest(signOffs, approval);
          const all = approval.signOffRoles.every(role =>
            signOffs.some(signed => signed.role === role && signed.approve),
          );
          expect(state === 'approved').toBe(
            all && signOffs.every(({ approve }) => approve),
          );
        },
      ),
    );
  });

  it('answers every criterion', () => {
    expect(unansweredCriteria(proposal(), approval)).toEqual([]);
    expect(
      unansweredCriteria(
        proposal({ criteria: { ...criteria, contract: { answer: '  ' } } }),
        approval,
      ),
    ).toEqual(['contract']);
    expect(
      unansweredCriteria(proposal({ criteria: {} }), approval),
    ).toHaveLength(7);
  });

  it('claims what is not in force', () => {
    expect(loosenedProperties(undefined, proposal())).toEqual([
      'enterpriseEndpoint',
      'zeroRetention',
    ]);
    expect(
      loosenedProperties({ enterpriseEndpoint: true }, proposal()),
    ).toEqual(['zeroRetention']);
  });
});

describe('an approved tool', () => {
  it('has every condition of every role once, and a review date', () => {
    const tool = approvedTool('claude-code', proposal(), {
      signOffs: [
        signOff('legal', { conditions: ['No customer names', 'EU only'] }),
        signOff('security-compliance', { conditions: ['EU only'] }),
      ],
      approval,
      at: AT,
    });
    expect(tool).toEqual({
      id: 'claude-code',
      name: 'Claude Code',
      status: 'approved',
      enterpriseEndpoint: true,
      zeroRetention: true,
      onPremises: false,
      privacyMode: false,
      telemetryOff: false,
      conditions: ['No customer names', 'EU only'],
      reviewBy: '2027-02-21T12:00:00.000Z',
    });
  });

  it('never may do more after a review than before', () => {
    fc.assert(
      fc.property(
        anyProperties,
        fc.subarray([...TOOL_PROPERTIES]),
        (properties, lost) => {
          const before = toolWith(properties);
          const after = reviewedTool(
            before,
            { revision: 1, reason: 'Read', lost },
            { approval, at: AT },
          );
          const allowed = (tool: AiTool) =>
            accessOfTool(defaultFramework, tool, AT).map(
              access => access.allowed,
            );
          const [was, is] = [allowed(before), allowed(after)];
          expect(is.every((now, index) => !now || was[index])).toBe(true);
          expect(lost.every(property => !after[property])).toBe(true);
        },
      ),
    );
  });

  it('keeps its conditions and takes further ones', () => {
    expect(
      reviewedTool(
        toolWith({ conditions: ['EU only'] }),
        { revision: 1, reason: 'Read', conditions: ['Telemetry off'] },
        { approval, at: AT },
      ).conditions,
    ).toEqual(['EU only', 'Telemetry off']);
  });

  it('has a row of the access matrix', () => {
    const access = accessOfTool(
      defaultFramework,
      toolWith({ enterpriseEndpoint: true }),
      AT,
    );
    expect(access.map(each => [each.classification, each.allowed])).toEqual([
      ['public', true],
      ['internal', true],
      ['confidential', false],
      ['restricted', false],
    ]);
    expect(access[2].reasons).toContain(
      'needs zero retention or an on-premises installation',
    );
  });
});

describe('the allow-list', () => {
  it.each([
    ['api.example.com', true],
    ['*.example.com', true],
    ['example', false],
    ['10.0.0.1', false],
    ['https://example.com', false],
    ['example.com:443', false],
    ['example.com/path', false],
    ['*.*.example.com', false],
    ['API.example.com', false],
    ['-a.example.com', false],
    ['', false],
    [`${'a'.repeat(64)}.com`, false],
  ])('takes %s: %s', (endpoint, expected) => {
    expect(isEndpoint(endpoint)).toBe(expected);
  });

  it('has the hosts of approved tools inside their review date, each once', () => {
    const tool = (
      status: AiTool['status'],
      endpoints: string[],
      reviewBy?: string,
    ) => ({
      ...toolWith({ status, reviewBy }),
      endpoints,
    });
    expect(
      endpointAllowList(
        [
          tool('approved', ['b.example.com', 'a.example.org']),
          tool('approved', ['*.example.com']),
          tool('approved', ['a.example.org'], '2026-11-22T00:00:00.000Z'),
          tool('approved', ['late.example.net'], AT),
          tool('requested', ['asked.example.net']),
          tool('retired', ['gone.example.net']),
        ],
        AT,
      ),
    ).toEqual(['*.example.com', 'a.example.org']);
  });
});
