import type { ReactElement } from 'react';
import type { Entity } from '@backstage/catalog-model';
import { identityApiRef } from '@backstage/core-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  permissionApiRef,
  type PermissionApi,
} from '@backstage/plugin-permission-react';
import {
  entityRouteRef,
  EntityProvider,
  catalogApiRef,
} from '@backstage/plugin-catalog-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import axe from 'axe-core';
import { aiGovernanceApiRef, type AiGovernanceApi } from '../api';
import {
  exampleHistory,
  exampleProfileResponse,
  exampleResponse,
  type ExampleOptions,
} from './entity';
import { exampleSummary, exampleTrends } from './maturity';
import type { ProgrammeApi } from '@plumbline/backstage-plugin-ai-governance-common';
import { rootRouteRef } from '../routes';
import { exampleFramework } from './organization';

/** The entity the examples are about. */
export const exampleEntity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'search-api', namespace: 'default' },
  spec: { type: 'service', owner: 'payments', lifecycle: 'production' },
};

/** The part about how people meet and decide; every method is a jest mock. */
export function exampleProgramme(
  part: Partial<ProgrammeApi> = {},
): jest.Mocked<ProgrammeApi> {
  return {
    listIncidents: jest.fn(async () => ({ items: [] })),
    getIncident: jest.fn(),
    reportIncident: jest.fn(),
    tickIncidentStep: jest.fn(),
    containIncident: jest.fn(),
    reviewIncident: jest.fn(),
    confirmIncidentReview: jest.fn(),
    finishIncidentFollowUp: jest.fn(),
    listExercises: jest.fn(async () => ({ items: [] })),
    recordExercise: jest.fn(),
    finishExerciseFollowUp: jest.fn(),
    getCommittee: jest.fn(),
    listMeetings: jest.fn(async () => ({ items: [] })),
    conveneMeeting: jest.fn(),
    getMinutes: jest.fn(),
    recordAttendance: jest.fn(),
    extendAgenda: jest.fn(),
    recordDecision: jest.fn(),
    closeMeeting: jest.fn(),
    listRiskAcceptances: jest.fn(async () => ({ items: [] })),
    acceptRisk: jest.fn(),
    revokeRiskAcceptance: jest.fn(),
    listWorkflows: jest.fn(async () => ({ items: [] })),
    proposeWorkflow: jest.fn(),
    editWorkflow: jest.fn(),
    actOnWorkflow: jest.fn(),
    listViolations: jest.fn(async () => ({ items: [] })),
    listOwnViolations: jest.fn(async () => ({ items: [] })),
    reportViolation: jest.fn(),
    settleViolation: jest.fn(),
    listFeedback: jest.fn(async () => ({ own: [] })),
    giveFeedback: jest.fn(),
    takeBackFeedback: jest.fn(),
    getFailures: jest.fn(),
    reviewFailures: jest.fn(),
    getAccountability: jest.fn(),
    acknowledgeAccountability: jest.fn(),
    ...part,
  } as jest.Mocked<ProgrammeApi>;
}

/** The second argument of a question that may become superfluous. */
export const WAITING = { signal: expect.any(AbortSignal) };

/** How many requests an example backend was asked, those of its parts too. */
export function requestsOf(api: object): number {
  return Object.values(api).reduce<number>(
    (sum, method) =>
      sum +
      (typeof method === 'object'
        ? requestsOf(method)
        : method.mock.calls.length),
    0,
  );
}

