import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import type { Config } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import type { InventoryEntity } from '@plumbline/backstage-plugin-ai-governance-common';
import { DateTime } from 'luxon';
import { parse } from 'yaml';
import { z } from 'zod';
import { AssessmentQueue, ORGANIZATION } from '../assessment/AssessmentQueue';
import { AttestationStore } from '../attestations/AttestationStore';
import { AuditLog } from '../audit/AuditLog';
import { createServices } from '../createServices';
import type { ServiceOptions } from '../createServices';
import type { StoredFailureReview } from '../conduct/FailureService';
import { transactor } from '../database/transaction';
import type { Transactor } from '../database/transaction';
import type {
  EvidencePush,
  ObservedEvidence,
} from '../evidence/EvidenceService';
import { InventoryStore } from '../inventory/InventoryStore';
import { RecordStore } from '../records/RecordStore';
import type { OrganizationDates } from '../tabular/organizationDates';
import { seedAttestations } from './seedAttestations';

const DAY = 24 * 60 * 60 * 1000;

/** Since how many days ago each check passes. */
const since = z.record(z.string(), z.number());

const planSchema = z.strictObject({
  days: z.number().int().positive(),
  every: z.number().int().positive(),
  repository: since,
  host: since,
  egress: since,
  services: z.array(
    z.strictObject({
      descriptor: z.string(),
      since: z.number(),
      declared: z.number().optional(),
      behind: z.number().default(0),
      assistant: z.string().optional(),
      // Since when the assistant is there; always where absent.
      appeared: z.number().optional(),
      // What its descriptor said until then, beside what it says today.
      declares: z.record(z.string(), z.string()).default({}),
      monitored: z.boolean().default(false),
      open: z.array(z.string()).default([]),
      // Passed before and not between these days; to this day without an end.
      setbacks: z
        .record(
          z.string(),
          z.strictObject({ from: z.number(), until: z.number().default(0) }),
        )
        .default({}),
    }),
  ),
  trained: since,
  imported: z.record(z.string(), since),
  attested: z.record(
    z.string(),
    z.strictObject({ since: z.number(), every: z.number().positive() }),
  ),
});

type Plan = z.infer<typeof planSchema>;
type PlannedService = Plan['services'][number];

/** A service of the plan with its descriptor. */
interface Service extends PlannedService {
  entity: InventoryEntity;
  /** Folder of its repository. */
  root: string;
}

/**
 * Lets the example organization live through nine months before its first
 * start: the very same services, under a clock that is set to each step, take
 * attestations, evidence and entities and judge them. Nothing is written past
 * them, so every judgement of the past can be replayed. Only for the demo, and
 * only into an empty database.
 */
export async function seedHistory(
  options: Omit<ServiceOptions, 'now'> & { now: string },
): Promise<void> {
  const { config, knex, logger, now } = options;
  const demo = config.getOptionalConfig('aiGovernance.demo');
  const file = demo?.getOptionalString('historyFile');
  if (demo?.getOptionalBoolean('enabled') !== true || file === undefined) {
    return;
  }
  if ((await new InventoryStore(knex).sourceKeys()).length > 0) {
    return;
  }
  const plan = planSchema.parse(parse(await readFile(file, 'utf8')));
  const repositories = resolve(demo.getString('repositories'));
  const known = await Promise.all(
    plan.services.map(service => readService(service, repositories)),
  );
  const clock = { at: daysBefore(now, plan.days) };
  const { services } = await createServices({
    ...options,
    config: configOfThen(config, plan.days),
    // What happened then is no news to anybody.
    events: undefined,
    notifications: undefined,
    signals: undefined,
    entityCollectors: [],
    now: () => clock.at,
  });
  const transact = transactor(knex);
  const attestations = new AttestationStore(knex);
  const queue = new AssessmentQueue(knex);
  const audit = new AuditLog(knex);
  for (let day = plan.days; day > 0; day -= plan.every) {
    clock.at = daysBefore(now, day);
    const there = known.filter(service => service.since >= day);
    await services.inventory.learn(
      there.map(service => ({
        ...service.entity,
        annotations: annotationsOf(service, day),
      })),
      clock.at,
    );
    await seedAttestations({
      config,
      store: attestations,
      queue,
      audit,
      transact,
      now,
      at: clock.at,
      earlier: plan.attested,
    });
    await services.evidence.push(
      [
        ...there.flatMap(service =>
          evidenceOf(service, { plan, day, at: clock.at }),
        ),
        ...sharedEvidence({ plan, day, at: clock.at }),
      ],
      clock.at,
    );
    await services.runner.run();
  }
  await reviewWeeks({
    failures: new RecordStore(knex, { table: 'failure_reviews' }),
    audit,
    transact,
    dates: services.dates,
    now,
  });
  logger.info(`Generated ${plan.days} days of example history`);
}

/** Those weeks of the last quarter that are not news any more were looked at. */
async function reviewWeeks(options: {
  failures: RecordStore<StoredFailureReview>;
  audit: AuditLog;
  transact: Transactor;
  dates: OrganizationDates;
  now: string;
}): Promise<void> {
  const { failures, audit, transact, dates, now } = options;
  const monday = DateTime.fromISO(dates.today(now)).startOf('week');
  await transact(async trx => {
    for (let back = 12; back > 1; back--) {
      const id = monday.minus({ weeks: back }).toISODate()!;
      const at = dates.endOf(monday.minus({ weeks: back - 1 }).toISODate()!);
      await failures.insert(trx, {
        id,
        state: 'reviewed',
        version: 1,
        at,
        notes: 'Gone through with the owners',
        by: 'system:demo',
      });
      await audit.append(trx, {
        at: now,
        actor: 'system:demo',
        action: 'failures.seeded',
        subject: `failures:${id}`,
      });
    }
  });
}

