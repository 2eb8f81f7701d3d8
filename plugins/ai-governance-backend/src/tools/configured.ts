import type { AiTool } from '@plumbline/backstage-plugin-ai-governance-common';
import type { AuditEntry, AuditLog } from '../audit/AuditLog';
import { takeTurn } from '../database/counters';
import type { Transactor } from '../database/transaction';
import type { ConfiguredTool } from './readTools';
import type { ToolStore } from './ToolStore';

const BY = 'system:configuration';

/**
 * Takes over what the configuration says of AI tools. An entry counts when it
 * was written or changed: what people decided about its tool since then stays.
 * A tool that the configuration no longer has is retired.
 *
 * @returns every tool of the registry
 */
export async function takeOverConfigured(options: {
  configured: readonly ConfiguredTool[];
  store: ToolStore;
  audit: AuditLog;
  transact: Transactor;
  at: string;
}): Promise<AiTool[]> {
  const { configured, store, audit, transact, at } = options;
  return transact(async trx => {
    // Two replicas that start together must not take it over twice.
    await takeTurn(trx);
    const stored = new Map(
      (await store.all(trx)).map(record => [record.tool.id, record]),
    );
    const entries: AuditEntry[] = [];
    const note = (tool: AiTool) =>
      entries.push({
        at,
        actor: BY,
        action: 'tool.configured',
        subject: `tool:${tool.id}`,
        details: { status: tool.status },
      });
    for (const { tool, endpoints, digest } of configured) {
      const before = stored.get(tool.id);
      if (before?.configured === digest) {
        continue;
      }
      await store.write(trx, {
        tool,
        endpoints,
        criteria: before?.criteria ?? {},
        configured: digest,
        origin: 'configuration',
        revision: (before?.revision ?? 0) + 1,
        decidedBy: BY,
        decidedAt: at,
      });
      note(tool);
    }
    const named = new Set(configured.map(({ tool }) => tool.id));
    for (const record of stored.values()) {
      if (record.configured !== undefined && !named.has(record.tool.id)) {
        const { configured: _, ...rest } = record;
        const tool: AiTool = { ...record.tool, status: 'retired' };
        await store.write(trx, {
          ...rest,
          tool,
          revision: record.revision + 1,
          decidedBy: BY,
          decidedAt: at,
        });
        note(tool);
      }
    }
    if (entries.length > 0) {
      await audit.appendAll(trx, entries);
    }
    return (await store.all(trx)).map(({ tool }) => tool);
  });
}
