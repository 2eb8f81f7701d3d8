import { InputError } from '@backstage/errors';
import type { InventoriedTool } from '@plumbline/backstage-plugin-ai-governance-common';
import { z } from 'zod';
import { count, text } from '../tabular/rowSchema';
import type { ImportDefinition } from './kinds';

interface Row {
  machine?: string;
  tool: string;
  version?: string;
  machines?: number;
  users?: number;
}

/** An inventory of everything installed is sent by mistake. */
const MOST_TOOLS = 500;

const UNKNOWN_VERSION = 'unknown';

/**
 * AI tools on the organization's machines. What identifies a machine is used to
 * count it once and then dropped: only counts per tool and version are kept.
 */
export const assetInventory: ImportDefinition<Row> = {
  columns: {
    required: ['tool'],
    optional: ['machine', 'version', 'machines', 'users'],
  },
  needsPeriod: false,
  schema: z.strictObject({
    machine: text(512).optional(),
    tool: text(255),
    version: text(100).optional(),
    machines: count(0).optional(),
    users: count(0).optional(),
  }),
  problem: ({ machine, machines }) =>
    machine !== undefined && machines !== undefined
      ? 'either machine (one machine) or machines (how many), not both'
      : undefined,
  read(rows, { head }) {
    const tools = new Map<
      string,
      Counted & { versions: Map<string, Counted> }
    >();
    for (const row of rows) {
      const key = row.tool.toLocaleLowerCase('en-US');
      const tool = tools.get(key) ?? {
        ...newCount(row.tool),
        versions: new Map<string, Counted>(),
      };
      tools.set(key, tool);
      const name = row.version ?? UNKNOWN_VERSION;
      const version = tool.versions.get(name) ?? newCount(name);
      tool.versions.set(name, version);
      add(tool, row, `${row.machine}`);
      add(version, row, `${row.machine}`);
    }
    if (tools.size > MOST_TOOLS) {
      throw new InputError(
        `The inventory names ${tools.size} tools; send AI tools only, at most ${MOST_TOOLS}`,
      );
    }
    const sorted = [...tools.keys()].sort().map(key => tools.get(key)!);
    const content = sorted.flatMap(tool =>
      [...tool.versions.values()]
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .map(version => ({
          tool: tool.name,
          version: version.name,
          ...totals(version),
        })),
    );
    const counted: InventoriedTool[] = sorted.map(tool => ({
      tool: tool.name,
      versions: [...tool.versions.keys()].sort(),
      ...totals(tool),
    }));
    const summary = `${counted.length} AI ${
      counted.length === 1 ? 'tool' : 'tools'
    } found by ${head.source}, as of ${head.asOfText}`;
    return {
      summary,
      content,
      evidence: new Map([
        [
          'organization',
          [
            {
              check: 'TM-001.asset-inventory',
              outcome: 'pass',
              summary,
              data: { tools: counted as never, asOf: head.asOf },
            },
          ],
        ],
      ]),
    };
  },
};

interface Counted {
  name: string;
  seen: Map<string, number>;
  machines: number;
  users: number;
}

function newCount(name: string): Counted {
  return { name, seen: new Map(), machines: 0, users: 0 };
}

/** A machine counts once, with the most people any of its rows names. */
function add(to: Counted, row: Row, machine: string): void {
  if (row.machine === undefined) {
    const machines = row.machines ?? 1;
    to.machines += machines;
    to.users += row.users ?? machines;
  } else {
    to.seen.set(machine, Math.max(to.seen.get(machine) ?? 0, row.users ?? 1));
  }
}

function totals(counted: Counted): { machines: number; users: number } {
  let users = counted.users;
  counted.seen.forEach(each => {
    users += each;
  });
  return { machines: counted.machines + counted.seen.size, users };
}
