import { randomUUID } from 'node:crypto';
import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import {
  accessOfTool,
  approvedTool,
  endpointAllowList,
  isEndpoint,
  isToolNamed,
  loosenedProperties,
  reviewedTool,
  standingOfRequest,
  toolDecidePermission,
  toolRequestPermission,
  unansweredCriteria,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  AiTool,
  AskedTool,
  ClosedToolRequest,
  Evidence,
  OpenToolRequest,
  RegisteredTool,
  SeenTool,
  ToolDecisionRequest,
  ToolProposal,
  ToolRequest,
  ToolReviewRequest,
  ToolSignOff,
  ToolsResponse,
  UnregisteredTool,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { RequirePermission } from '../access/RequirePermission';
import type { RoleMembers } from '../access/RoleMembers';
import { ORGANIZATION } from '../assessment/AssessmentQueue';
import type { ScorecardService } from '../assessment/ScorecardService';
import type { StoredParts } from '../assessment/ScorecardStore';
import type { AuditEntry, AuditLog } from '../audit/AuditLog';
import { stateDigests } from '../audit/stateDigests';
import type { Transaction, Transactor } from '../database/transaction';
import type { EvidenceService } from '../evidence/EvidenceService';
import type { FrameworkService } from '../framework/FrameworkService';
import type { InboxNews } from '../inbox/InboxNews';
import { allowedOn } from './allowedOn';
import { noteOnboarding } from './noteOnboarding';
import type { CatalogTools } from './CatalogTools';
import type { ToolRecord, ToolRequestRecord, ToolStore } from './ToolStore';

type User = BackstageCredentials<BackstageUserPrincipal>;

/** Check of the monthly report on what was sent to AI services. */
const EGRESS_REPORT = 'DP-002.egress-report';

const DAY = 24 * 60 * 60 * 1000;

/** Days before the end of its review period from which a tool waits to be looked at. */
const DAYS_AHEAD = 30;

/** The same where reviews follow each other closely, as part of their distance. */
const PART_AHEAD = 1 / 3;

/** Services named of those a tool was seen in. */
const EXAMPLES = 5;

/** An entry of the log, of what is said about a request with it before and after. */
type ToolEntry = AuditEntry & {
  asked?: [before: ToolRequestRecord | undefined, after: ToolRequestRecord];
};

const subjectOf = (id: string) => `tool:${id}`;

/**
 * Takes requests for AI tools to the roles that sign them, and keeps what is in
 * force. Nobody signs their own request or for two roles; what grants more
 * needs every signature again, what grants less holds at once.
 */
export class ToolRegistryService {
  readonly #store: ToolStore;
  readonly #catalog: CatalogTools;
  readonly #scorecards: ScorecardService;
  readonly #permissions: RequirePermission;
  readonly #roles: RoleMembers;
  readonly #framework: FrameworkService;
  readonly #evidence: EvidenceService;
  readonly #news: InboxNews;
  readonly #audit: AuditLog;
  readonly #transact: Transactor;
  readonly #now: () => string;

  constructor(options: {
    store: ToolStore;
    catalog: CatalogTools;
    scorecards: ScorecardService;
    permissions: RequirePermission;
    roles: RoleMembers;
    framework: FrameworkService;
    evidence: EvidenceService;
    news: InboxNews;
    audit: AuditLog;
    transact: Transactor;
    now: () => string;
  }) {
    this.#store = options.store;
    this.#catalog = options.catalog;
    this.#scorecards = options.scorecards;
    this.#permissions = options.permissions;
    this.#roles = options.roles;
    this.#framework = options.framework;
    this.#evidence = options.evidence;
    this.#news = options.news;
    this.#audit = options.audit;
    this.#transact = options.transact;
    this.#now = options.now;
  }

  /** The registry, with what waits, what the caller may do, and what was found beside it. */
  async list(credentials: BackstageCredentials): Promise<ToolsResponse> {
    const { userEntityRef: ref } = credentials.principal as {
      userEntityRef?: string;
    };
    const [items, may, actsIn, parts, reports, described] = await Promise.all([
      this.tools(),
      this.#permissions.allowed(
        [toolDecidePermission, toolRequestPermission],
        credentials,
      ),
      ref === undefined ? () => false : this.#roles.actsIn(ref),
      this.#scorecards.sharedParts([]),
      this.#evidence.itemsOf(ORGANIZATION, EGRESS_REPORT),
      this.#catalog.list(credentials),
    ]);
    const reviewers = this.reviewers();
    return {
      items: items.map(tool => ({
        ...tool,
        allowed: allowedOn(tool, { ref, may, actsIn }, reviewers),
      })),
      unregistered: [
        ...unregisteredIn(parts.get(ORGANIZATION)),
        ...unregisteredSentTo(reports, items),
      ],
      seen: await this.#seenBeside(items, credentials),
      resources: described.items,
      ...(described.leftOut > 0 && { resourcesLeftOut: described.leftOut }),
    };
  }

  /** What services show and nobody registered, of services the caller may read. */
  async #seenBeside(
    items: readonly RegisteredTool[],
    credentials: BackstageCredentials,
  ): Promise<SeenTool[]> {
    const seen = await this.#evidence.assistantsBeside(
      new Set(items.map(({ id }) => id)),
    );
    const refs = new Set([...seen.values()].flatMap(each => [...each]));
    const readable = await this.#scorecards.readable([...refs], credentials);
    return [...seen]
      .map(([id, subjects]) => {
        const own = [...subjects].filter(ref => readable.has(ref)).sort();
        return { id, entities: own.length, examples: own.slice(0, EXAMPLES) };
      })
      .filter(({ entities }) => entities > 0)
      .sort((a, b) => b.entities - a.entities || (a.id < b.id ? -1 : 1));
  }

  /** The registry alone, in three statements at most. */
  async tools(): Promise<RegisteredTool[]> {
    const [records, requests] = await Promise.all([
      this.#store.all(),
      this.#store.openRequests(),
    ]);
    const at = this.#now();
    return records.map(record =>
      this.#answered(record, {
        at,
        request: requests.find(({ toolId }) => toolId === record.tool.id),
      }),
    );
  }

  /** Roles that look at tools again. */
  reviewers(): string[] {
    return reviewersOf(this.#framework.current().framework);
  }

  /** Hosts a proxy may let through, one per line of its list. */
  async allowList(): Promise<string[]> {
    const records = await this.#store.all();
    return endpointAllowList(
      records.map(({ tool, endpoints }) => ({ ...tool, endpoints })),
      this.#now(),
    );
  }

  /**
   * Asks for a tool to be approved, or for more than it is approved for.
   *
   * @throws InputError that names every criterion that is not answered
   * @throws ConflictError while a request for the tool waits
   */
  async request(
    { id, reason, ...proposal }: ToolRequest,
    credentials: User,
  ): Promise<RegisteredTool> {
    const { settings } = this.#framework.current().framework;
    const open = unansweredCriteria(proposal, settings.tools);
    if (open.length > 0) {
      throw new InputError(
        `criteria has no answer to ${open.join(
          ', ',
        )}; each one needs what is known of the tool`,
      );
    }
    const asked = Object.keys(proposal.criteria).filter(
      criterion =>
        !settings.tools.criteria.some(known => known.id === criterion),
    );
    if (asked.length > 0) {
      throw new InputError(
        `criteria names ${asked.join(
          ', ',
        )}, which the framework does not ask for`,
      );
    }
    requireEndpoints(proposal.endpoints);
    const at = this.#now();
    const by = credentials.principal.userEntityRef;
    const request: ToolRequestRecord = {
      id: randomUUID(),
      toolId: id,
      state: 'open',
      proposal,
      reason: said(reason),
      requestedBy: by,
      requestedAt: at,
      signOffs: [],
    };
    const tools = await this.#transact(async trx => {
      const before = await this.#store.locked(trx, id);
      if (!(await this.#store.insertRequest(trx, request))) {
        throw new ConflictError(
          `A request for ${id} waits already; it has to be signed or taken back first`,
        );
      }
      // What is approved stays so while more is asked for it.
      if (before?.tool.status !== 'approved') {
        await this.#store.write(trx, {
          ...(before?.configured !== undefined && {
            configured: before.configured,
          }),
          tool: requestedTool(id, proposal),
          endpoints: proposal.endpoints,
          criteria: proposal.criteria,
          origin: 'registry',
          revision: (before?.revision ?? 0) + 1,
        });
      }
      return this.#written(
        trx,
        { id, before },
        {
          at,
          actor: by,
          action: 'tool.requested',
          subject: subjectOf(id),
          details: { request: request.id },
          asked: [undefined, request],
        },
      );
    });
    await this.#use(tools, at);
    for (const role of settings.tools.signOffRoles) {
      this.#news.arrived({
        kind: 'tool',
        id: `${request.id}:${role}`,
        role,
        by,
      });
    }
    return this.#one(id);
  }

  /** Signs the open request of a tool for one role, or refuses it. */
  async decide(
    id: string,
    decision: ToolDecisionRequest & { approve: boolean },
    credentials: User,
  ): Promise<RegisteredTool> {
    const { settings } = this.#framework.current().framework;
    const approval = settings.tools;
    const by = credentials.principal.userEntityRef;
    const at = this.#now();
    const reason = said(decision.reason);
    const actsIn = await this.#roles.actsIn(by);
    const waiting = requireOpen(
      (await this.#store.openRequests()).find(({ toolId }) => toolId === id),
      id,
    );
    const role = roleToSign(decision.role, {
      missing: standingOfRequest(waiting.signOffs, approval).missing,
      actsIn,
      refusal: named => this.#roles.refusal(named),
    });
    await this.#roles.requireSecond({
      role,
      person: by,
      first: waiting.requestedBy,
      message: 'Somebody else than the one who asked has to sign',
    });
    let closed: ReturnType<typeof standingOfRequest>['state'] = 'open';
    const tools = await this.#transact(async trx => {
      const before = await this.#store.locked(trx, id);
      const request = await this.#store.openRequest(trx, id);
      if (
        request?.id !== waiting.id ||
        request.signOffs.some(signed => signed.role === role)
      ) {
        throw new ConflictError(`Somebody signed for ${role} meanwhile`);
      }
      const own = request.signOffs.find(signed => signed.by === by);
      if (own) {
        throw new NotAllowedError(
          `Each role is signed for by another person; you signed for ${own.role}`,
        );
      }
      const signOff = {
        role,
        by,
        at,
        approve: decision.approve,
        reason,
        ...(decision.conditions?.length && { conditions: decision.conditions }),
      };
      await this.#store.sign(trx, request.id, signOff);
      const signOffs = [...request.signOffs, signOff].sort(bySigning);
      const { state } = standingOfRequest(signOffs, approval);
      closed = state;
      const entries: ToolEntry[] = [
        {
          at,
          actor: by,
          action: decision.approve ? 'tool.signed' : 'tool.refused',
          subject: subjectOf(id),
          details: { request: request.id, role },
          asked: [
            request,
            {
              ...request,
              signOffs,
              state,
              ...(state !== 'open' && { decidedAt: at }),
            },
          ],
        },
      ];
      if (state !== 'open') {
        await this.#store.closeRequest(trx, { id: request.id, state, at });
        const decided = { decidedBy: by, decidedAt: at, reason };
        if (state === 'approved') {
          await this.#store.write(trx, {
            ...before!,
            ...decided,
            tool: approvedTool(id, request.proposal, {
              signOffs,
              approval,
              at,
            }),
            endpoints: request.proposal.endpoints,
            criteria: request.proposal.criteria,
            origin: 'registry',
            revision: before!.revision + 1,
          });
          entries.push({
            at,
            actor: by,
            action: 'tool.approved',
            subject: subjectOf(id),
            details: { request: request.id },
          });
        } else if (before!.tool.status !== 'approved') {
          await this.#store.write(trx, {
            ...before!,
            ...decided,
            tool: { ...before!.tool, status: 'rejected' },
            revision: before!.revision + 1,
          });
        }
      }
      return this.#written(trx, { id, before }, ...entries);
    });
    await this.#use(tools, at);
    this.#settled(waiting);
    if (closed !== 'open') {
      this.#news.answered({
        kind: 'tool',
        id: waiting.id,
        to: [waiting.requestedBy],
        granted: closed === 'approved',
        by,
        link: `/ai-governance/tools?tool=${encodeURIComponent(id)}`,
      });
    }
    return this.#one(id);
  }

  /** Requests of a tool that wait no more, newest first, with what was signed. */
  async closedRequests(
    id: string,
    request: { limit: number; before?: { at: string; id: string } },
  ): Promise<{
    items: ClosedToolRequest[];
    next?: { at: string; id: string };
  }> {
    const records = await this.#store.closedRequests({
      toolId: id,
      before: request.before,
      limit: request.limit + 1,
    });
    const page = records.slice(0, request.limit);
    const last = page[page.length - 1];
    return {
      items: page.map(record => ({
        id: record.id,
        state: record.state as ClosedToolRequest['state'],
        decidedAt: record.decidedAt!,
        ...askedOf(record),
      })),
      ...(records.length > request.limit && {
        next: { at: last.requestedAt, id: last.id },
      }),
    };
  }

  /** Takes the open request of a tool back; only by the person who asked. */
  async withdraw(id: string, by: string): Promise<RegisteredTool> {
    const at = this.#now();
    const waiting = requireOpen(
      (await this.#store.openRequests()).find(({ toolId }) => toolId === id),
      id,
    );
    const tools = await this.#transact(async trx => {
      const before = await this.#store.locked(trx, id);
      const request = requireOpen(await this.#store.openRequest(trx, id), id);
      if (request.requestedBy !== by) {
        throw new NotAllowedError('Only the one who asked can take it back');
      }
      await this.#store.closeRequest(trx, {
        id: request.id,
        state: 'withdrawn',
        at,
      });
      if (before!.tool.status === 'requested') {
        await this.#store.write(trx, {
          ...before!,
          tool: { ...before!.tool, status: 'retired' },
          revision: before!.revision + 1,
        });
      }
      return this.#written(
        trx,
        { id, before },
        {
          at,
          actor: by,
          action: 'tool.withdrawn',
          subject: subjectOf(id),
          details: { request: request.id },
          asked: [request, { ...request, state: 'withdrawn', decidedAt: at }],
        },
      );
    });
    await this.#use(tools, at);
    this.#settled(waiting);
    return this.#one(id);
  }

  /**
   * Looks at an approved tool again until its next review date.
   *
   * @throws ConflictError when somebody else decided about it since
   */
  async review(
    id: string,
    review: ToolReviewRequest,
    credentials: User,
  ): Promise<RegisteredTool> {
    requireEndpoints(review.endpoints ?? []);
    const inForce = this.#framework.current().framework;
    return this.#change(id, {
      action: 'tool.reviewed',
      roles: this.reviewers(),
      reason: review.reason,
      revision: review.revision,
      credentials,
      change: (record, at) => {
        const added = (review.endpoints ?? []).filter(
          endpoint => !record.endpoints.includes(endpoint),
        );
        if (added.length > 0) {
          throw new InputError(
            `endpoints adds ${added.join(
              ', ',
            )}: what lets more through has to be requested`,
          );
        }
        return {
          ...record,
          tool: reviewedTool(record.tool, review, {
            approval: inForce.settings.tools,
            at,
          }),
          endpoints: review.endpoints ?? record.endpoints,
        };
      },
    });
  }

  /** Ends the approval of a tool now. */
  async revoke(
    id: string,
    reason: string,
    credentials: User,
  ): Promise<RegisteredTool> {
    const revoked = await this.#change(id, {
      action: 'tool.revoked',
      roles: this.reviewers(),
      reason,
      credentials,
      change: record => ({
        ...record,
        tool: { ...record.tool, status: 'retired' },
      }),
    });
    const asked = await this.#store.approvedFor(id);
    this.#news.ended({
      kind: 'tool',
      id,
      to: [revoked.owner ?? [], asked ?? []].flat(),
      by: credentials.principal.userEntityRef,
    });
    return revoked;
  }

  async #change(
    id: string,
    options: {
      action: string;
      roles: string[];
      reason: string;
      revision?: number;
      credentials: User;
      change: (record: ToolRecord, at: string) => ToolRecord;
    },
  ): Promise<RegisteredTool> {
    const by = options.credentials.principal.userEntityRef;
    const at = this.#now();
    const reason = said(options.reason);
    const actsIn = await this.#roles.actsIn(by);
    if (!options.roles.some(actsIn)) {
      throw this.#roles.refusal(options.roles[0]);
    }
    const tools = await this.#transact(async trx => {
      const before = await this.#store.locked(trx, id);
      if (!before) {
        throw new NotFoundError(`The registry has no tool ${id}`);
      }
      if (before.tool.status !== 'approved') {
        throw new ConflictError(
          `${id} is not approved: it is ${before.tool.status}`,
        );
      }
      if (
        options.revision !== undefined &&
        options.revision !== before.revision
      ) {
        throw new ConflictError(
          `Somebody decided about ${id} since; read it again and review what is in force now`,
        );
      }
      await this.#store.write(trx, {
        ...options.change(before, at),
        origin: 'registry',
        revision: before.revision + 1,
        decidedBy: by,
        decidedAt: at,
        reason,
      });
      return this.#written(
        trx,
        { id, before },
        {
          at,
          actor: by,
          action: options.action,
          subject: subjectOf(id),
          details: { reason },
        },
      );
    });
    await this.#use(tools, at);
    return this.#one(id);
  }

  /**
   * Judges by the registry as it is in this transaction from now on. Entries
   * about a request hold its digests, with what was signed, and those of the
   * tool in their details; the others hold those of the tool.
   */
  async #written(
    trx: Transaction,
    { id, before }: { id: string; before: ToolRecord | undefined },
    ...entries: ToolEntry[]
  ): Promise<AiTool[]> {
    const records = await this.#store.all(trx);
    const tools = records.map(({ tool }) => tool);
    await this.#framework.replaceTools(trx, tools, entries[0].at);
    const digests = stateDigests(
      before,
      records.find(({ tool }) => tool.id === id)!,
    );
    await this.#audit.appendAll(
      trx,
      entries.map(({ asked, ...entry }) =>
        asked
          ? {
              ...entry,
              ...stateDigests(...asked),
              details: { ...entry.details, tool: digests },
            }
          : { ...entry, ...digests },
      ),
    );
    return tools;
  }

  async #use(tools: AiTool[], at: string): Promise<void> {
    this.#framework.useTools(tools);
    await noteOnboarding({
      tools,
      evidence: this.#evidence,
      transact: this.#transact,
      at,
    });
  }

  #settled(request: ToolRequestRecord): void {
    const { settings } = this.#framework.current().framework;
    for (const role of settings.tools.signOffRoles) {
      this.#news.settled({
        kind: 'tool',
        id: `${request.id}:${role}`,
        role,
        by: request.requestedBy,
      });
    }
  }

  async #one(id: string): Promise<RegisteredTool> {
    return (await this.tools()).find(tool => tool.id === id)!;
  }

  #answered(
    record: ToolRecord,
    context: { at: string; request?: ToolRequestRecord },
  ): RegisteredTool {
    const { at, request } = context;
    const { framework } = this.#framework.current();
    const { tool, configured, ...kept } = record;
    const days =
      tool.status === 'approved' && tool.reviewBy !== undefined
        ? (Date.parse(tool.reviewBy) - Date.parse(at)) / DAY
        : undefined;
    return {
      ...tool,
      ...kept,
      isDue: days !== undefined && days <= 0,
      isDueSoon:
        days !== undefined &&
        days > 0 &&
        days <=
          Math.min(
            DAYS_AHEAD,
            framework.settings.tools.reviewDays * PART_AHEAD,
          ),
      access: accessOfTool(framework, tool, at),
      ...(request && { request: this.#openRequest(request, tool) }),
    };
  }

  #openRequest(request: ToolRequestRecord, tool: AiTool): OpenToolRequest {
    const { signOffs, proposal } = request;
    const approval = this.#framework.current().framework.settings.tools;
    return {
      ...askedOf(request),
      missing: standingOfRequest(signOffs, approval).missing,
      loosens: loosenedProperties(
        tool.status === 'approved' ? tool : undefined,
        proposal,
      ),
    };
  }
}

