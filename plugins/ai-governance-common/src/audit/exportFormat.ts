import { canonicalJson } from '../assessment/canonical';
import type { AuditWithholdings } from './ChainVerifier';
import type { AuditCheckpoint, AuditRecord } from './types';

/** Name and version of the format of an exported log. @public */
export const AUDIT_EXPORT_FORMAT = 'plumbline-audit/1';

/**
 * First line of an exported log: what is in it. Its signature makes a line that
 * is missing at either end as visible as one in the middle. @public
 */
export interface AuditExportHeader {
  type: 'header';
  format: typeof AUDIT_EXPORT_FORMAT;
  exportedAt: string;
  /** Instants the export was limited to. */
  from?: string;
  until?: string;
  /** Absent where no entry is in it. */
  first?: { seq: number; previousHash: string };
  last?: { seq: number; hash: string };
  /** What later entries say of bodies that are missing here. */
  recordedLater: AuditWithholdings;
  /** Absent where the portal has no signing key. */
  keyId?: string;
  signature?: string;
}

/** One line of an exported log. @public */
export type AuditExportLine =
  | AuditExportHeader
  | ({ type: 'entry' } & AuditRecord)
  | ({ type: 'checkpoint' } & AuditCheckpoint);

/** The text that the signature of an export's first line covers. @public */
export function exportHeaderText(header: AuditExportHeader): string {
  const { signature: _, ...signed } = header;
  return `plumbline-audit-export/1\n${canonicalJson(signed)}`;
}
