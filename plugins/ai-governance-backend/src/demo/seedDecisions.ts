import { createHash } from 'node:crypto';
import type { Config } from '@backstage/config';
import type {
  DeclaredLowering,
  DeclaredValues,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { AssessmentQueue } from '../assessment/AssessmentQueue';
import type { AuditLog } from '../audit/AuditLog';
import type { Transactor } from '../database/transaction';
import type { DeclarationStore } from '../declarations/DeclarationStore';
import type { ExceptionStore } from '../exceptions/ExceptionStore';

const DAY = 24 * 60 * 60 * 1000;

/** Who the audit log says the example's decisions come from. */
const ACTOR = 'system:demo';

interface SeedOptions {
  config: Config;
  exceptions: ExceptionStore;
  declarations: DeclarationStore;
  queue: AssessmentQueue;
  audit: AuditLog;
  transact: Transactor;
  /** Role that decides on declarations. */
  approverRole: string;
  now: string;
}

/**
 * Takes the demo's granted exceptions and the declarations that wait from
 * `aiGovernance.demo`, with dates relative to now. What is there stays as it
 * is, so that a later start changes nothing.
 */
export async function seedDecisions(options: SeedOptions): Promise<void> {
  const demo = options.config.getOptionalConfig('aiGovernance.demo');
  if (demo?.getOptionalBoolean('enabled') !== true) {
    return;
  }
  for (const item of demo.getOptionalConfigArray('exceptions') ?? []) {
    await seedException(item, options);
  }
  for (const item of demo.getOptionalConfigArray('declarations') ?? []) {
    await seedDeclaration(item, options);
  }
}

const idOf = (...parts: string[]) =>
  createHash('sha256')
    .update(['demo', ...parts].join('\n'))
    .digest('hex')
    .slice(0, 36);

function daysAgo(days: number, { now }: SeedOptions): string {
  return new Date(Date.parse(now) - days * DAY).toISOString();
}

async function seedException(
  item: Config,
  options: SeedOptions,
): Promise<void> {
  const { exceptions, queue, audit, transact } = options;
  const refs = item.getStringArray('entities');
  const control = item.getString('control');
  const id = idOf('exception', control, ...refs);
  if (await exceptions.get(id)) {
    return;
  }
  const until = daysAgo(-item.getNumber('endsInDays'), options);
  const requestedAt = daysAgo(item.getNumber('requestedDaysAgo'), options);
  const decidedAt = daysAgo(item.getNumber('decidedDaysAgo'), options);
  const requestedBy = item.getString('requestedBy');
  const decidedBy = item.getString('decidedBy');
  const entities = refs.map(entityRef => ({
    id: idOf('exception', control, entityRef, 'one'),
    entityRef,
  }));
  await transact(async trx => {
    await exceptions.insert(trx, {
      id,
      control,
      reason: item.getString('reason'),
      compensatingControls: item.getStringArray('compensatingControls'),
      requestedBy,
      requestedAt,
      state: 'open',
      until,
      renewal: 0,
      entities,
    });
    await exceptions.close(trx, {
      id,
      state: 'approved',
      by: decidedBy,
      at: decidedAt,
      decision: item.getString('decision'),
    });
    await queue.add(trx, refs, options.now);
    await audit.appendAll(
      trx,
      entities.map(each => ({
        at: options.now,
        actor: ACTOR,
        action: 'exception.approved',
        subject: each.entityRef,
        details: { request: id, exception: each.id, control, until },
      })),
    );
  });
}

async function seedDeclaration(
  item: Config,
  options: SeedOptions,
): Promise<void> {
  const { declarations, queue, audit, transact, approverRole } = options;
  const entityRef = item.getString('entity');
  const id = idOf('declaration', entityRef);
  if (await declarations.get(id)) {
    return;
  }
  const lowerings = item.get<DeclaredLowering[]>('lowerings');
  const by = item.getString('by');
  await transact(async trx => {
    await declarations.insert(trx, {
      id,
      entityRef,
      values: item.get<DeclaredValues>('values'),
      by,
      at: daysAgo(item.getNumber('declaredDaysAgo'), options),
      state: 'pending',
      reasons: lowerings.map(({ reason }) => reason),
      lowerings,
      approverRole,
    });
    await queue.add(trx, [entityRef], options.now);
    await audit.append(trx, {
      at: options.now,
      actor: ACTOR,
      action: 'profile.declared',
      subject: entityRef,
      details: { declaration: id, declaredBy: by },
    });
  });
}
