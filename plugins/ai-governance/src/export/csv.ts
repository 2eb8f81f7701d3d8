import Papa from 'papaparse';
import type { Provenance, TableData } from './table';

/**
 * What a spreadsheet takes for a formula, also behind blanks and in the full
 * width of East Asian keyboards.
 */
const FORMULA = /^\s*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

/**
 * A table as CSV that is safe to open: text that a spreadsheet would calculate
 * is marked as text. Starts with a byte order mark, without which spreadsheets
 * misread everything that is not ASCII. @internal
 */
export function toCsv(
  table: TableData,
  origin?: {
    provenance: Provenance;
    /** What the columns for it are called. */
    labels: { [key in keyof Provenance]-?: string };
  },
): string {
  const extra = origin
    ? (['asOf', 'framework', 'timeZone', 'link'] as const).map(
        key =>
          [origin.labels[key], origin.provenance[key] ?? ''] as [
            string,
            string,
          ],
      )
    : [];
  const csv = Papa.unparse(
    {
      fields: [
        ...table.columns.map(({ label }) => label),
        ...extra.map(([label]) => label),
      ],
      data: table.rows.map(row => [...row, ...extra.map(([, value]) => value)]),
    },
    { escapeFormulae: FORMULA, newline: '\r\n' },
  );
  return `\uFEFF${csv}\r\n`;
}
