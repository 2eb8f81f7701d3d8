import { createHash, randomUUID } from 'node:crypto';
import { InputError, NotFoundError } from '@backstage/errors';
import { canonicalJson } from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  Evidence,
  ImportKind,
  ImportRecord,
  ImportResult,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { DateTime } from 'luxon';
import type { AuditLog } from '../audit/AuditLog';
import { takeTurn } from '../database/counters';
import type { Transaction, Transactor } from '../database/transaction';
import type {
  EvidencePush,
  EvidenceService,
  ObservedEvidence,
} from '../evidence/EvidenceService';
import type { FrameworkInForce } from '../framework/FrameworkService';
import type { InventoryService } from '../inventory/InventoryService';
import { DATE } from '../tabular/organizationDates';
import type { OrganizationDates } from '../tabular/organizationDates';
import type { RowProblem, TableRow } from '../tabular/readCsv';
import { describeProblems, link } from '../tabular/rowSchema';
import type { ImportStore, StoredImport } from './ImportStore';
import { IMPORT_KINDS } from './kinds';
import type { ImportDefinition, ImportHead, ReadImport } from './kinds';

const DAY = 24 * 60 * 60 * 1000;

/** Problems named in a refusal; the rest is counted. */
const MOST_NAMED = 20;

/** Names named in an answer. */
const MOST_NOT_FOUND = 100;

/** What somebody sends to be imported. */
export interface ImportUpload {
  source: string;
  asOf: string;
  link?: string;
  period?: { from?: string; to?: string };
  rows: readonly TableRow[];
}

/**
 * Takes inventories, reports, analyses and records from other systems: whole
 * or not at all. Each becomes evidence as old as what it describes.
 */
export class ImportService {
  readonly #store: ImportStore;
  readonly #evidence: EvidenceService;
  readonly #inventory: InventoryService;
  readonly #audit: AuditLog;
  readonly #transact: Transactor;
  readonly #framework: () => FrameworkInForce;
  readonly #dates: OrganizationDates;

  constructor(options: {
    store: ImportStore;
    evidence: EvidenceService;
    inventory: InventoryService;
    audit: AuditLog;
    transact: Transactor;
    framework: () => FrameworkInForce;
    dates: OrganizationDates;
  }) {
    this.#store = options.store;
    this.#evidence = options.evidence;
    this.#inventory = options.inventory;
    this.#audit = options.audit;
    this.#transact = options.transact;
    this.#framework = options.framework;
    this.#dates = options.dates;
  }

