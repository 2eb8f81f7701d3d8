import type { ExportRequest } from '@plumbline/backstage-plugin-ai-governance-common';
import type { AuditLog } from '../audit/AuditLog';
import type { Transactor } from '../database/transaction';

/** Remembers that somebody took figures out of the portal, never the figures. */
export class ExportService {
  readonly #audit: AuditLog;
  readonly #transact: Transactor;
  readonly #now: () => string;

  constructor(options: {
    audit: AuditLog;
    transact: Transactor;
    now: () => string;
  }) {
    this.#audit = options.audit;
    this.#transact = options.transact;
    this.#now = options.now;
  }

  /** @param actor - as the audit log names people */
  async note(
    request: Omit<ExportRequest, 'format'> & {
      format: ExportRequest['format'] | 'sarif' | 'markdown' | 'text';
    },
    actor: string,
  ): Promise<void> {
    const { view, format, query, rows } = request;
    await this.#transact(trx =>
      this.#audit.append(trx, {
        at: this.#now(),
        actor,
        action: 'view.exported',
        subject: `view:${view}`,
        details: { format, query: query ?? '', rows: rows ?? null },
      }),
    );
  }
}
