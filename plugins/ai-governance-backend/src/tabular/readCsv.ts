import { Readable } from 'node:stream';
import { InputError } from '@backstage/errors';
import { parse } from 'csv-parse';
import { yieldToEventLoop } from '../database/bulk';

/** Largest upload, in decompressed bytes. */
export const UPLOAD_LIMIT = '5mb';

/** Most rows of one upload. */
export const MAX_ROWS = 100_000;

/** One row with the line it starts at; an empty cell is left out. */
export interface TableRow {
  line: number;
  cells: { [column: string]: unknown };
}

/** What is wrong with one row, for the person who sent it. */
export interface RowProblem {
  line: number;
  reason: string;
}

const DELIMITERS = [',', ';', '\t'];

/** Rows parsed before the event loop gets its turn. */
const SLICE = 2000;

/**
 * Reads a CSV file: comma, semicolon or tab, as its first line says; a byte
 * order mark, quoted line breaks and spaces around cells are understood.
 *
 * @param columns - those that may occur; `required` ones must
 * @throws InputError when it is no such table
 */
export async function readCsv(
  text: string,
  columns: { required: readonly string[]; optional: readonly string[] },
): Promise<TableRow[]> {
  const header = text.slice(0, 4096).split(/\r?\n|\r/, 1)[0];
  const delimiter = DELIMITERS.reduce((best, candidate) =>
    header.split(candidate).length > header.split(best).length
      ? candidate
      : best,
  );
  const known = [...columns.required, ...columns.optional];
  let names: string[] = [];
  const parser = Readable.from(inParts(text)).pipe(
    parse({
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      max_record_size: 100_000,
    }),
  );
  const rows: TableRow[] = [];
  let isHeader = true;
  let line = 1;
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>) {
      if (isHeader) {
        isHeader = false;
        names = record.map(name => name.trim().toLowerCase());
        requireColumns(names, columns.required, known);
      } else if (record.some(cell => cell !== '')) {
        if (rows.length >= MAX_ROWS) {
          throw new InputError(
            `An upload may have at most ${MAX_ROWS} rows; split it`,
          );
        }
        rows.push({
          line,
          cells: cellsOf(record, names),
        });
        if (rows.length % SLICE === 0) {
          await yieldToEventLoop();
        }
      }
      line = info.lines + 1;
    }
  } catch (error) {
    if (error instanceof InputError) {
      throw error;
    }
    throw new InputError(`The CSV cannot be read: ${(error as Error).message}`);
  }
  if (isHeader) {
    throw new InputError(
      `The CSV is empty; its first line has to name the columns: ${known.join(
        ', ',
      )}`,
    );
  }
  return rows;
}

/** Cells that have something in them; those beyond the header are numbered. */
function cellsOf(
  record: readonly string[],
  names: readonly string[],
): TableRow['cells'] {
  return Object.fromEntries(
    record.flatMap((cell, index) =>
      cell === '' ? [] : [[names[index] ?? `#${index + 1}`, cell]],
    ),
  );
}

function requireColumns(
  names: readonly string[],
  required: readonly string[],
  known: readonly string[],
): void {
  const missing = required.filter(column => !names.includes(column));
  const unknown = names.filter(name => !known.includes(name));
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  const problems = [
    ...(missing.length > 0 ? [`missing: ${missing.join(', ')}`] : []),
    ...(unknown.length > 0 ? [`not known: ${unknown.join(', ')}`] : []),
    ...(twice.length > 0 ? [`named twice: ${twice.join(', ')}`] : []),
  ];
  if (problems.length > 0) {
    throw new InputError(
      `The first line of the CSV has to name the columns ${known.join(
        ', ',
      )}; ${problems.join('; ')}`,
    );
  }
}

function* inParts(text: string): Generator<string> {
  const size = 64 * 1024;
  for (let start = 0; start < text.length; start += size) {
    yield text.slice(start, start + size);
  }
}

/** Rows of a JSON upload: numbered from 1, as nothing has lines there. */
export function readJsonRows(
  rows: readonly { [column: string]: unknown }[],
): TableRow[] {
  if (rows.length > MAX_ROWS) {
    throw new InputError(
      `An upload may have at most ${MAX_ROWS} rows; split it`,
    );
  }
  return rows.map((cells, index) => ({
    line: index + 1,
    cells: Object.fromEntries(
      Object.entries(cells).filter(
        ([, value]) => value !== null && value !== '',
      ),
    ),
  }));
}
