import type { Knex } from 'knex';
import { parseDescriptorAnnotations } from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  AssessedEntity,
  Attestation,
  Confirmations,
  DecidedProfile,
  DescriptorDeclaration,
  Evidence,
  Exception,
  Framework,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  AttestationRecord,
  AttestationStore,
} from '../attestations/AttestationStore';
import { anyOf } from '../database/bulk';
import type { Transaction } from '../database/transaction';
import type {
  DeclarationRecord,
  DeclarationStore,
} from '../declarations/DeclarationStore';
import type { DisputeRecord, DisputeStore } from '../disputes/DisputeStore';
import type { EvidenceSet, EvidenceStore } from '../evidence/EvidenceStore';
import type { ExceptionStore } from '../exceptions/ExceptionStore';
import { sourcesOfRecord } from '../inventory/InventoryStore';
import type { InventoryRecord } from '../inventory/InventoryStore';

/** Stands for all evidence of one source about one subject. */
export interface EvidenceDigest {
  source: string;
  digest: string;
  /** Names it, now and in the history. */
  changedAt: string;
}

/** What one entity is judged by, besides framework, tools and shared parts. */
export interface EntityInputs {
  entity: AssessedEntity;
  descriptor: DescriptorDeclaration;
  declaration?: DeclarationRecord;
  pending: DeclarationRecord[];
  /** Protections that were declared or decided before. */
  decided?: DecidedProfile;
  evidence: Evidence[];
  /** Digest of each source's evidence: stands for it in the input digest. */
  evidenceDigests: EvidenceDigest[];
  confirmations: Confirmations;
  attestations: Attestation[];
  /** Open disputes and accepted ones. */
  disputes: DisputeRecord[];
  /** Granted ones that have not ended. */
  exceptions: Exception[];
  /** Checks that were found wrong too often to count. */
  warnings: string[];
}

/** What one group or the organization is judged by. */
export type SharedInputs = Pick<
  EntityInputs,
  'evidence' | 'evidenceDigests' | 'confirmations' | 'attestations'
>;

const NO_CONFIRMATIONS: Confirmations = {};

/** Loads what entities are judged by; constant in statements. */
export class AssessmentInputs {
  readonly #knex: Knex;
  readonly #evidence: EvidenceStore;
  readonly #declarations: DeclarationStore;
  readonly #attestations: AttestationStore;
  readonly #disputes: DisputeStore;
  readonly #exceptions: ExceptionStore;
  readonly #now: () => string;
  #warnings: string[] = [];

  constructor(options: {
    knex: Knex;
    evidence: EvidenceStore;
    declarations: DeclarationStore;
    attestations: AttestationStore;
    disputes: DisputeStore;
    exceptions: ExceptionStore;
    now: () => string;
  }) {
    this.#knex = options.knex;
    this.#evidence = options.evidence;
    this.#declarations = options.declarations;
    this.#attestations = options.attestations;
    this.#disputes = options.disputes;
    this.#exceptions = options.exceptions;
    this.#now = options.now;
  }

  /** @param framework - what the words of descriptors mean */
  async load(
    records: readonly InventoryRecord[],
    framework: Framework,
    trx?: Transaction,
  ): Promise<Map<string, EntityInputs>> {
    const refs = records.map(record => record.entityRef);
    const [
      evidence,
      declarations,
      attestations,
      decided,
      disputes,
      exceptions,
      warnings,
    ] = await together(
      trx,
      () => this.#evidence.bySubjects(refs, trx),
      () => this.#declarations.current(refs, trx),
      () => this.#attestations.unrevoked(refs, trx),
      () => this.#declarations.decided(refs, trx),
      () => this.#disputes.current(refs, trx),
      () => this.#exceptions.granted(refs, this.#now(), trx),
      () => this.#disputes.warnings(trx),
    );
    this.#warnings = warnings.map(({ check }) => check);
    const confirmed = await this.confirmations(
      [...new Set(evidence.map(set => set.source))],
      trx,
    );
    return assembleInputs(records, framework, {
      evidence,
      declarations,
      attestations,
      decided,
      confirmed,
      disputes,
      exceptions,
      warnings: this.#warnings,
    });
  }

  /**
   * Inputs of entities of which nothing is stored, without reading anything.
   * Warnings are those of the last read: when they change, all are judged again.
   */
  ofFresh(
    records: readonly InventoryRecord[],
    framework: Framework,
  ): Map<string, EntityInputs> {
    return assembleInputs(records, framework, {
      evidence: [],
      declarations: [],
      attestations: [],
      decided: new Map(),
      confirmed: new Map(),
      disputes: [],
      exceptions: [],
      warnings: this.#warnings,
    });
  }

  /** What the parts of groups and the organization are judged by. */
  async shared(
    subjects: readonly string[],
    trx?: Transaction,
  ): Promise<Map<string, SharedInputs>> {
    if (subjects.length === 0) {
      return new Map();
    }
    const [evidence, attestations] = await together(
      trx,
      () => this.#evidence.bySubjects(subjects, trx),
      () => this.#attestations.unrevoked(subjects, trx),
    );
    const confirmed = await this.confirmations(
      [...new Set(evidence.map(set => set.source))],
      trx,
    );
    return new Map(
      subjects.map(subject => {
        const sets = evidence.filter(set => set.subject === subject);
        return [
          subject,
          {
            evidence: sets.flatMap(set => set.items),
            evidenceDigests: sets.map(toEvidenceDigest),
            confirmations: Object.fromEntries(
              sets.flatMap(({ source }) => {
                const at = confirmed.get(source);
                return at === undefined ? [] : [[source, at]];
              }),
            ),
            attestations: attestations
              .filter(attestation => attestation.subject === subject)
              .map(({ revokedAt, ...attestation }) => attestation),
          },
        ];
      }),
    );
  }

