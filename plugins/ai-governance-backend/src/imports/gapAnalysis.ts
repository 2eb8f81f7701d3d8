import { z } from 'zod';
import { link, text } from '../tabular/rowSchema';
import type { ImportDefinition } from './kinds';

interface Row {
  regulation: string;
  control: string;
  status: 'met' | 'partial' | 'gap' | 'not-applicable';
  note?: string;
  link?: string;
}

/**
 * Answers to the framework's questions per regulation. An answer may well be
 * that there is a gap: what is asked for is that somebody looked.
 */
export const gapAnalysis: ImportDefinition<Row> = {
  columns: {
    required: ['regulation', 'control', 'status'],
    optional: ['note', 'link'],
  },
  needsPeriod: false,
  schema: z.strictObject({
    regulation: text(255),
    control: text(255),
    status: z.preprocess(
      value =>
        typeof value === 'string'
          ? value
              .trim()
              .toLowerCase()
              .replace(/[\s_]+/g, '-')
          : value,
      z.enum(
        ['met', 'partial', 'gap', 'not-applicable'],
        'has to be met, partial, gap or not-applicable',
      ),
    ),
    note: text(4000).optional(),
    link: link.optional(),
  }),
  problem({ regulation, control }, { framework }) {
    const known = framework.regulations.find(({ id }) => id === regulation);
    if (!known) {
      return `there is no regulation '${regulation}' in the framework; there are ${framework.regulations
        .map(({ id }) => id)
        .join(', ')}`;
    }
    return framework.controls.some(({ id }) => id === control)
      ? undefined
      : `there is no control '${control}' in the framework`;
  },
  read(rows, { head, framework }) {
    const regulations = framework.regulations.flatMap(regulation => {
      const own = rows.filter(row => row.regulation === regulation.id);
      return own.length > 0 ? [{ regulation, own }] : [];
    });
    const described = regulations.map(({ regulation, own }) => {
      const gaps = controlsOf(own.filter(({ status }) => status === 'gap'));
      return {
        regulation,
        own,
        gaps,
        summary: `${regulation.name}: ${
          controlsOf(own).length
        } controls analysed${
          gaps.length > 0 ? `, gaps in ${gaps.join(', ')}` : ', no gap'
        }, as of ${head.asOfText}`,
      };
    });
    return {
      summary: described.map(({ summary }) => summary).join('; '),
      content: rows.map(row => ({ ...row })) as never,
      evidence: new Map([
        [
          'organization',
          described.map(({ regulation, own, gaps, summary }) => ({
            check: 'CMP-002.gap-analysis',
            outcome: 'pass' as const,
            summary,
            data: {
              regulation: regulation.id,
              controls: controlsOf(own),
              gaps,
              asOf: head.asOf,
            },
          })),
        ],
      ]),
    };
  },
  keeps: (before, next) => {
    const same = next.find(
      ({ data }) => data?.regulation === before.data?.regulation,
    );
    return !same || String(before.data?.asOf) > String(same.data?.asOf);
  },
};

function controlsOf(rows: readonly Row[]): string[] {
  return [...new Set(rows.map(({ control }) => control))].sort();
}