  /**
   * Takes one import. The same again writes nothing; an older one than what is
   * in force of its source is kept and changes no judgement.
   *
   * @throws InputError that names every row that is wrong
   */
  async take(
    kind: ImportKind,
    upload: ImportUpload,
    by: string,
    at: string,
  ): Promise<ImportResult> {
    const definition = IMPORT_KINDS[kind];
    const head = this.#head(definition, upload, at);
    const { read, notFound } = await this.#read(definition, head, upload, at);
    const digest = createHash('sha256')
      .update(
        canonicalJson(
          JSON.parse(
            JSON.stringify({
              kind,
              source: head.source,
              asOf: head.asOfText,
              period: head.period,
              link: head.link,
              content: read.content,
            }),
          ),
        ),
      )
      .digest('hex');
    return this.#transact(async trx => {
      await takeTurn(trx);
      const same = await this.#store.byDigest(digest, trx);
      const [newest] = await this.#store.newest({
        kind,
        source: head.source,
        trx,
      });
      if (same) {
        return {
          ...toRecord(same, at),
          written: false,
          inForce: newest?.id === same.id,
          notFound,
        };
      }
      const item: StoredImport = {
        id: randomUUID(),
        kind,
        source: head.source,
        asOf: head.asOf,
        ...(head.period && { period: head.period }),
        ...(head.link !== undefined && { link: head.link }),
        rows: upload.rows.length,
        summary: read.summary.slice(0, 2000),
        digest,
        importedAt: at,
      };
      // What keeps parts of earlier imports decides part by part.
      const inForce =
        definition.keeps !== undefined || !(newest && newest.asOf > head.asOf);
      await this.#store.save(trx, { ...item, content: read.content });
      if (inForce) {
        await this.#replaceEvidence(trx, { kind, definition, head, read, at });
      }
      await this.#audit.append(trx, {
        at,
        actor: by,
        action: 'import.taken',
        subject: 'organization',
        after: digest,
        details: {
          import: item.id,
          kind,
          source: head.source,
          asOf: head.asOf,
          rows: item.rows,
          subjects: read.evidence.size,
          inForce,
        },
      });
      return { ...toRecord(item, at), written: true, inForce, notFound };
    });
  }

  /** The newest import of each kind and source, with its age. */
  async list(at: string): Promise<ImportRecord[]> {
    return (await this.#store.newest()).map(item => toRecord(item, at));
  }

  /** Ends a source that will send nothing more: what it said no longer counts. */
  async end(
    kind: ImportKind,
    source: string,
    by: string,
    at: string,
  ): Promise<void> {
    await this.#transact(async trx => {
      if (!(await this.#store.end(trx, { kind, source, at }))) {
        throw new NotFoundError(
          `Nothing of kind ${kind} was imported from '${source}'; GET /imports lists the sources`,
        );
      }
      const subjects = await this.#evidence.subjectsOf(
        evidenceSource(kind, source),
        { trx },
      );
      await this.#evidence.pushWithin(
        trx,
        subjects.map(subject => ({
          subject,
          source: evidenceSource(kind, source),
          items: [],
        })),
        at,
      );
      await this.#audit.append(trx, {
        at,
        actor: by,
        action: 'import.ended',
        subject: 'organization',
        details: { kind, source, subjects: subjects.length },
      });
    });
  }

  #head(
    definition: ImportDefinition<any>,
    upload: ImportUpload,
    at: string,
  ): ImportHead {
    const source = upload.source.trim();
    if (source === '' || source.length > 200 || source.includes('\0')) {
      throw new InputError(
        'source has to name the system it comes from, in at most 200 characters',
      );
    }
    if (upload.link !== undefined && !link.safeParse(upload.link).success) {
      throw new InputError('link has to begin with https:// or http://');
    }
    const asOf = this.#asOf(upload.asOf, at);
    const today = this.#dates.today(at);
    const { from, to } = upload.period ?? {};
    if (definition.needsPeriod && (from === undefined || to === undefined)) {
      throw new InputError(
        'A report needs the first and the last day it covers: from and to',
      );
    }
    for (const [name, date] of Object.entries({ from, to })) {
      if (date !== undefined && !this.#dates.isDate(date)) {
        throw new InputError(`${name} '${date}' is no date such as 2026-11-01`);
      }
    }
    if ((from === undefined) !== (to === undefined)) {
      throw new InputError('A period needs both from and to');
    }
    if (from !== undefined && from > to!) {
      throw new InputError(`from ${from} lies after to ${to}`);
    }
    if (to !== undefined && to > today) {
      throw new InputError(
        `to ${to} lies in the future; today is ${today} in ${this.#dates.zone}`,
      );
    }
    return {
      source,
      asOf,
      asOfText: upload.asOf.trim(),
      ...(from !== undefined && { period: { from, to: to! } }),
      ...(upload.link !== undefined && { link: upload.link.trim() }),
    };
  }

  /** A date is as of its end, today as of now. */
  #asOf(text: string, at: string): string {
    const date = text.trim();
    const isDate = DATE.test(date);
    const parsed = isDate
      ? undefined
      : DateTime.fromISO(date, { setZone: true });
    const hasZone = /(?:[zZ]|[+-]\d\d:?\d\d)$/.test(date);
    if (isDate ? !this.#dates.isDate(date) : !parsed!.isValid || !hasZone) {
      throw new InputError(
        `asOf '${text}' is neither a date such as 2026-11-20 nor an instant such as 2026-11-20T09:00:00Z`,
      );
    }
    const today = this.#dates.today(at);
    const instant = isDate ? this.#dates.endOf(date) : parsed!.toUTC().toISO()!;
    if (isDate ? date > today : instant > at) {
      throw new InputError(
        `asOf ${text} lies in the future; today is ${today} in ${
          this.#dates.zone
        }`,
      );
    }
    return instant > at ? at : instant;
  }

  async #read(
    definition: ImportDefinition<any>,
    head: ImportHead,
    upload: ImportUpload,
    at: string,
  ): Promise<{ read: ReadImport; notFound: string[] }> {
    if (upload.rows.length === 0) {
      throw new InputError('The import has no rows');
    }
    const problems: RowProblem[] = [];
    const rows: { [column: string]: unknown }[] = [];
    const lines: number[] = [];
    for (const { line, cells } of upload.rows) {
      const parsed = definition.schema.safeParse(cells);
      if (parsed.success) {
        rows.push(parsed.data as { [column: string]: unknown });
        lines.push(line);
      } else {
        problems.push({ line, reason: describeProblems(parsed.error, cells) });
      }
    }
    const repositories = await this.#inventory.ofRepositories([
      ...new Set(
        rows.flatMap(row =>
          typeof row.repository === 'string' && row.entity === undefined
            ? [row.repository]
            : [],
        ),
      ),
    ]);
    const inForce = this.#framework();
    const context = {
      head,
      framework: inForce.framework,
      tools: inForce.tools,
      dates: this.#dates,
      today: this.#dates.today(at),
      ofRepository: (address: string) => repositories.get(address) ?? [],
    };
    rows.forEach((row, index) => {
      const reason = definition.problem?.(row as never, context);
      if (reason !== undefined) {
        problems.push({ line: lines[index], reason });
      }
    });
    if (problems.length > 0) {
      throw refusal(problems, upload.rows.length);
    }
    const read = definition.read(rows as never, context);
    const entities = [...read.evidence.keys()].filter(
      subject => subject !== 'organization',
    );
    const known = await this.#inventory.knownAmong(entities);
    return {
      read,
      notFound: [
        ...[...repositories]
          .filter(([, refs]) => refs.length === 0)
          .map(([address]) => address),
        ...entities.filter(entity => !known.has(entity)),
      ].slice(0, MOST_NOT_FOUND),
    };
  }

  /** What the source said before about anybody is replaced, or ended. */
  async #replaceEvidence(
    trx: Transaction,
    options: {
      kind: ImportKind;
      definition: ImportDefinition<any>;
      head: ImportHead;
      read: ReadImport;
      at: string;
    },
  ): Promise<void> {
    const { definition, head, read, at } = options;
    const source = evidenceSource(options.kind, head.source);
    const next = new Map<string, ObservedEvidence[]>();
    if (!definition.keeps) {
      for (const subject of await this.#evidence.subjectsOf(source, { trx })) {
        next.set(subject, []);
      }
    }
    const before = definition.keeps
      ? await this.#evidence.observations(
          [...read.evidence.keys()],
          source,
          trx,
        )
      : new Map<string, Evidence[]>();
    for (const [subject, items] of read.evidence) {
      const linked = items.map(item => ({
        ...item,
        ...(head.link !== undefined && { link: head.link }),
      }));
      const kept = (before.get(subject) ?? [])
        .map(({ observedAt, source: _, ...item }) => item)
        .filter(item => definition.keeps!(item, linked));
      const replacing = linked.filter(
        item => !definition.keeps || !kept.some(old => isSamePart(old, item)),
      );
      next.set(subject, [...kept, ...replacing]);
    }
    const pushes: EvidencePush[] = [...next].map(([subject, items]) => ({
      subject,
      source,
      items,
      observedAt: head.asOf,
    }));
    await this.#evidence.pushWithin(trx, pushes, at);
  }
}

function isSamePart(a: ObservedEvidence, b: ObservedEvidence): boolean {
  return a.check === b.check && a.data?.regulation === b.data?.regulation;
}

function evidenceSource(kind: ImportKind, source: string): string {
  return `import:${kind}:${source}`;
}

function refusal(problems: RowProblem[], rows: number): InputError {
  const lines = problems
    .sort((a, b) => a.line - b.line)
    .slice(0, MOST_NAMED)
    .map(({ line, reason }) => `line ${line}: ${reason}`);
  const more = problems.length - lines.length;
  return new InputError(
    `${
      problems.length
    } of ${rows} rows are wrong, and nothing was imported:\n${lines.join(
      '\n',
    )}${more > 0 ? `\nand ${more} more` : ''}`,
  );
}

function toRecord(item: StoredImport, at: string): ImportRecord {
  return {
    ...item,
    ageDays: Math.max(
      0,
      Math.floor((Date.parse(at) - Date.parse(item.asOf)) / DAY),
    ),
  };
}