  /** When each source was last looked at. */
  async confirmations(
    sources: readonly string[],
    trx?: Transaction,
  ): Promise<Map<string, string>> {
    if (sources.length === 0) {
      return new Map();
    }
    const rows = await (trx ?? this.#knex)('sources')
      .select('source_key', 'confirmed_at')
      .where(anyOf(this.#knex, 'source_key', sources))
      .whereNotNull('confirmed_at');
    return new Map(rows.map(row => [row.source_key, row.confirmed_at]));
  }
}

/**
 * Reads side by side, or one after the other inside a transaction: that has a
 * single connection, which takes one statement at a time.
 */
async function together<T extends unknown[]>(
  trx: Transaction | undefined,
  ...reads: { [K in keyof T]: () => Promise<T[K]> }
): Promise<T> {
  if (!trx) {
    return Promise.all(reads.map(read => read())) as Promise<T>;
  }
  const results: unknown[] = [];
  for (const read of reads) {
    results.push(await read());
  }
  return results as T;
}

/** What an entity's descriptor declares in the words of a framework. */
export function descriptorOf(
  record: Pick<InventoryRecord, 'descriptor' | 'descriptorAt'>,
  framework: Framework,
): DescriptorDeclaration {
  return parseDescriptorAnnotations(
    record.descriptor,
    framework,
    record.descriptorAt,
  );
}

/** Sorts what was read of several entities to the entity it belongs to. */
export function assembleInputs(
  records: readonly InventoryRecord[],
  framework: Framework,
  read: {
    evidence: readonly EvidenceSet[];
    declarations: readonly DeclarationRecord[];
    attestations: readonly AttestationRecord[];
    decided: ReadonlyMap<string, DecidedProfile>;
    /** When each source was last looked at. */
    confirmed: ReadonlyMap<string, string>;
    disputes: readonly DisputeRecord[];
    exceptions: readonly { entityRef: string; exception: Exception }[];
    warnings: string[];
  },
): Map<string, EntityInputs> {
  const { evidence, declarations, attestations, decided, confirmed } = read;
  const result = new Map<string, EntityInputs>();
  for (const record of records) {
    result.set(record.entityRef, {
      entity: {
        ref: record.entityRef,
        kind: record.kind,
        ...(record.type === undefined ? {} : { type: record.type }),
        ...(record.lifecycle === undefined
          ? {}
          : { lifecycle: record.lifecycle }),
        owners: record.owners,
        ...(record.catalog && { catalog: record.catalog }),
        hasRepository: sourcesOfRecord(record).length > 0,
      },
      descriptor: descriptorOf(record, framework),
      pending: [],
      evidence: [],
      evidenceDigests: [],
      confirmations: NO_CONFIRMATIONS,
      attestations: [],
      disputes: [],
      exceptions: [],
      warnings: read.warnings,
    });
  }
  for (const set of evidence) {
    const inputs = result.get(set.subject)!;
    inputs.evidence =
      inputs.evidence.length === 0
        ? set.items
        : [...inputs.evidence, ...set.items];
    inputs.evidenceDigests.push(toEvidenceDigest(set));
    const at = confirmed.get(set.source);
    if (at !== undefined) {
      inputs.confirmations = { ...inputs.confirmations, [set.source]: at };
    }
  }
  for (const inputs of result.values()) {
    const visibility = visibilityOf(inputs.evidence);
    if (visibility) {
      inputs.entity.visibility = visibility;
    }
  }
  for (const declaration of declarations) {
    const inputs = result.get(declaration.entityRef)!;
    if (declaration.state === 'inForce') {
      inputs.declaration = declaration;
    } else {
      inputs.pending.push(declaration);
    }
  }
  for (const [ref, protections] of decided) {
    result.get(ref)!.decided = protections;
  }
  for (const dispute of read.disputes) {
    result.get(dispute.entityRef)!.disputes.push(dispute);
  }
  for (const { entityRef, exception } of read.exceptions) {
    result.get(entityRef)!.exceptions.push(exception);
  }
  for (const { revokedAt, ...attestation } of attestations) {
    result.get(attestation.subject)!.attestations.push(attestation);
  }
  return result;
}

const VISIBILITIES = ['private', 'internal', 'public'] as const;

/** What the code hosts say who may see the code: that of the most closed repository. */
function visibilityOf(
  evidence: readonly Evidence[],
): AssessedEntity['visibility'] {
  const said = new Set(
    evidence.flatMap(item =>
      item.check === 'repository.properties' && item.outcome !== 'error'
        ? [item.data?.visibility]
        : [],
    ),
  );
  return VISIBILITIES.find(visibility => said.has(visibility));
}

function toEvidenceDigest(set: EvidenceSet): EvidenceDigest {
  const { source, digest, changedAt } = set;
  return { source, digest, changedAt };
}
