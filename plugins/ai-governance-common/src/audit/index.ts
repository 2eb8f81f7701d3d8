export * from './types';
export {
  AUDIT_GENESIS_HASH,
  AUDIT_SUBJECT,
  auditBodyDigest,
  auditEntryHash,
  BODIES_PRUNED,
  checkpointText,
  ENTRIES_PRUNED,
  PERSON_ERASED,
} from './chain';
export {
  ChainVerifier,
  type AuditWithholdings,
  type VerifySignature,
} from './ChainVerifier';
export { ExportVerifier } from './ExportVerifier';
export {
  AUDIT_EXPORT_FORMAT,
  exportHeaderText,
  type AuditExportHeader,
  type AuditExportLine,
} from './exportFormat';
