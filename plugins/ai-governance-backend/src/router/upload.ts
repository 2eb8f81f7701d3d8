import type { Request } from 'express';
import { readCsv, readJsonRows } from '../tabular/readCsv';
import type { TableRow } from '../tabular/readCsv';

/** Whether the request brings a CSV file and no JSON. */
export function isCsv(request: Request): boolean {
  return request.is('text/csv') === 'text/csv';
}

/** The rows of an upload, whichever form it has. */
export async function uploadedRows(
  request: Request,
  columns: { required: readonly string[]; optional: readonly string[] },
  rowsOf: (body: any) => { [column: string]: unknown }[],
): Promise<TableRow[]> {
  return isCsv(request)
    ? readCsv(typeof request.body === 'string' ? request.body : '', columns)
    : readJsonRows(rowsOf(request.body));
}