/** A backend that answers with examples; every method is a jest mock. */
export function exampleApi(
  options: ExampleOptions = {},
  part: Partial<AiGovernanceApi> = {},
): jest.Mocked<AiGovernanceApi> {
  return {
    getFramework: jest.fn(async () => exampleFramework(options.at)),
    getScorecard: jest.fn(async () => exampleResponse(options)),
    getHistory: jest.fn(async () => exampleHistory(options.at)),
    getProfile: jest.fn(async () => exampleProfileResponse(options)),
    declareProfile: jest.fn(async () => ({
      ...exampleProfileResponse(options),
      inForce: true,
    })),
    getInbox: jest.fn(async () => ({
      items: [],
      total: 0,
      counts: {},
      more: false,
    })),
    getInboxCount: jest.fn(async () => ({ total: 0, counts: {}, more: false })),
    listDeclarations: jest.fn(async () => ({ items: [] })),
    declareMany: jest.fn(),
    getDescriptorPatch: jest.fn(),
    decideDeclaration: jest.fn(),
    reviewDeclaration: jest.fn(),
    requestException: jest.fn(),
    withdrawDeclaration: jest.fn(),
    assess: jest.fn(async () => ({
      collection: { state: 'queued' as const, warnings: [] },
    })),
    listScorecards: jest.fn(async () => ({ items: [], totalItems: 0 })),
    getSummary: jest.fn(async () => exampleSummary()),
    getTrends: jest.fn(async () => exampleTrends()),
    getChanges: jest.fn(),
    getTrendEntities: jest.fn(),
    listFailingSources: jest.fn(async () => ({ items: [], totalItems: 0 })),
    getPushNext: jest.fn(),
    listExceptions: jest.fn(async () => ({ items: [] })),
    getRenewedControls: jest.fn(async () => ({ from: 3, items: [] })),
    listAudit: jest.fn(async () => ({ items: [] })),
    verifyAudit: jest.fn(),
    exportAudit: jest.fn(),
    eraseFromAudit: jest.fn(),
    getAuditPublicKeys: jest.fn(async () => ({ items: [] })),
    listDisputes: jest.fn(async () => ({ items: [] })),
    listDisputeRates: jest.fn(async () => ({ items: [] })),
    listAttestations: jest.fn(async () => ({ items: [] })),
    getTrainingKpis: jest.fn(async () => ({
      at: new Date().toISOString(),
      isComplete: true,
      items: [],
    })),
    listTraining: jest.fn(async () => ({ items: [], timeZone: 'UTC' })),
    listImports: jest.fn(async () => ({ items: [] })),
    listFrameworkVersions: jest.fn(async () => ({ items: [], proposals: [] })),
    getFrameworkVersion: jest.fn(),
    proposeFramework: jest.fn(),
    dryRunFramework: jest.fn(),
    decideFramework: jest.fn(),
    getTools: jest.fn(async () => ({
      items: [],
      unregistered: [],
      seen: [],
      resources: [],
    })),
    listToolRequests: jest.fn(async () => ({ items: [] })),
    getToolAllowList: jest.fn(async () => ''),
    requestTool: jest.fn(),
    decideTool: jest.fn(),
    withdrawTool: jest.fn(),
    reviewTool: jest.fn(),
    revokeTool: jest.fn(),
    getRisks: jest.fn(),
    listRiskEntities: jest.fn(async () => ({ items: [] })),
    addRisk: jest.fn(),
    editRisk: jest.fn(),
    retireRisk: jest.fn(),
    listCampaigns: jest.fn(),
    getCampaign: jest.fn(),
    listCampaignOwners: jest.fn(async () => ({ items: [], totalItems: 0 })),
    listCampaignEntities: jest.fn(async () => ({ items: [] })),
    createCampaign: jest.fn(),
    editCampaign: jest.fn(),
    endCampaign: jest.fn(),
    exportSarif: jest.fn(async () => '{}'),
    getBadge: jest.fn(async () => ({ enabled: false })),
    noteExport: jest.fn(async () => {}),
    getRoadmap: jest.fn(),
    attestPlanItem: jest.fn(),
    withdrawPlanAttestation: jest.fn(),
    getAdoption: jest.fn(),
    listAhead: jest.fn(),
    moveAdoption: jest.fn(),
    createDispute: jest.fn(),
    approveDispute: jest.fn(),
    rejectDispute: jest.fn(),
    withdrawDispute: jest.fn(),
    createAttestation: jest.fn(),
    attestMany: jest.fn(),
    approveAttestation: jest.fn(),
    rejectAttestation: jest.fn(),
    revokeAttestation: jest.fn(),
    uploadTraining: jest.fn(),
    takeImport: jest.fn(),
    replayScorecard: jest.fn(),
    programme: exampleProgramme(),
    ...part,
  } as unknown as jest.Mocked<AiGovernanceApi>;
}

