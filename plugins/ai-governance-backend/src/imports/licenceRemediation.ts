import { LICENCE_RECORDS_OBSERVATION } from '@plumbline/backstage-plugin-ai-governance-common';
import type { Finding } from '@plumbline/backstage-plugin-ai-governance-common';
import { z } from 'zod';
import type { ObservedEvidence } from '../evidence/EvidenceService';
import { link, text } from '../tabular/rowSchema';
import type { ImportDefinition } from './kinds';
import { entitiesOf, problemOfSubject } from './subjects';

interface Row {
  entity?: string;
  repository?: string;
  component: string;
  licence: string;
  finding?: string;
  resolution?: 'removed' | 'replaced' | 'relicensed' | 'accepted' | 'open';
  date?: string;
  link?: string;
}

/** Findings kept of one entity. */
const MOST_FINDINGS = 100;

const isOpen = ({ resolution = 'open' }: Row) => resolution === 'open';

/**
 * What was decided about flagged licences. A decided record resolves the
 * finding it names (a fingerprint, or `rule:path`) in the reports of a scanner;
 * an open one is a finding itself.
 */
export const licenceRemediation: ImportDefinition<Row> = {
  columns: {
    required: ['component', 'licence'],
    optional: ['entity', 'repository', 'finding', 'resolution', 'date', 'link'],
  },
  needsPeriod: false,
  schema: z.strictObject({
    entity: text(512).optional(),
    repository: text(512).optional(),
    component: text(512),
    licence: text(255),
    finding: text(512).optional(),
    resolution: z
      .preprocess(
        value =>
          typeof value === 'string' ? value.trim().toLowerCase() : value,
        z.enum(
          ['removed', 'replaced', 'relicensed', 'accepted', 'open'],
          'has to be removed, replaced, relicensed, accepted or open',
        ),
      )
      .optional(),
    date: text(30).optional(),
    link: link.optional(),
  }),
  problem(row, { dates, today }) {
    if (row.entity === undefined && row.repository === undefined) {
      return 'name the entity or the repository the record is about';
    }
    if (!isOpen(row) && row.date === undefined) {
      return 'a resolution needs the date it was decided on';
    }
    if (row.date !== undefined && !dates.isDate(row.date)) {
      return `date '${row.date}' is no date such as 2026-11-20`;
    }
    if (row.date !== undefined && row.date > today) {
      return `date ${row.date} lies in the future; today is ${today} in ${dates.zone}`;
    }
    if (row.resolution === 'accepted' && row.link === undefined) {
      return 'an accepted licence needs a link to why it is acceptable';
    }
    return problemOfSubject(row);
  },
  read(rows, context) {
    const { head } = context;
    const perEntity = new Map<string, Row[]>();
    for (const row of rows) {
      for (const entity of entitiesOf(row, context)) {
        const known = perEntity.get(entity);
        if (known) {
          known.push(row);
        } else {
          perEntity.set(entity, [row]);
        }
      }
    }
    const open = rows.filter(isOpen).length;
    const evidence = new Map<string, ObservedEvidence[]>();
    for (const [entity, own] of perEntity) {
      const undecided = own.filter(isOpen);
      const findings = undecided.slice(0, MOST_FINDINGS).map<Finding>(row => ({
        rule: 'licence-undecided',
        severity: 'medium',
        message: `${row.component} under ${row.licence} is recorded without a decision`,
        ...(row.finding !== undefined && { fingerprint: row.finding }),
      }));
      const decided = own.length - undecided.length;
      evidence.set(entity, [
        {
          check: LICENCE_RECORDS_OBSERVATION,
          outcome: findings.length > 0 ? 'fail' : 'pass',
          summary: `${head.source}: ${decided} licence ${
            decided === 1 ? 'finding' : 'findings'
          } decided, ${undecided.length} open, as of ${head.asOfText}`,
          ...(findings.length > 0 && { findings }),
          data: {
            resolved: [
              ...new Set(
                own.flatMap(row =>
                  isOpen(row) || row.finding === undefined ? [] : [row.finding],
                ),
              ),
            ].sort(),
            asOf: head.asOf,
          },
        },
      ]);
    }
    return {
      summary: `${head.source}: ${
        rows.length - open
      } decided, ${open} open, as of ${head.asOfText}`,
      content: rows.map(row => ({ ...row })) as never,
      evidence,
    };
  },
};
