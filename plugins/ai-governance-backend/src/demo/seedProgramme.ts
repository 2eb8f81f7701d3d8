import { createHash } from 'node:crypto';
import type { Config } from '@backstage/config';
import type {
  CampaignGoal,
  Level,
  PlanAttestation,
  RiskDetails,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { DateTime } from 'luxon';
import { ORGANIZATION } from '../assessment/AssessmentQueue';
import { EVENT_VALIDITY_DAYS } from '../attestations/validity';
import type { AuditLog } from '../audit/AuditLog';
import type { CampaignStore } from '../campaigns/CampaignStore';
import type { Transaction, Transactor } from '../database/transaction';
import type { RiskStore } from '../risks/RiskStore';
import type { PlanStore } from '../roadmap/PlanStore';
import type { OrganizationDates } from '../tabular/organizationDates';

/** Who the audit log says the example's programme comes from. */
const ACTOR = 'system:demo';

interface SeedOptions {
  config: Config;
  risks: RiskStore;
  campaigns: CampaignStore;
  plans: PlanStore;
  audit: AuditLog;
  transact: Transactor;
  dates: OrganizationDates;
  now: string;
}

/**
 * Takes the demo's register, campaigns, ticked plans and steps of teams from
 * `aiGovernance.demo`, with dates relative to now. What is there stays as it
 * is, so that a later start changes nothing.
 */
export async function seedProgramme(options: SeedOptions): Promise<void> {
  const demo = options.config.getOptionalConfig('aiGovernance.demo');
  if (demo?.getOptionalBoolean('enabled') !== true) {
    return;
  }
  await seedRisks(demo, options);
  await seedCampaigns(demo, options);
  await seedPlans(demo, options);
  await seedMoves(demo, options);
}

const idOf = (...parts: string[]) =>
  createHash('sha256')
    .update(['demo', ...parts].join('\n'))
    .digest('hex')
    .slice(0, 36);

/** A day of the organization's calendar, so many days from now. */
function dayIn(days: number, { dates, now }: SeedOptions): string {
  return DateTime.fromISO(dates.today(now)).plus({ days }).toISODate()!;
}

function instantIn(days: number, { now }: SeedOptions): string {
  return DateTime.fromISO(now, { zone: 'utc' }).plus({ days }).toISO()!;
}

async function seedRisks(demo: Config, options: SeedOptions): Promise<void> {
  const { risks, audit, transact, now } = options;
  const known = new Set((await risks.all()).map(({ id }) => id));
  for (const item of demo.getOptionalConfigArray('risks') ?? []) {
    const id = item.getString('id');
    if (known.has(id)) {
      continue;
    }
    await transact(async trx => {
      await risks.write(trx, {
        id,
        details: item.getOptional<RiskDetails & { [key: string]: string }>(
          'details',
        ) as RiskDetails | undefined,
        owner: item.getOptionalString('owner'),
        mitigation: item.getOptionalString('mitigation'),
        reviewBy: dayIn(item.getNumber('reviewInDays'), options),
        version: 1,
        updatedBy: item.getString('by'),
        updatedAt: now,
      });
      await audit.append(trx, {
        at: now,
        actor: ACTOR,
        action: item.has('details') ? 'risk.added' : 'risk.edited',
        subject: `risk:${id}`,
      });
    });
  }
}

async function seedCampaigns(
  demo: Config,
  options: SeedOptions,
): Promise<void> {
  const { campaigns, audit, transact, dates, now } = options;
  for (const item of demo.getOptionalConfigArray('campaigns') ?? []) {
    const name = item.getString('name');
    const id = idOf('campaign', name);
    if (await campaigns.get(id)) {
      continue;
    }
    const level = item.getOptionalNumber('level');
    const goal: CampaignGoal =
      level === undefined
        ? { kind: 'controls', controls: item.getStringArray('controls') }
        : { kind: 'level', level: level as Level };
    const dueOn = dayIn(item.getNumber('endsInDays'), options);
    const startedDaysAgo = item.getNumber('startedDaysAgo');
    const createdAt = instantIn(-startedDaysAgo, options);
    const by = item.getString('owner');
    await transact(async trx => {
      await campaigns.insert(trx, {
        id,
        name,
        description: item.getOptionalString('description'),
        owner: by,
        goal,
        filter: item.getOptionalStringArray('filter') ?? [],
        startOn: dayIn(-startedDaysAgo, options),
        dueOn,
        milestones: (item.getOptionalConfigArray('milestones') ?? []).map(
          milestone => ({
            on: dayIn(milestone.getNumber('inDays'), options),
            percent: milestone.getNumber('percent'),
          }),
        ),
        version: 1,
        createdBy: by,
        createdAt,
        updatedBy: by,
        updatedAt: createdAt,
        endsAt: dates.endOf(dueOn),
      });
      await audit.append(trx, {
        at: now,
        actor: ACTOR,
        action: 'campaign.created',
        subject: `campaign:${id}`,
        details: { name },
      });
    });
  }
}

async function seedPlans(demo: Config, options: SeedOptions): Promise<void> {
  const { plans, transact } = options;
  for (const item of demo.getOptionalConfigArray('plans') ?? []) {
    const subject = item.getOptionalString('subject') ?? ORGANIZATION;
    const plan = item.getString('plan');
    const daysAgo = item.getNumber('givenDaysAgo');
    for (const each of item.getStringArray('items')) {
      const attestation: PlanAttestation = {
        id: idOf('plan', subject, plan, each),
        subject,
        plan,
        item: each,
        statement: item.getString('statement'),
        link: item.getOptionalString('link'),
        by: item.getString('by'),
        at: instantIn(-daysAgo, options),
        validUntil: instantIn(
          (item.getOptionalNumber('validForDays') ?? EVENT_VALIDITY_DAYS) -
            daysAgo,
          options,
        ),
      };
      if (!(await plans.get(attestation.id))) {
        await transact(trx => attest(trx, attestation, options));
      }
    }
  }
}

async function attest(
  trx: Transaction,
  attestation: PlanAttestation,
  { plans, audit, now }: SeedOptions,
): Promise<void> {
  // Never in the place of what somebody said.
  if (await plans.insert(trx, attestation, '')) {
    const { id, subject, plan, item } = attestation;
    await audit.append(trx, {
      at: now,
      actor: ACTOR,
      action: 'plan.attested',
      subject,
      details: { attestation: id, plan, item },
    });
  }
}

async function seedMoves(demo: Config, options: SeedOptions): Promise<void> {
  const { plans, audit, transact, now } = options;
  const moved = new Set((await plans.moves()).map(({ team }) => team));
  const stages = new Map<string, string>();
  for (const item of demo.getOptionalConfigArray('adoption') ?? []) {
    const team = item.getString('team');
    if (moved.has(team)) {
      continue;
    }
    const from = stages.get(team) ?? null;
    const to = item.getString('to');
    stages.set(team, to);
    await transact(async trx => {
      await plans.move(trx, {
        team,
        from,
        to,
        reason: item.getString('reason'),
        by: item.getString('by'),
        at: instantIn(-item.getNumber('movedDaysAgo'), options),
      });
      await audit.append(trx, {
        at: now,
        actor: ACTOR,
        action: 'adoption.moved',
        subject: team,
        details: { from, to },
      });
    });
  }
}
