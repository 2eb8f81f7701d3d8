import { lazy, type ComponentType } from 'react';
import { AttestationsPage } from '../attestations/AttestationsPage';
import { DataPage } from '../data/DataPage';
import { ExceptionsPage } from '../exceptions/ExceptionsPage';
import { DeclarePage } from '../declare/DeclarePage';
import { VERSIONS_PATH } from '../framework-versions/FrameworkVersionLink';
import { InboxPage } from '../inbox/InboxPage';
import { DisputesPage } from '../disputes/DisputesPage';
import { EntitiesPage } from '../overview/EntitiesPage';
import { Overview } from '../overview/Overview';
import { POLICIES_PATH } from '../policies/policyPath';
import { PushNextPage } from '../push-next/PushNextPage';

/** The questions people come with, in the order of the navigation. @internal */
export const NAV_GROUPS = [
  'standing',
  'improve',
  'decide',
  'people',
  'sources',
] as const;

/** One page below the governance page. */
interface GovernancePageEntry {
  /** Key of its name under `nav` in the translations. */
  id:
    | 'overview'
    | 'entities'
    | 'heatMap'
    | 'trends'
    | 'pushNext'
    | 'risks'
    | 'campaigns'
    | 'roadmap'
    | 'adoption'
    | 'declare'
    | 'inbox'
    | 'attestations'
    | 'disputes'
    | 'exceptions'
    | 'aiTools'
    | 'frameworkVersions'
    | 'incidents'
    | 'committee'
    | 'workflows'
    | 'accountability'
    | 'conduct'
    | 'policies'
    | 'data'
    | 'audit';
  /** Below the governance page's own address; empty for the first one. */
  path: string;
  group: (typeof NAV_GROUPS)[number];
  /** Follows the filters in the address, which are carried along to it. */
  filtered?: true;
  /** `lazy(…)` for a page with a library of its own. */
  Page: ComponentType;
}

/**
 * Every governance page. A line here gives a page its address and its place in
 * the navigation. @internal
 */
export const GOVERNANCE_PAGES: GovernancePageEntry[] = [
  {
    id: 'overview',
    path: '',
    group: 'standing',
    filtered: true,
    Page: Overview,
  },
  {
    id: 'entities',
    path: 'entities',
    group: 'standing',
    filtered: true,
    Page: EntitiesPage,
  },
  {
    id: 'heatMap',
    path: 'heat-map',
    group: 'standing',
    filtered: true,
    Page: lazy(async () => ({
      default: (await import('../maturity/HeatMapPage')).HeatMapPage,
    })),
  },
  {
    id: 'trends',
    path: 'trends',
    group: 'standing',
    filtered: true,
    Page: lazy(async () => ({
      default: (await import('../maturity/TrendsPage')).TrendsPage,
    })),
  },
  {
    id: 'pushNext',
    path: 'push-next',
    group: 'improve',
    filtered: true,
    Page: PushNextPage,
  },
  {
    id: 'risks',
    path: 'risks',
    group: 'standing',
    filtered: true,
    Page: lazy(async () => ({
      default: (await import('../risks/RisksPage')).RisksPage,
    })),
  },
  {
    id: 'campaigns',
    path: 'campaigns',
    group: 'improve',
    Page: lazy(async () => ({
      default: (await import('../campaigns/CampaignsPage')).CampaignsPage,
    })),
  },
  {
    id: 'roadmap',
    path: 'roadmap',
    group: 'improve',
    Page: lazy(async () => ({
      default: (await import('../roadmap/RoadmapPage')).RoadmapPage,
    })),
  },
  {
    id: 'adoption',
    path: 'adoption',
    group: 'improve',
    Page: lazy(async () => ({
      default: (await import('../roadmap/AdoptionPage')).AdoptionPage,
    })),
  },
  { id: 'declare', path: 'declare', group: 'improve', Page: DeclarePage },
  { id: 'inbox', path: 'inbox', group: 'decide', Page: InboxPage },
  {
    id: 'attestations',
    path: 'attestations',
    group: 'decide',
    Page: AttestationsPage,
  },
  {
    id: 'exceptions',
    path: 'exceptions',
    group: 'decide',
    Page: ExceptionsPage,
  },
  { id: 'disputes', path: 'disputes', group: 'decide', Page: DisputesPage },
  {
    id: 'aiTools',
    path: 'tools',
    group: 'decide',
    Page: lazy(async () => ({
      default: (await import('../ai-tools/ToolsPage')).ToolsPage,
    })),
  },
  {
    id: 'frameworkVersions',
    path: VERSIONS_PATH,
    group: 'decide',
    Page: lazy(async () => ({
      default: (await import('../framework-versions/VersionsPage'))
        .VersionsPage,
    })),
  },
  {
    id: 'committee',
    path: 'committee',
    group: 'people',
    Page: lazy(async () => ({
      default: (await import('../committee/CommitteePage')).CommitteePage,
    })),
  },
  {
    id: 'incidents',
    path: 'incidents',
    group: 'people',
    Page: lazy(async () => ({
      default: (await import('../incidents/IncidentsPage')).IncidentsPage,
    })),
  },
  {
    id: 'workflows',
    path: 'workflows',
    group: 'people',
    Page: lazy(async () => ({
      default: (await import('../workflows/WorkflowsPage')).WorkflowsPage,
    })),
  },
  {
    id: 'accountability',
    path: 'accountability',
    group: 'people',
    Page: lazy(async () => ({
      default: (await import('../accountability/AccountabilityPage'))
        .AccountabilityPage,
    })),
  },
  {
    id: 'conduct',
    path: 'conduct',
    group: 'people',
    Page: lazy(async () => ({
      default: (await import('../conduct/ConductPage')).ConductPage,
    })),
  },
  {
    id: 'policies',
    path: POLICIES_PATH,
    group: 'sources',
    Page: lazy(async () => ({
      default: (await import('../policies/PoliciesPage')).PoliciesPage,
    })),
  },
  { id: 'data', path: 'data', group: 'sources', Page: DataPage },
  {
    id: 'audit',
    path: 'audit',
    group: 'sources',
    Page: lazy(async () => ({
      default: (await import('../audit/AuditPage')).AuditPage,
    })),
  },
];