function askedOf(request: ToolRequestRecord): AskedTool {
  return {
    ...request.proposal,
    reason: request.reason,
    requestedBy: request.requestedBy,
    requestedAt: request.requestedAt,
    signOffs: request.signOffs,
  };
}

/** As they are read later, which is what digests are of. */
function bySigning(a: ToolSignOff, b: ToolSignOff): number {
  return a.at < b.at || (a.at === b.at && a.role < b.role) ? -1 : 1;
}

function requireOpen(
  request: ToolRequestRecord | undefined,
  id: string,
): ToolRequestRecord {
  if (!request) {
    throw new NotFoundError(`No request for ${id} waits`);
  }
  return request;
}

/** What the imported inventories have and the registry does not. */
function unregisteredIn(parts: StoredParts | undefined): UnregisteredTool[] {
  return (parts?.judged.parts ?? [])
    .flatMap(part => part.checks)
    .flatMap(check => check.findings ?? [])
    .flatMap(({ rule, message }) =>
      rule === 'tool-not-registered'
        ? [{ name: message.slice(0, message.lastIndexOf(' is on ')), message }]
        : [],
    );
}

/** What the imported egress reports name and the registry does not. */
function unregisteredSentTo(
  reports: readonly Evidence[],
  registered: readonly RegisteredTool[],
): UnregisteredTool[] {
  return reports.flatMap(({ data }) => {
    const { from, to, tools } = data ?? {};
    return (Array.isArray(tools) ? (tools as string[]) : [])
      .filter(name => !registered.some(tool => isToolNamed(tool, name)))
      .map(name => ({
        name,
        message: `${name} is in an egress report (${from} to ${to}) and not in the tool registry`,
      }));
  });
}