/** A catalog that knows two owners, and finds people and groups by name. */
const catalog = {
  queryEntities: async ({ filter, fullTextFilter }: any) => {
    const known = [
      ['user', 'ada', 'Ada Lindqvist'],
      ['group', 'payments', 'Payments'],
      ['group', 'web', 'Web'],
      ['component', 'search-api', 'Search API'],
    ];
    const term = (fullTextFilter?.term ?? '').toLowerCase();
    return {
      items: known
        .filter(
          ([kind, name, title]) =>
            filter.kind.includes(kind) &&
            [name, title.toLowerCase()].some(text => text.includes(term)),
        )
        .map(([kind, name, title]) => ({
          kind,
          metadata: { name, title },
        })),
      totalItems: 0,
      pageInfo: {},
    };
  },
  getEntityFacets: async () => ({
    facets: {
      'relations.ownedBy': [
        { value: 'group:default/web', count: 2 },
        { value: 'group:default/payments', count: 3 },
      ],
      'relations.partOf': [{ value: 'system:default/shop', count: 4 }],
      'spec.type': [{ value: 'service', count: 5 }],
      'spec.lifecycle': [{ value: 'production', count: 5 }],
    },
  }),
} as any;

const identityOf = (me: string) =>
  ({
    getBackstageIdentity: async () => ({
      userEntityRef: me,
      ownershipEntityRefs: [me, 'group:default/payments'],
    }),
  } as any);

const permissionsWithout = (denied: string[]): PermissionApi => ({
  authorize: async ({ permission }) => ({
    result: denied.includes(permission.name)
      ? AuthorizeResult.DENY
      : AuthorizeResult.ALLOW,
  }),
});

/** Renders in an app on the old frontend system, with the example entity around. */
export function renderWithApi(
  element: ReactElement,
  api: AiGovernanceApi,
  options: {
    path?: string;
    entity?: Entity;
    /** User ref of the signed-in person. */
    me?: string;
    /** Names of permissions the person does not have. */
    denied?: string[];
  } = {},
) {
  return renderInTestApp(
    <TestApiProvider
      apis={[
        [aiGovernanceApiRef, api],
        [catalogApiRef, catalog],
        [identityApiRef, identityOf(options.me ?? 'user:default/engineer')],
        [permissionApiRef, permissionsWithout(options.denied ?? [])],
      ]}
    >
      <EntityProvider entity={options.entity ?? exampleEntity}>
        {element}
      </EntityProvider>
    </TestApiProvider>,
    {
      routeEntries: [options.path ?? '/'],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef,
        '/governance': rootRouteRef,
      },
    },
  );
}

/**
 * What axe finds wrong below an element, one line each. Contrast is left to the
 * browser tests: jsdom draws nothing.
 */
export async function axeViolations(root: Element): Promise<string[]> {
  const { violations } = await axe.run(root, {
    rules: {
      'color-contrast': { enabled: false },
      region: { enabled: false },
    },
  });
  return violations.map(
    v => `${v.id}: ${v.nodes.map(n => n.html.slice(0, 120)).join(' | ')}`,
  );
}

/** An answer of the backend that refuses, as the client rejects with it. */
export function refusal(name: string, message: string): Error {
  const error = new Error(`Request failed: ${message}`);
  error.name = 'ResponseError';
  return Object.assign(error, {
    cause: Object.assign(new Error(message), { name }),
  });
}
