import { createHash } from 'node:crypto';
import type { Config } from '@backstage/config';
import type { ToolProposal } from '@plumbline/backstage-plugin-ai-governance-common';
import type { AuditLog } from '../audit/AuditLog';
import type { Transactor } from '../database/transaction';
import type { ToolStore } from '../tools/ToolStore';

const DAY = 24 * 60 * 60 * 1000;

/**
 * Takes the demo's requests for tools, with what some roles signed already,
 * from `aiGovernance.demo.toolRequests`. One that was decided meanwhile does
 * not come back with a later start.
 */
export async function seedToolRequests(options: {
  config: Config;
  store: ToolStore;
  audit: AuditLog;
  transact: Transactor;
  now: string;
}): Promise<void> {
  const { config, store, audit, transact, now } = options;
  const demo = config.getOptionalConfig('aiGovernance.demo');
  if (demo?.getOptionalBoolean('enabled') !== true) {
    return;
  }
  for (const item of demo.getOptionalConfigArray('toolRequests') ?? []) {
    const toolId = item.getString('tool');
    const at = new Date(
      Date.parse(now) - item.getNumber('askedDaysAgo') * DAY,
    ).toISOString();
    const request = {
      id: createHash('sha256')
        .update(`demo\ntool\n${toolId}`)
        .digest('hex')
        .slice(0, 36),
      toolId,
      state: 'open' as const,
      proposal: item.get<ToolProposal & { [key: string]: never }>('proposal'),
      reason: item.getString('reason'),
      requestedBy: item.getString('by'),
      requestedAt: at,
      signOffs: [],
    };
    await transact(async trx => {
      if (!(await store.insertRequest(trx, request))) {
        return;
      }
      const entry = { at, actor: 'system:demo', subject: `tool:${toolId}` };
      const details = { request: request.id };
      await audit.append(trx, { ...entry, action: 'tool.requested', details });
      for (const signed of item.getOptionalConfigArray('signed') ?? []) {
        const role = signed.getString('role');
        await store.sign(trx, request.id, {
          role,
          by: signed.getString('by'),
          at,
          approve: true,
          reason: signed.getString('reason'),
          conditions: signed.getOptionalStringArray('conditions'),
        });
        await audit.append(trx, {
          ...entry,
          action: 'tool.signed',
          details: { ...details, role },
        });
      }
    });
  }
}
