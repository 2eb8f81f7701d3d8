/** A cell of a table; null where there is no value. @internal */
export type Cell = string | number | null;

/** Figures in rows and columns, as pages show and files carry them. @internal */
export interface TableData {
  columns: { label: string; number?: boolean }[];
  rows: Cell[][];
}

/** What every exported row says of where it comes from. @internal */
export interface Provenance {
  /** Instant the figures hold for. */
  asOf: string;
  /** Version of the framework they were judged under. */
  framework?: string;
  /** Where days end: the organization's time zone. */
  timeZone?: string;
  /** Address that shows the same. */
  link: string;
}
