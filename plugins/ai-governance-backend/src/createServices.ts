import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type {
  AuditorService,
  BackstageCredentials,
  LoggerService,
  PermissionsService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import { attestConfirmPermission } from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  Violation,
  Workflow,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { repositoryCheckTypes } from '@plumbline/backstage-plugin-ai-governance-node';
import type {
  EntityCollector,
  HostCollector,
  RepositoryCheckType,
} from '@plumbline/backstage-plugin-ai-governance-node';
import type { Knex } from 'knex';
import { AccountabilityService } from './accountability/AccountabilityService';
import {
  accountabilityInbox,
  acknowledgementsDue,
} from './accountability/accountabilityInbox';
import { AcknowledgementStore } from './accountability/AcknowledgementStore';
import { CatalogOwners } from './access/CatalogOwners';
import { EntityAccess } from './access/EntityAccess';
import { ImportCallers } from './access/ImportCallers';
import { RequirePermission } from './access/RequirePermission';
import { RoleMembers } from './access/RoleMembers';
import { rolesGranted } from './access/rolesGranted';
import { AssessmentInputs } from './assessment/AssessmentInputs';
import { AssessmentQueue } from './assessment/AssessmentQueue';
import { AssessmentRunner } from './assessment/AssessmentRunner';
import { ChangeFeed } from './assessment/ChangeFeed';
import { EntityReader } from './assessment/EntityReader';
import { HistoryService } from './assessment/HistoryService';
import { HistoryStore } from './assessment/HistoryStore';
import { ReassessmentService } from './assessment/ReassessmentService';
import { ScorecardQuery } from './assessment/ScorecardQuery';
import { ScorecardService } from './assessment/ScorecardService';
import { ScorecardStore } from './assessment/ScorecardStore';
import { AttestationReminders } from './attestations/AttestationReminders';
import { attestationInbox } from './attestations/attestationInbox';
import { AttestationService } from './attestations/AttestationService';
import { AttestationStore } from './attestations/AttestationStore';
import { AuditLog } from './audit/AuditLog';
import { AuditProof } from './audit/AuditProof';
import { AuditReader } from './audit/AuditReader';
import { AuditRetention } from './audit/AuditRetention';
import { AuditStore } from './audit/AuditStore';
import { BadgeService } from './badges/BadgeService';
import { CampaignDigests } from './campaigns/CampaignDigests';
import { CampaignService } from './campaigns/CampaignService';
import { CampaignStore } from './campaigns/CampaignStore';
import { CollectionService } from './collection/CollectionService';
import { followHosts } from './collection/followHosts';
import { HostLooks } from './collection/HostLooks';
import { HostStore } from './collection/HostStore';
import { HealthService } from './collection/HealthService';
import { HealthStore } from './collection/HealthStore';
import { SourceStore } from './collection/SourceStore';
import { agendaInput } from './committee/agendaInput';
import { committeeInbox, meetingDue } from './committee/committeeInbox';
import { CommitteeService } from './committee/CommitteeService';
import type { KeptMeeting } from './committee/CommitteeService';
import { failureInbox, violationInbox } from './conduct/conductInbox';
import { FailureService } from './conduct/FailureService';
import type { StoredFailureReview } from './conduct/FailureService';
import { FeedbackService } from './conduct/FeedbackService';
import { FeedbackStore } from './conduct/FeedbackStore';
import { ViolationService } from './conduct/ViolationService';
import { transactor } from './database/transaction';
import { declarationInbox } from './declarations/declarationInbox';
import { DeclarationService } from './declarations/DeclarationService';
import { DeclarationReviewService } from './declarations/DeclarationReviewService';
import { DeclarationReviewStore } from './declarations/DeclarationReviewStore';
import { ProfileReviews } from './declarations/ProfileReviews';
import { ProfileReviewStore } from './declarations/ProfileReviewStore';
import { DescriptorPatches } from './declarations/DescriptorPatches';
import { DeclarationStore } from './declarations/DeclarationStore';
import { seedAttestations } from './demo/seedAttestations';
import { seedDecisions } from './demo/seedDecisions';
import { seedImports } from './demo/seedImports';
import { seedProgramme } from './demo/seedProgramme';
import { seedRecords } from './demo/seedRecords';
import { seedScanners } from './demo/seedScanners';
import { seedToolRequests } from './demo/seedToolRequests';
import { disputeInbox } from './disputes/disputeInbox';
import { DisputeRates } from './disputes/DisputeRates';
import { DisputeService } from './disputes/DisputeService';
import { DisputeStore } from './disputes/DisputeStore';
import { EvidenceService } from './evidence/EvidenceService';
import { EvidenceStore } from './evidence/EvidenceStore';
import { ActiveCollectors } from './facts/ActiveCollectors';
import { EntityLooks } from './facts/EntityLooks';
import { EntitySources } from './facts/EntitySources';
import { HttpFactCollector } from './facts/HttpFactCollector';
import { confirmationsDue, exceptionInbox } from './exceptions/exceptionInbox';
import { ExceptionOwners } from './exceptions/ExceptionOwners';
import { ExceptionReminders } from './exceptions/ExceptionReminders';
import { ExceptionService } from './exceptions/ExceptionService';
import { ExceptionStore } from './exceptions/ExceptionStore';
import { ExportService } from './exports/ExportService';
import { SarifExport } from './exports/SarifExport';
import { DryRun } from './framework/DryRun';
import { frameworkInbox } from './framework/frameworkInbox';
import { FrameworkLifecycle } from './framework/FrameworkLifecycle';
import { FrameworkService } from './framework/FrameworkService';
import { FrameworkStore } from './framework/FrameworkStore';
import { ProposalStore } from './framework/ProposalStore';
import { DomainService } from './domains/DomainService';
import { DomainStore } from './domains/DomainStore';
import { GroupService } from './groups/GroupService';
import { GroupStore } from './groups/GroupStore';
import { decisionsDue } from './inbox/decisionsDue';
import { InboxNews } from './inbox/InboxNews';
import { InboxService } from './inbox/InboxService';
import { ImportService } from './imports/ImportService';
import { ImportStore } from './imports/ImportStore';
import { ExerciseService } from './incidents/ExerciseService';
import {
  followUpInbox,
  followUpsDue,
  incidentInbox,
} from './incidents/incidentInbox';
import { IncidentService } from './incidents/IncidentService';
import { exerciseStoreOf, incidentStoreOf } from './incidents/stores';
import { CatalogLookups } from './inventory/CatalogLookups';
import { InventoryService } from './inventory/InventoryService';
import { InventoryStore } from './inventory/InventoryStore';
import { MaturityService } from './maturity/MaturityService';
import { PlanningService } from './planning/PlanningService';
import { OrganizationStore } from './maturity/OrganizationStore';
import { ScorecardLists } from './maturity/ScorecardLists';
import { CallerBindings } from './pushes/CallerBindings';
import { PushService } from './pushes/PushService';
import { PushStore } from './pushes/PushStore';
import { PushTargets } from './pushes/PushTargets';
import { SarifService } from './reports/sarif/SarifService';
import { RecordKeeper } from './records/RecordKeeper';
import { RecordStore } from './records/RecordStore';
import type { StoredRecord } from './records/RecordStore';
import { exampleTarget } from './demo/exampleTarget';
import { DueReminders } from './reminders/DueReminders';
import { ReminderStore } from './reminders/ReminderStore';
import { ReplayService } from './replay/ReplayService';
import { ReplayStore } from './replay/ReplayStore';
import {
  riskAcceptanceInbox,
  riskAcceptancesDue,
} from './riskAcceptances/riskAcceptanceInbox';
import { RiskAcceptanceService } from './riskAcceptances/RiskAcceptanceService';
import { RiskAcceptanceStore } from './riskAcceptances/RiskAcceptanceStore';
import { riskInbox, riskReviewsDue } from './risks/riskInbox';
import { RiskService } from './risks/RiskService';
import { RiskStore } from './risks/RiskStore';
import { AdoptionService } from './roadmap/AdoptionService';
import { PlanStore } from './roadmap/PlanStore';
import { RoadmapService } from './roadmap/RoadmapService';
import { TeamStages } from './roadmap/TeamStages';
import { readSettings } from './settings';
import type { Services } from './services';
import { OrganizationDates } from './tabular/organizationDates';
import { noteOnboarding } from './tools/noteOnboarding';
import { CatalogTools } from './tools/CatalogTools';
import { takeOverConfigured } from './tools/configured';
import { readTools } from './tools/readTools';
import { ToolRegistryService } from './tools/ToolRegistryService';
import { toolInbox, toolReviewsDue } from './tools/toolInbox';
import { ToolStore } from './tools/ToolStore';
import { TrainingKpis } from './training/TrainingKpis';
import { TrainingService } from './training/TrainingService';
import { TrainingStore } from './training/TrainingStore';
import { workflowInbox, workflowsDue } from './workflows/workflowInbox';
import { WorkflowService } from './workflows/WorkflowService';

/** Topic on the events service; the durable feed is what counts. */
export const SCORECARD_CHANGED_TOPIC = 'ai-governance.scorecard.changed';

/** Entities of one repository are told of together: one look serves them. */
const COLLECT_SOON_MS = 250;

/** What the services are made of. */
export interface ServiceOptions {
  knex: Knex;
  config: Config;
  logger: LoggerService;
  permissions: PermissionsService;
  catalog: CatalogService;
  /** Credentials of the plugin itself, for what is put together for several readers. */
  ownCredentials: () => Promise<BackstageCredentials>;
  urlReader: UrlReaderService;
  /** Where browsers reach this plugin. */
  baseUrl: () => Promise<string>;
  events?: EventsService;
  /** Told of every entry of the audit log, too. */
  auditor?: AuditorService;
  /** Without it nobody is reminded. */
  notifications?: NotificationService;
  /** Without it open pages count what waits when they are looked at again. */
  signals?: SignalsService;
  applyConditions: ConstructorParameters<
    typeof EntityAccess
  >[0]['applyConditions'];
  toCriteria: ConstructorParameters<typeof EntityAccess>[0]['toCriteria'];
  /** Check types other modules added. */
  additionalCheckTypes?: () => RepositoryCheckType[];
  /** Code hosts other modules added. */
  hostCollectors?: readonly HostCollector[];
  /** Collectors over entities that other modules added. */
  entityCollectors?: readonly EntityCollector[];
  now?: () => string;
}

/** What runs on a schedule, besides what HTTP asks for. */
export interface BackgroundWork {
  collection: CollectionService;
  inventoryStore: InventoryStore;
  domains: DomainService;
  entityLooks: EntityLooks;
  reminders?: AttestationReminders;
  exceptionReminders: ExceptionReminders;
  dueReminders?: DueReminders;
  campaignDigests?: CampaignDigests;
  news: InboxNews;
}

/** Wires stores and services; the only place that knows all of them. */
export async function createServices(
  options: ServiceOptions,
): Promise<{ services: Services; background: BackgroundWork }> {
  const { knex, config, logger, permissions, catalog, urlReader } = options;
  const now = options.now ?? (() => new Date().toISOString());
  const settings = readSettings(config);
  const transact = transactor(knex);
  const integrations = ScmIntegrations.fromConfig(config);
  const checkTypes = () => [
    ...repositoryCheckTypes,
    ...(options.additionalCheckTypes?.() ?? []),
  ];

  const audit = new AuditLog(knex, { auditor: options.auditor, logger });
  const queue = new AssessmentQueue(knex);
  const collectors = options.hostCollectors ?? [];
  const hosts = new HostStore(knex, url => {
    for (const collector of collectors) {
      const repository = collector.repositoryOf(url);
      if (repository !== undefined) {
        return repository;
      }
    }
    return undefined;
  });
  const evidenceStore = new EvidenceStore(knex, (trees, trx) =>
    hosts.hostsOf(trees, trx),
  );
  const inventoryStore = new InventoryStore(knex);
  const sources = new SourceStore(
    knex,
    collectors.length > 0 ? hosts : undefined,
  );
  const declarationStore = new DeclarationStore(knex);
  const declarationReviewStore = new DeclarationReviewStore(knex);
  const profileReviewStore = new ProfileReviewStore(knex);
  const attestationStore = new AttestationStore(knex);
  const disputeStore = new DisputeStore(knex);
  const exceptionStore = new ExceptionStore(knex);
  const frameworkStore = new FrameworkStore(knex);
  const scorecardStore = new ScorecardStore(knex);
  const toolStore = new ToolStore(knex);

  const proposalStore = new ProposalStore(knex);
  const framework = new FrameworkService({
    store: frameworkStore,
    proposals: proposalStore,
    queue,
    audit,
    transact,
    logger,
  });
  await framework.start({
    source: await frameworkSource(settings.frameworkFile, logger),
    tools: await takeOverConfigured({
      configured: readTools(config, now()),
      store: toolStore,
      audit,
      transact,
      at: now(),
    }),
    at: now(),
  });
  await seedToolRequests({
    config,
    store: toolStore,
    audit,
    transact,
    now: now(),
  });
  await seedAttestations({
    config,
    store: attestationStore,
    queue,
    audit,
    transact,
    now: now(),
  });

  const access = new EntityAccess({
    permissions,
    catalog,
    applyConditions: options.applyConditions,
    toCriteria: options.toCriteria,
  });
  const inputs = new AssessmentInputs({
    knex,
    evidence: evidenceStore,
    declarations: declarationStore,
    attestations: attestationStore,
    disputes: disputeStore,
    exceptions: exceptionStore,
    now,
  });
  const evidence = new EvidenceService({
    store: evidenceStore,
    sources,
    queue,
    transact,
  });
  const entityCollectors = new ActiveCollectors({
    collectors: [
      new HttpFactCollector(settings.facts),
      ...(options.entityCollectors ?? []),
    ],
    framework,
  });
  const entitySources = new EntitySources(knex, () =>
    entityCollectors.current().map(({ collector }) => collector.id),
  );
  const told: { news?: InboxNews } = {};
  const inventory = new InventoryService({
    owners: new ExceptionOwners({
      store: exceptionStore,
      requests: [declarationStore, disputeStore],
      audit,
      news: () => told.news!,
    }),
    entitySources,
    scorecards: scorecardStore,
    graceMs: settings.graceMs,
    store: inventoryStore,
    sources,
    evidence: evidenceStore,
    queue,
    transact,
    integrations,
    localRepositories: settings.localRepositories,
  });
  const profileReviews = new ProfileReviews({
    store: profileReviewStore,
    framework,
    audit,
    news: () => told.news!,
  });
  const runner = new AssessmentRunner({
    transact,
    queue,
    inventory: inventoryStore,
    inputs,
    scorecards: scorecardStore,
    declarations: declarationStore,
    reviews: profileReviews,
    framework,
    logger,
    now,
    onChanged: async subjects => {
      await options.events?.publish({
        topic: SCORECARD_CHANGED_TOPIC,
        eventPayload: { entityRefs: subjects },
      });
    },
  });
  const domains = new DomainService({
    store: new DomainStore(knex),
    transact,
  });
  const groups = new GroupService({
    catalog,
    store: new GroupStore(knex),
    transact,
    logger,
  });
  const planStore = new PlanStore(knex);
  const roles = new RoleMembers({ roles: settings.roles, groups });
  const dates = new OrganizationDates(settings.timeZone);
  const target =
    settings.target ?? exampleTarget(config, { dates, now: now() });
  const confirming = rolesGranted(settings.grants, attestConfirmPermission);
  // Those of the framework in force, and those that are granted something.
  const unknownRoles = () =>
    roles.unknownRoles([
      ...framework.current().framework.roles.map(({ id }) => id),
      ...Object.values(settings.grants).flat(),
    ]);
  for (const role of unknownRoles()) {
    logger.warn(
      `aiGovernance.roles.${role} names people for a role that the framework does not have: nobody decides anything by it. Its roles are ${framework
        .current()
        .framework.roles.map(({ id }) => id)
        .join(', ')}`,
    );
  }
  const scorecards = new ScorecardService({
    access,
    inventory: inventoryStore,
    reader: new EntityReader(knex, {
      now,
      collectors: () =>
        entityCollectors.current().map(({ collector }) => collector.id),
    }),
    inputs,
    scorecards: scorecardStore,
    query: new ScorecardQuery(knex),
    feed: new ChangeFeed({ knex, bookmarks: frameworkStore }),
    framework,
    groups,
    roles,
    teamStages: new TeamStages({ store: planStore }),
    now,
    exampleData: settings.exampleData,
    target,
    intervals: {
      tree: settings.collection.intervalMs,
      entity: settings.factIntervalMs,
      host: settings.collection.hostIntervalMs,
    },
    annotationSettings: settings.annotations,
  });
  const hostLooks = new HostLooks({
    collectors,
    store: hosts,
    inventory: inventoryStore,
    evidence,
    now,
  });
  const collection = new CollectionService({
    sources,
    queue,
    hosts: hostLooks,
    inventory: inventoryStore,
    evidence,
    evidenceStore,
    framework,
    checkTypes,
    urlReader,
    integrations,
    transact,
    logger,
    settings: settings.collection,
    now,
    onEvidence: () => runner.kick(),
  });
  const entityLooks = new EntityLooks({
    active: entityCollectors,
    sources: entitySources,
    inventory: inventoryStore,
    evidence,
    framework,
    logger,
    intervalMs: settings.factIntervalMs,
    now,
    onEvidence: () => runner.kick(),
  });
  await entityLooks.start();
  const permissionsRequired = new RequirePermission(permissions);
  const news = new InboxNews({
    roles,
    notifications: options.notifications,
    signals: options.signals,
    logger,
  });
  told.news = news;
  const attestations = new AttestationService({
    store: attestationStore,
    roles,
    confirming,
    queue,
    audit,
    transact,
    framework: () => framework.current().framework,
    news,
    dates,
  });
  const pushStore = new PushStore(knex);
  const pushTargets = new PushTargets({
    inventory: inventoryStore,
    store: pushStore,
    repositoryIds: settings.repositoryIds,
  });
  const pushes = new PushService({
    store: pushStore,
    targets: pushTargets,
    evidence,
    framework,
    collectedTypes: () => [
      ...checkTypes().map(type => type.definition.type),
      'fact.http',
      ...entityCollectors
        .current()
        .flatMap(({ collector }) => collector.checkTypes),
    ],
    transact,
  });
  const auditStore = new AuditStore(knex);
  const auditProof = new AuditProof({
    log: audit,
    store: auditStore,
    signer: settings.audit.signer,
    transact,
    dates,
    logger,
    now,
  });
  const trainingStore = new TrainingStore(knex);
  const training = new TrainingService({
    store: trainingStore,
    groups,
    evidence,
    audit,
    access,
    transact,
    settings: () => framework.current().framework.settings.training,
    dates,
    retentionDays: settings.trainingRetentionDays,
  });
  const imports = new ImportService({
    store: new ImportStore(knex),
    evidence,
    inventory,
    audit,
    transact,
    framework: () => framework.current(),
    dates,
  });
  await noteOnboarding({
    tools: framework.current().tools,
    evidence,
    transact,
    at: now(),
  });
  await seedScanners({ config, evidence, now: now() });
  await seedImports({ config, training, imports, dates, logger, now: now() });
  const disputeRates = new DisputeRates({
    store: disputeStore,
    evidence: evidenceStore,
    queue,
    audit,
    framework,
    transact,
    now,
  });
  let soon: NodeJS.Timeout | undefined;
  const collectSoon = () => {
    soon ??= setTimeout(() => {
      soon = undefined;
      Promise.all([collection.runDue(), entityLooks.runDue()]).catch(error =>
        logger.error(`Collecting failed: ${error}`),
      );
    }, COLLECT_SOON_MS).unref();
  };
  if (collectors.length > 0) {
    const unlinked = await hosts.unlinked();
    await transact(trx => hosts.add(trx, unlinked, now()));
    await followHosts({
      collectors,
      events: options.events,
      logger,
      onChanged: async (collector, changed) => {
        const due = await hostLooks.sourcesOf(collector, changed);
        await collection.makeDue(due);
        collectSoon();
      },
    });
  }
  const collectionHealth = new HealthService({
    store: new HealthStore(knex),
    access,
  });
  const maturity = new MaturityService({
    store: new OrganizationStore(knex),
    access,
    scorecards,
    framework,
    groups,
    dates,
    health: collectionHealth,
    target,
    exampleData: settings.exampleData,
    now,
  });
  const campaignStore = new CampaignStore(knex);
  const riskStore = new RiskStore(knex);
  await seedProgramme({
    config,
    risks: riskStore,
    campaigns: campaignStore,
    plans: planStore,
    audit,
    transact,
    dates,
    now: now(),
  });
  await seedDecisions({
    config,
    exceptions: exceptionStore,
    declarations: declarationStore,
    queue,
    audit,
    transact,
    approverRole: framework.current().framework.settings.approvingRole,
    now: now(),
  });
  const declarations = new DeclarationService({
    access,
    permissions: permissionsRequired,
    roles,
    news,
    scorecards,
    store: declarationStore,
    reviews: declarationReviewStore,
    profileReviews,
    profileReviewStore,
    inventory: inventoryStore,
    inputs,
    queue,
    audit,
    framework,
    transact,
    now,
  });
  const toolRegistry = new ToolRegistryService({
    store: toolStore,
    catalog: new CatalogTools({ catalog, logger }),
    scorecards,
    permissions: permissionsRequired,
    roles,
    framework,
    evidence,
    news,
    audit,
    transact,
    now,
  });
  const disputes = new DisputeService({
    store: disputeStore,
    scorecards,
    roles,
    news,
    rates: disputeRates,
    queue,
    audit,
    framework,
    transact,
    dates,
    now,
  });
  const exceptions = new ExceptionService({
    store: exceptionStore,
    inventory: inventoryStore,
    scorecards,
    permissions: permissionsRequired,
    roles,
    news,
    queue,
    audit,
    framework,
    dates,
    transact,
    now,
  });
  const keeperOf = <T extends StoredRecord>(
    store: RecordStore<T>,
    kind: string,
  ) => new RecordKeeper<T>({ store, kind, audit, transact });
  const incidentStore = incidentStoreOf(knex);
  const incidents = new IncidentService({
    store: incidentStore,
    keeper: keeperOf(incidentStore, 'incident'),
    scorecards,
    evidence,
    framework,
    permissions: permissionsRequired,
    roles,
    news,
    dates,
    now,
  });
  const exerciseStore = exerciseStoreOf(knex);
  const meetingStore = new RecordStore<KeptMeeting>(knex, {
    table: 'meetings',
  });
  const workflowStore = new RecordStore<Workflow>(knex, { table: 'workflows' });
  const violationStore = new RecordStore<Violation>(knex, {
    table: 'violations',
    links: {
      table: 'violation_people',
      column: 'person',
      of: ({ person }) => [person],
    },
  });
  const riskAcceptanceStore = new RiskAcceptanceStore(knex);
  const failureStore = new RecordStore<StoredFailureReview>(knex, {
    table: 'failure_reviews',
  });
  await seedRecords({
    config,
    kinds: [
      {
        member: 'incidents',
        store: incidentStore,
        kind: 'incident',
        complete: record => incidents.withSteps(record),
      },
      { member: 'exercises', store: exerciseStore, kind: 'exercise' },
      { member: 'meetings', store: meetingStore, kind: 'meeting' },
      { member: 'workflows', store: workflowStore, kind: 'workflow' },
      { member: 'violations', store: violationStore, kind: 'violation' },
      {
        member: 'riskAcceptances',
        store: riskAcceptanceStore,
        kind: 'riskAcceptance',
      },
    ],
    audit,
    transact,
    dates,
    now: now(),
    within: trx => incidents.answer(trx, now()),
  });
  const risks = new RiskService({
    store: riskStore,
    maturity,
    framework,
    audit,
    transact,
    dates,
    now,
  });
  const riskAcceptances = new RiskAcceptanceService({
    store: riskAcceptanceStore,
    access,
    permissions: permissionsRequired,
    roles,
    news,
    framework,
    audit,
    transact,
    dates,
    now,
  });
  const workflows = new WorkflowService({
    store: workflowStore,
    keeper: keeperOf(workflowStore, 'workflow'),
    framework,
    roles,
    news,
    now,
  });
  const failures = new FailureService({
    store: failureStore,
    keeper: keeperOf(failureStore, 'failures'),
    maturity,
    framework,
    roles,
    dates,
    now,
  });
  const agendaFacts = agendaInput({
    exceptions,
    declarations,
    tools: toolRegistry,
    workflows,
    risks,
    riskAcceptances,
    incidents,
    failures: credentials => failures.unreviewed(credentials),
    dates,
    now,
  });
  const committee = new CommitteeService({
    store: meetingStore,
    keeper: keeperOf(meetingStore, 'meeting'),
    facts: async () => agendaFacts(await options.ownCredentials()),
    refsOf: {
      exception: ids => exceptions.entityRefsOf(ids),
      incident: ids => incidents.entityRefsOf(ids),
    },
    incidents,
    scorecards,
    framework,
    roles,
    news,
    dates,
    now,
  });
  const acknowledgementStore = new AcknowledgementStore(knex);
  const frameworkLifecycle = new FrameworkLifecycle({
    proposals: proposalStore,
    frameworks: frameworkStore,
    service: framework,
    roles,
    queue,
    news,
    audit,
    transact,
    dates,
    now,
  });
  const services: Services = {
    accountability: new AccountabilityService({
      store: acknowledgementStore,
      news,
      framework,
      groups,
      roles,
      audit,
      transact,
      now,
    }),
    adoption: new AdoptionService({
      store: planStore,
      maturity,
      audit,
      transact,
      now,
    }),
    attestations,
    audit,
    auditProof,
    auditReader: new AuditReader({
      log: audit,
      access,
      permissions: permissionsRequired,
    }),
    auditRetention: new AuditRetention({
      log: audit,
      store: auditStore,
      proof: auditProof,
      transact,
      settings: settings.audit.retention,
      logger,
      now,
    }),
    badges: new BadgeService({
      scorecards,
      framework,
      settings: settings.badges,
      baseUrl: options.baseUrl,
    }),
    campaigns: new CampaignService({
      store: campaignStore,
      maturity,
      framework,
      audit,
      transact,
      dates,
      now,
    }),
    catalogLookups: new CatalogLookups({
      inventory,
      domains,
      runner,
      scorecards,
      framework,
      collectSoon,
      now,
    }),
    committee,
    checkTypes: () => checkTypes().map(type => type.definition),
    collectSoon,
    dates,
    declarations,
    declarationReviews: new DeclarationReviewService({
      store: declarationReviewStore,
      profileReviews: profileReviewStore,
      permissions: permissionsRequired,
      roles,
      scorecards,
      inventory: inventoryStore,
      framework,
      news,
      audit,
      transact,
      now,
    }),
    descriptorPatches: new DescriptorPatches({
      catalog,
      urlReader,
      declarations,
      localRepositories: settings.localRepositories,
    }),
    disputeRates,
    disputes,
    dryRun: new DryRun({
      inventory: inventoryStore,
      inputs,
      scorecards,
      framework,
      now,
    }),
    evidence,
    exceptions,
    exports: new ExportService({ audit, transact, now }),
    sarifExport: new SarifExport({
      scorecards,
      exceptions,
      disputes,
      framework,
      now,
    }),
    exercises: new ExerciseService({
      keeper: keeperOf(exerciseStore, 'exercise'),
      attestations,
      framework,
      roles,
      news,
      dates,
      now,
    }),
    failures,
    feedback: new FeedbackService({
      store: new FeedbackStore(knex),
      framework,
      audit,
      transact,
      now,
    }),
    framework,
    frameworkLifecycle,
    groups,
    history: new HistoryService({
      store: new HistoryStore(knex),
      scorecards,
      framework,
      frameworks: frameworkStore,
    }),
    importCallers: new ImportCallers({
      permissions: permissionsRequired,
      callers: settings.importCallers,
    }),
    imports,
    inbox: new InboxService({
      sources: [
        declarationInbox({
          store: declarationStore,
          reviews: declarationReviewStore,
          profileReviews: profileReviewStore,
          framework,
        }),
        exceptionInbox({
          store: exceptionStore,
          framework,
          inventory: inventoryStore,
        }),
        disputeInbox({ store: disputeStore, framework }),
        toolInbox({
          tools: () => toolRegistry.tools(),
          reviewers: () => toolRegistry.reviewers(),
        }),
        attestationInbox({
          store: attestationStore,
          framework,
          roles,
          confirming,
          now,
        }),
        workflowInbox({ workflows: () => workflows.undecided() }),
        riskAcceptanceInbox({ acceptances: riskAcceptances, framework }),
        incidentInbox({
          store: incidentStore,
          framework,
          inventory: inventoryStore,
        }),
        followUpInbox({ incidents: incidentStore, exercises: exerciseStore }),
        violationInbox({
          store: violationStore,
          framework,
          isNamed: role => roles.refsOf(role) !== undefined,
        }),
        failureInbox({ failures, framework }),
        riskInbox({
          risks,
          framework,
          dates,
          roles,
        }),
        frameworkInbox({
          proposals: proposalStore,
          mayDecide: person => frameworkLifecycle.mayDecide(person),
          framework,
        }),
        committeeInbox({ committee, framework, dates }),
        accountabilityInbox({ store: acknowledgementStore, framework, roles }),
      ],
      permissions: permissionsRequired,
      roles,
      scorecards,
      unknownRoles,
      now,
    }),
    incidents,
    inventory,
    collectionHealth,
    maturity,
    planning: new PlanningService({ maturity }),
    scorecardLists: new ScorecardLists({ maturity, scorecards }),
    now,
    owners: new CatalogOwners({ catalog }),
    callers: new CallerBindings(settings.callers),
    permissions: permissionsRequired,
    pushes,
    reassessment: new ReassessmentService({
      scorecards,
      collection,
      entityLooks,
      queue,
      runner,
      audit,
      catalog,
      logger,
      transact,
      now,
    }),
    replay: new ReplayService({
      store: new ReplayStore(knex),
      scorecards,
      framework,
      now,
    }),
    riskAcceptances,
    risks,
    roadmap: new RoadmapService({
      store: planStore,
      maturity,
      framework,
      audit,
      transact,
      dates,
      now,
    }),
    runner,
    sarif: new SarifService({ pushes, targets: pushTargets, framework }),
    scorecards,
    toolRegistry,
    training,
    trainingKpis: new TrainingKpis({
      store: trainingStore,
      groups,
      access,
      framework: () => framework.current().framework,
      dates,
    }),
    violations: new ViolationService({
      store: violationStore,
      keeper: keeperOf(violationStore, 'violation'),
      framework,
      roles,
      news,
      dates,
      now,
    }),
    workflows,
  };
  const reminders =
    options.notifications &&
    new AttestationReminders({
      store: new ReminderStore(knex, {
        table: 'attestation_reminders',
        id: 'attestation_id',
      }),
      attestations: attestationStore,
      notifications: options.notifications,
      framework: () => framework.current().framework,
      roles,
      dates,
      logger,
      now,
    });
  const exceptionReminders = new ExceptionReminders({
    reminders: new ReminderStore(knex, {
      table: 'exception_reminders',
      id: 'reminder_id',
    }),
    exceptions: exceptionStore,
    notifications: options.notifications,
    events: options.events,
    dates,
    logger,
    now,
  });
  const dueStore = new ReminderStore(knex, {
    table: 'due_reminders',
    id: 'due_id',
  });
  const dueReminders =
    options.notifications &&
    new DueReminders({
      store: dueStore,
      sources: {
        'decisions that wait': () =>
          decisionsDue({
            inbox: services.inbox,
            inventory: inventoryStore,
            roles,
            at: now(),
          }),
        workflows: () =>
          workflowsDue({ workflows: () => workflows.undecided(), roles }),
        'accepted risks': () => riskAcceptancesDue(riskAcceptances),
        'follow-ups': () =>
          followUpsDue({
            incidents: incidentStore,
            exercises: exerciseStore,
            roles,
            dates,
            at: now(),
          }),
        exceptions: () =>
          confirmationsDue({ store: exceptionStore, roles, at: now() }),
        'reviews of tools': () =>
          toolReviewsDue({
            tools: () => toolRegistry.tools(),
            reviewers: () => toolRegistry.reviewers(),
            roles,
          }),
        'reviews of risks': () =>
          riskReviewsDue({
            risks,
            framework,
            roles,
            dates,
            at: now(),
          }),
        meetings: () => meetingDue({ committee, framework, roles, dates }),
        acknowledgements: () =>
          acknowledgementsDue({
            store: acknowledgementStore,
            announced: dueStore,
            framework,
            roles,
            at: now(),
          }),
      },
      notifications: options.notifications,
      dates,
      logger,
      now,
    });
  const campaignDigests =
    options.notifications &&
    new CampaignDigests({
      store: campaignStore,
      maturity,
      notifications: options.notifications,
      dates,
      logger,
      now,
    });
  return {
    services,
    background: {
      collection,
      inventoryStore,
      domains,
      entityLooks,
      reminders,
      exceptionReminders,
      dueReminders,
      campaignDigests,
      news,
    },
  };
}

async function frameworkSource(
  file: string | undefined,
  logger: LoggerService,
): Promise<{ text: string; name: string } | undefined> {
  if (file === undefined) {
    return undefined;
  }
  try {
    return { text: await readFile(resolve(file), 'utf8'), name: file };
  } catch (error) {
    logger.error(
      `aiGovernance.framework.file ${file} cannot be read, the last good version stays in force: ${error}`,
    );
    return { text: '', name: file };
  }
}
