import type {
  AiTool,
  Framework,
  ImportKind,
  JsonValue,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { z } from 'zod';
import type { ObservedEvidence } from '../evidence/EvidenceService';
import type { OrganizationDates } from '../tabular/organizationDates';
import type { RowProblem } from '../tabular/readCsv';
import { assetInventory } from './assetInventory';
import { egressReport } from './egressReport';
import { gapAnalysis } from './gapAnalysis';
import { licenceRemediation } from './licenceRemediation';

/** What an import says it is. */
export interface ImportHead {
  source: string;
  /** Instant it describes. */
  asOf: string;
  /** As written: a date or an instant. */
  asOfText: string;
  period?: { from: string; to: string };
  link?: string;
}

/** What rows are read with. */
export interface ImportContext {
  head: ImportHead;
  framework: Framework;
  tools: readonly AiTool[];
  dates: OrganizationDates;
  /** Today in the organization's time zone. */
  today: string;
  /** Entities made from a repository that a row names. */
  ofRepository(address: string): readonly string[];
}

/** What an import comes to: what is kept of it, and what it says about whom. */
export interface ReadImport {
  /** One sentence for lists. */
  summary: string;
  /** What is kept of the rows. */
  content: JsonValue;
  /** Evidence per subject: `organization` or an entity ref. */
  evidence: Map<string, ObservedEvidence[]>;
}

/** How one kind of import is read. */
export interface ImportDefinition<Row = never> {
  columns: { required: readonly string[]; optional: readonly string[] };
  schema: z.ZodType<Row>;
  /** Whether it covers days, as a report does. */
  needsPeriod: boolean;
  /** What a schema cannot say of a row. */
  problem?(row: Row, context: ImportContext): string | undefined;
  read(rows: readonly Row[], context: ImportContext): ReadImport;
  /**
   * Whether evidence of an earlier import of the source stays beside the new
   * one: a gap analysis of one regulation takes nothing from another's.
   */
  keeps?(before: ObservedEvidence, next: readonly ObservedEvidence[]): boolean;
}

/** Everything that can be imported. */
export const IMPORT_KINDS: {
  [kind in ImportKind]: ImportDefinition<any>;
} = {
  'asset-inventory': assetInventory,
  'egress-report': egressReport,
  'gap-analysis': gapAnalysis,
  'licence-remediation': licenceRemediation,
};

export type { RowProblem };