function said(reason: string): string {
  const text = reason.trim();
  if (text === '') {
    throw new InputError('reason has to say something');
  }
  return text;
}

function requireEndpoints(endpoints: readonly string[]): void {
  const wrong = endpoints.filter(endpoint => !isEndpoint(endpoint));
  if (wrong.length > 0) {
    throw new InputError(
      `endpoints has to name hosts in lower case, such as api.example.com or *.example.com: ${wrong.join(
        ', ',
      )}`,
    );
  }
}

/** A tool nobody signed yet grants nothing. */
function requestedTool(id: string, proposal: ToolProposal): AiTool {
  return {
    id,
    name: proposal.name,
    ...(proposal.vendor !== undefined && { vendor: proposal.vendor }),
    status: 'requested',
    enterpriseEndpoint: false,
    zeroRetention: false,
    onPremises: false,
    privacyMode: false,
    telemetryOff: false,
    ...(proposal.owner !== undefined && { owner: proposal.owner }),
    ...(proposal.version !== undefined && { version: proposal.version }),
  };
}

/** Roles that look at tools again: who answers for review dates, and who signs. */
function reviewersOf(framework: {
  controls: readonly {
    parts: readonly { checks: readonly { type: string; actor: string }[] }[];
  }[];
  settings: { tools: { signOffRoles: readonly string[] } };
}): string[] {
  const responsible = framework.controls
    .flatMap(control => control.parts)
    .flatMap(part => part.checks)
    .flatMap(({ type, actor }) =>
      type === 'tools.review-dates' && actor.startsWith('role:')
        ? [actor.slice('role:'.length)]
        : [],
    );
  return [...responsible, ...framework.settings.tools.signOffRoles];
}

/** For which role somebody signs; asked where it is not clear. */
function roleToSign(
  named: string | undefined,
  context: {
    missing: string[];
    actsIn: (role: string) => boolean;
    refusal: (role: string) => Error;
  },
): string {
  const { missing, actsIn, refusal } = context;
  if (named !== undefined) {
    if (!missing.includes(named)) {
      throw new InputError(
        `role may be ${missing.join(' or ')}; nothing waits for ${named}`,
      );
    }
    return named;
  }
  const own = missing.filter(actsIn);
  if (own.length === 0) {
    throw refusal(missing[0]);
  }
  if (own.length > 1) {
    throw new InputError(
      `role has to say for whom you sign: ${own.join(', ')}`,
    );
  }
  return own[0];
}
