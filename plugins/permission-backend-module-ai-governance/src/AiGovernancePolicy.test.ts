import { ConfigReader } from '@backstage/config';
import {
  AuthorizeResult,
  createPermission,
} from '@backstage/plugin-permission-common';
import type { PolicyQueryUser } from '@backstage/plugin-permission-node';
import {
  aiGovernancePermissions,
  defaultFramework,
  exceptionDecidePermission,
  OWNER,
  profileDeclarePermission,
  riskEditPermission,
  roleGrants,
  scorecardReadPermission,
  TEAM_MEMBER,
  EVERYBODY,
  toolRequestPermission,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { AiGovernancePolicy } from './AiGovernancePolicy';
import { readOnlyPolicy } from './readOnlyPolicy';

const person = (...ownershipEntityRefs: string[]) =>
  ({ info: { ownershipEntityRefs } } as unknown as PolicyQueryUser);

const policy = new AiGovernancePolicy({
  roles: {
    'security-compliance': ['Group:default/Security'],
    'platform-lead': ['user:default/lead'],
  },
});

const read = createPermission({
  name: 'catalog.entity.read',
  attributes: { action: 'read' },
});

const ask = (permission: any, user?: PolicyQueryUser) =>
  policy.decide({ permission }, user)?.result;

describe('AiGovernancePolicy', () => {
  it.each(aiGovernancePermissions)(
    'knows who has $name, and everybody it names is known',
    permission => {
      const grantees = roleGrants[permission.name];
      expect(grantees?.length).toBeGreaterThan(0);
      const known = [
        EVERYBODY,
        TEAM_MEMBER,
        ...(permission.type === 'resource' ? [OWNER] : []),
        ...defaultFramework.roles.map(({ id }) => id),
      ];
      expect(grantees.filter(grantee => !known.includes(grantee))).toEqual([]);
    },
  );

  it.each(aiGovernancePermissions)(
    'denies $name to somebody without an identity',
    async permission => {
      expect(ask(permission)).toBe(AuthorizeResult.DENY);
      expect(await policy.handle({ permission })).toEqual({
        result: AuthorizeResult.DENY,
      });
    },
  );

  it.each(
    aiGovernancePermissions.filter(({ name }) =>
      roleGrants[name].every(
        grantee => ![EVERYBODY, TEAM_MEMBER, OWNER].includes(grantee),
      ),
    ),
  )('gives $name to nobody while its roles are empty', permission => {
    const empty = new AiGovernancePolicy({ roles: {} });
    const somebody = person('user:default/x', 'group:default/y');
    expect(empty.decide({ permission }, somebody)?.result).toBe(
      AuthorizeResult.DENY,
    );
  });

  it('finds people in a role by themselves and by their groups, in any case', () => {
    expect(
      ask(
        exceptionDecidePermission,
        person('user:default/ada', 'group:Default/security'),
      ),
    ).toBe(AuthorizeResult.ALLOW);
    expect(ask(riskEditPermission, person('user:default/lead'))).toBe(
      AuthorizeResult.ALLOW,
    );
    expect(ask(exceptionDecidePermission, person('user:default/lead'))).toBe(
      AuthorizeResult.DENY,
    );
  });

  it('counts people in the groups above theirs, for roles and as owners', () => {
    const nested = new AiGovernancePolicy({
      roles: { 'security-compliance': ['Group:default/Security'] },
      groups: {
        withGroupsAbove: refs => [
          ...refs,
          ...(refs.includes('group:default/appsec')
            ? ['group:default/security', 'group:default/company']
            : []),
        ],
      },
    });
    const appsec = person('user:default/eve', 'group:default/appsec');
    expect(
      nested.decide({ permission: exceptionDecidePermission }, appsec),
    ).toEqual({ result: AuthorizeResult.ALLOW });
    expect(
      nested.decide({ permission: profileDeclarePermission }, appsec),
    ).toMatchObject({
      conditions: {
        rule: 'IS_OWNER',
        params: {
          claims: [
            'user:default/eve',
            'group:default/appsec',
            'group:default/security',
            'group:default/company',
          ],
        },
      },
    });
    // Never the other way round: who is above is not in what is below.
    expect(
      nested.decide(
        { permission: exceptionDecidePermission },
        person('user:default/cid', 'group:default/company'),
      )?.result,
    ).toBe(AuthorizeResult.DENY);
  });

  it('lets owners act on what is theirs', () => {
    expect(
      policy.decide(
        { permission: profileDeclarePermission },
        person('user:default/ada', 'group:default/payments'),
      ),
    ).toMatchObject({
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'ai-governance',
      conditions: {
        rule: 'IS_OWNER',
        params: { claims: ['user:default/ada', 'group:default/payments'] },
      },
    });
  });

  it('tells members of teams from somebody who only looks', () => {
    expect(ask(toolRequestPermission, person('user:default/guest'))).toBe(
      AuthorizeResult.DENY,
    );
    expect(
      ask(toolRequestPermission, person('user:default/ada', 'group:default/a')),
    ).toBe(AuthorizeResult.ALLOW);
    expect(ask(scorecardReadPermission, person('user:default/guest'))).toBe(
      AuthorizeResult.ALLOW,
    );
  });

  it.each(['ai-governance.not-yet', 'ai-governance.constructor'])(
    'denies %s, which it does not know',
    name => {
      const permission = createPermission({ name, attributes: {} });
      expect(ask(permission, person('user:default/lead'))).toBe(
        AuthorizeResult.DENY,
      );
    },
  );

  it('leaves the permissions of others to another policy, or denies them', async () => {
    const user = person('user:default/ada');
    expect(policy.decide({ permission: read }, user)).toBeUndefined();
    expect(await policy.handle({ permission: read }, user)).toEqual({
      result: AuthorizeResult.DENY,
    });
    const composed = new AiGovernancePolicy({
      roles: {},
      otherwise: { handle: async () => ({ result: AuthorizeResult.ALLOW }) },
    });
    expect(await composed.handle({ permission: read }, user)).toEqual({
      result: AuthorizeResult.ALLOW,
    });
    expect(
      await composed.handle({ permission: riskEditPermission }, user),
    ).toEqual({ result: AuthorizeResult.DENY });
  });

  it('takes roles and other grants from the configuration', async () => {
    const configured = AiGovernancePolicy.fromConfig(
      new ConfigReader({
        aiGovernance: {
          roles: { appsec: ['group:default/appsec'] },
          grants: {
            'ai-governance.exception.decide': ['appsec'],
            'ai-governance.scorecard.read': ['owner', 'appsec'],
            'ai-governance.risk.edit': [],
          },
        },
      }),
    );
    const appsec = person('user:default/eve', 'group:default/appsec');
    const decide = (permission: any, user: PolicyQueryUser) =>
      configured.decide({ permission }, user)?.result;
    expect(decide(exceptionDecidePermission, appsec)).toBe(
      AuthorizeResult.ALLOW,
    );
    expect(decide(scorecardReadPermission, appsec)).toBe(AuthorizeResult.ALLOW);
    expect(decide(scorecardReadPermission, person('user:default/ada'))).toBe(
      AuthorizeResult.CONDITIONAL,
    );
    expect(decide(riskEditPermission, person('user:default/lead'))).toBe(
      AuthorizeResult.DENY,
    );
  });

  it.each<[string, object, string]>([
    [
      'a permission that is not there',
      { grants: { 'ai-governance.everything': ['owner'] } },
      "no permission 'ai-governance.everything'",
    ],
    [
      'an owner of nothing',
      { grants: { 'ai-governance.audit.read': ['owner'] } },
      'about no entity',
    ],
    [
      'a name where a list belongs',
      { roles: { legal: 'group:default/legal' } },
      'aiGovernance.roles: legal has to be a list',
    ],
  ])('refuses %s', (_, aiGovernance, message) => {
    expect(() =>
      AiGovernancePolicy.fromConfig(new ConfigReader({ aiGovernance })),
    ).toThrow(message);
  });
});

describe('readOnlyPolicy', () => {
  const configured = (others?: string) =>
    readOnlyPolicy(
      new ConfigReader(others ? { aiGovernance: { policy: { others } } } : {}),
    );

  it('is not there unless it is asked for', () => {
    expect(configured()).toBeUndefined();
    expect(configured('deny')).toBeUndefined();
    expect(() => configured('all')).toThrow('may be deny or read');
  });

  it('lets people read and nothing else', async () => {
    const remove = createPermission({
      name: 'catalog.entity.delete',
      attributes: { action: 'delete' },
    });
    const result = async (permission: any, user?: PolicyQueryUser) =>
      (await configured('read')!.handle({ permission }, user)).result;
    const somebody = person('user:default/ada');
    expect(await result(read, somebody)).toBe(AuthorizeResult.ALLOW);
    expect(await result(remove, somebody)).toBe(AuthorizeResult.DENY);
    expect(await result(read)).toBe(AuthorizeResult.DENY);
  });
});
