import { isToolNamed } from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  AiTool,
  Finding,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { z } from 'zod';
import type { ObservedEvidence } from '../evidence/EvidenceService';
import { count, text, yesOrNo } from '../tabular/rowSchema';
import type { ImportDefinition } from './kinds';
import { entitiesOf, problemOfSubject } from './subjects';

interface Row {
  endpoint?: string;
  tool?: string;
  entity?: string;
  repository?: string;
  group?: string;
  count: number;
  approved?: boolean;
}

/** Tools kept of one report, as it names them. */
const MOST_TOOLS = 500;

/** Findings kept of one entity. */
const MOST_FINDINGS = 100;

/**
 * What the network monitoring saw going to AI services. A row with the count 0
 * says that somebody looked and saw nothing; what no row is about stays
 * unknown.
 */
export const egressReport: ImportDefinition<Row> = {
  columns: {
    required: ['count'],
    optional: ['endpoint', 'tool', 'entity', 'repository', 'group', 'approved'],
  },
  needsPeriod: true,
  schema: z.strictObject({
    endpoint: text(512).optional(),
    tool: text(255).optional(),
    entity: text(512).optional(),
    repository: text(512).optional(),
    group: text(512).optional(),
    count: count(0),
    approved: yesOrNo.optional(),
  }),
  problem: row =>
    row.count > 0 && row.endpoint === undefined && row.tool === undefined
      ? 'name the endpoint or the tool that something was sent to'
      : problemOfSubject(row),
  read(rows, context) {
    const { head, tools } = context;
    const { from, to } = head.period!;
    const targets = new Map<string, boolean>();
    const perEntity = new Map<
      string,
      { seen: number; refused: Map<string, number> }
    >();
    let total = 0;
    for (const row of rows) {
      const target = targetOf(row);
      const approved = row.count === 0 || isApproved(row, tools);
      total += row.count;
      if (row.count > 0) {
        targets.set(target, (targets.get(target) ?? true) && approved);
      }
      for (const entity of entitiesOf(row, context)) {
        const known = perEntity.get(entity) ?? { seen: 0, refused: new Map() };
        known.seen += row.count;
        if (!approved) {
          known.refused.set(
            target,
            (known.refused.get(target) ?? 0) + row.count,
          );
        }
        perEntity.set(entity, known);
      }
    }
    const refused = [...targets].flatMap(([target, approved]) =>
      approved ? [] : [target],
    );
    const period = `${from} to ${to}`;
    const summary = `${head.source}, ${period}: ${transmissions(total)} to ${
      targets.size
    } AI ${targets.size === 1 ? 'endpoint' : 'endpoints'}${
      refused.length > 0
        ? `, not approved: ${refused.sort().slice(0, 10).join(', ')}`
        : ', all approved'
    }`;
    const evidence = new Map<string, ObservedEvidence[]>([
      [
        'organization',
        [
          {
            check: 'DP-002.egress-report',
            outcome: 'pass',
            summary,
            data: { from, to, asOf: head.asOf, tools: toolsIn(rows) },
          },
        ],
      ],
    ]);
    for (const [entity, { seen, refused: sentTo }] of perEntity) {
      const findings = [...sentTo]
        .slice(0, MOST_FINDINGS)
        .map<Finding>(([target, sent]) => ({
          rule: 'unapproved-transmission',
          severity: 'high',
          message: `${transmissions(sent)} to ${target}, which is not approved`,
          fingerprint: `unapproved-transmission:${target}`,
        }));
      evidence.set(entity, [
        {
          check: 'DP-002.egress',
          outcome: findings.length > 0 ? 'fail' : 'pass',
          summary:
            findings.length > 0
              ? `Seen by ${head.source}, ${period}: ${findings
                  .slice(0, 5)
                  .map(({ message }) => message)
                  .join('; ')}`
              : `${head.source}, ${period}: ${
                  seen === 0
                    ? 'nothing was sent to an AI service'
                    : `${transmissions(
                        seen,
                      )}, to approved tools and endpoints only`
                }`,
          ...(findings.length > 0 && { findings }),
          data: { from, to, asOf: head.asOf },
        },
      ]);
    }
    return {
      summary,
      content: rows.map(row => ({ ...row })) as never,
      evidence,
    };
  },
};

/** The tools that something was sent to, each once. */
function toolsIn(rows: readonly Row[]): string[] {
  const names = new Map<string, string>();
  for (const { tool, count: sent } of rows) {
    const key = tool?.toLocaleLowerCase('en-US');
    if (tool !== undefined && sent > 0 && !names.has(key!)) {
      names.set(key!, tool);
    }
  }
  return [...names.values()].sort().slice(0, MOST_TOOLS);
}

function transmissions(sent: number): string {
  return `${sent} ${sent === 1 ? 'transmission' : 'transmissions'}`;
}

function targetOf({ endpoint, tool }: Row): string {
  return endpoint !== undefined && tool !== undefined
    ? `${tool} (${endpoint})`
    : tool ?? endpoint ?? '';
}

/** What nothing says is approved is not: the registry decides about its tools. */
function isApproved(row: Row, tools: readonly AiTool[]): boolean {
  const { tool, approved } = row;
  if (approved === false) {
    return false;
  }
  if (tool === undefined) {
    return approved === true;
  }
  return tools.some(
    known => known.status === 'approved' && isToolNamed(known, tool),
  );
}