function daysBefore(instant: string, days: number): string {
  return new Date(Date.parse(instant) - days * DAY).toISOString();
}

/** The tools were as far from their review then as they are now. */
function configOfThen(config: Config, days: number): Config {
  const data = config.get<JsonObject>();
  const own = data.aiGovernance as JsonObject;
  const tools = (own.tools ?? []) as JsonObject[];
  return new ConfigReader({
    ...data,
    aiGovernance: {
      ...own,
      demo: {},
      tools: tools.map(tool =>
        typeof tool.reviewInDays === 'number'
          ? { ...tool, reviewInDays: tool.reviewInDays + days }
          : tool,
      ),
    },
  });
}

async function readService(
  service: PlannedService,
  repositories: string,
): Promise<Service> {
  const path = join(repositories, service.descriptor);
  const { kind, metadata, spec } = parse(await readFile(path, 'utf8'));
  const ref = (name: string | undefined, defaultKind: string) =>
    name === undefined
      ? undefined
      : stringifyEntityRef(
          parseEntityRef(name, { defaultKind, defaultNamespace: 'default' }),
        );
  return {
    ...service,
    root: join(repositories, service.descriptor.split('/')[0]),
    entity: {
      entityRef: stringifyEntityRef({ kind, name: metadata.name }),
      kind,
      title: metadata.title,
      type: spec.type,
      lifecycle: spec.lifecycle,
      owners: [ref(spec.owner, 'group')!],
      system: ref(spec.system, 'system'),
      location: `file:${path}`,
      annotations: metadata.annotations ?? {},
    },
  };
}

/** What its descriptor declared on a day. */
function annotationsOf(
  service: Service,
  day: number,
): {
  [key: string]: string;
} {
  const { entity, declared, declares } = service;
  if (!declared || declared < day) {
    return {};
  }
  return hasAssistant(service, day)
    ? entity.annotations
    : { ...entity.annotations, ...declares };
}

/** Whether an assistant was in its repository on a day. */
function hasAssistant(
  { assistant, appeared = Infinity }: Service,
  day: number,
): boolean {
  return assistant !== undefined && day <= appeared;
}

/** One step of the way to today. */
interface Step {
  plan: Plan;
  /** Days before the first start. */
  day: number;
  at: string;
}

/**
 * Whether each check passed on a day, of those that anybody looked at. Seen
 * again every quarter, which is how old it may become.
 */
function itemsOf(
  rollout: { [check: string]: number },
  { day, at }: Step,
  of: Pick<PlannedService, 'behind' | 'open' | 'setbacks'> = {
    behind: 0,
    open: [],
    setbacks: {},
  },
): ObservedEvidence[] {
  const quarter = 1 + Math.floor((Number(at.slice(5, 7)) - 1) / 3);
  return Object.entries(rollout).map(([check, start]) => {
    const setback = of.setbacks[check];
    const passes =
      day <= start - of.behind &&
      !of.open.includes(check) &&
      !(setback && day <= setback.from && day > setback.until);
    const seen = `generated example history of ${at.slice(0, 4)} Q${quarter}`;
    return {
      check,
      outcome: passes ? 'pass' : 'fail',
      summary: passes ? `In place (${seen})` : `Not in place yet (${seen})`,
      collector: 'example-history@1',
    };
  });
}

/** What a report says: every one is evidence of its own, and grows old. */
function reported(item: ObservedEvidence, at: string): ObservedEvidence {
  return { ...item, summary: `${item.summary}, report of ${at.slice(0, 10)}` };
}

/** Evidence under the keys of the real sources, which take its place. */
function evidenceOf(service: Service, step: Step): EvidencePush[] {
  const { plan, at } = step;
  const { entity, root, assistant } = service;
  const subject = entity.entityRef;
  const assistants = hasAssistant(service, step.day) ? [assistant!] : [];
  return [
    {
      subject,
      source: `repository:${root}`,
      items: [
        {
          check: 'repository.assistants',
          outcome: 'pass',
          summary: 'Assistants (generated example history)',
          data: { assistants },
          collector: 'example-history@1',
        },
        ...itemsOf(plan.repository, step, service),
      ],
    },
    {
      subject,
      source: `host:${root}`,
      items: itemsOf(plan.host, step, service),
    },
    ...(service.monitored
      ? [
          {
            subject,
            source: 'import:egress-report:network-monitoring',
            observedAt: at,
            items: itemsOf(plan.egress, step, service).map(item =>
              reported(item, at),
            ),
          },
        ]
      : []),
  ];
}

/** What groups and the organization had. */
function sharedEvidence(step: Step): EvidencePush[] {
  const { plan, at } = step;
  return [
    ...Object.entries(plan.trained).map(([subject, start]) => ({
      subject,
      source: 'training',
      items: itemsOf(
        { 'OPS-001.completion': start, 'OPS-001.mean-score': start },
        step,
      ),
    })),
    ...Object.entries(plan.imported).map(([source, rollout]) => ({
      subject: ORGANIZATION,
      source: `import:${source}`,
      observedAt: at,
      items: itemsOf(rollout, step).map(item => reported(item, at)),
    })),
  ];
}
