import { createHash } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  canonicalJson,
  defaultFramework,
  frameworkDigest,
  parseFramework,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  AiTool,
  Framework,
  FrameworkMistake,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { AssessmentQueue } from '../assessment/AssessmentQueue';
import type { AuditLog } from '../audit/AuditLog';
import type { Transaction, Transactor } from '../database/transaction';
import type { FrameworkStore, FrameworkVersion } from './FrameworkStore';
import type { ProposalStore } from './ProposalStore';

/** What judgements are made under. */
export interface FrameworkInForce {
  framework: Framework;
  digest: string;
  inForceSince: string;
  tools: AiTool[];
  /** Position of each control in packed status strings. */
  positions: ReadonlyMap<string, number>;
  /** Mistakes of a configured framework file that was refused. */
  refused?: FrameworkMistake[];
}

const TOOLS_BOOKMARK = 'tools-digest';

/** Digest of what the configuration asked for at the last start. */
const CONFIGURED_BOOKMARK = 'framework-configured';

function digestOfTools(tools: AiTool[]): string {
  return createHash('sha256')
    .update(canonicalJson(tools as never))
    .digest('hex');
}

/** Decides which framework is in force and remembers those before it. */
export class FrameworkService {
  readonly #store: FrameworkStore;
  readonly #proposals: ProposalStore;
  readonly #queue: AssessmentQueue;
  readonly #audit: AuditLog;
  readonly #transact: Transactor;
  readonly #logger: LoggerService;
  #current?: FrameworkInForce;

  constructor(options: {
    store: FrameworkStore;
    proposals: ProposalStore;
    queue: AssessmentQueue;
    audit: AuditLog;
    transact: Transactor;
    logger: LoggerService;
  }) {
    this.#store = options.store;
    this.#proposals = options.proposals;
    this.#queue = options.queue;
    this.#audit = options.audit;
    this.#transact = options.transact;
    this.#logger = options.logger;
  }

  /**
   * Puts the configured framework in force when it differs from the one that
   * is. A file with mistakes is refused with every one of them; the last good
   * version stays in force. So does one that was activated in the portal, until
   * it is rolled back there.
   *
   * @param source - text of the framework file; undefined for the default
   */
  async start(options: {
    source?: { text: string; name: string };
    tools: AiTool[];
    at: string;
  }): Promise<FrameworkInForce> {
    const { source, tools, at } = options;
    let wanted: Framework | undefined;
    let refused: FrameworkInForce['refused'];
    if (source) {
      const parsed = parseFramework(source.text);
      if (parsed.ok) {
        wanted = parsed.framework;
      } else {
        refused = parsed.errors;
        this.#logger.error(
          `The framework file ${
            source.name
          } is refused, the last good version stays in force:\n${parsed.errors
            .map(
              ({ path, message, line }) =>
                `  ${path}: ${message}${line ? ` (line ${line})` : ''}`,
            )
            .join('\n')}`,
        );
      }
    } else {
      wanted = defaultFramework;
    }
    this.#current = await this.#transact(async trx => {
      await this.#store.lock(trx);
      const before = await this.#store.inForce(trx);
      const activated = await this.#proposals.standing(trx);
      if (wanted) {
        await this.#noteConfigured(trx, frameworkDigest(wanted), activated);
      }
      const framework =
        (activated && before?.framework) ??
        wanted ??
        before?.framework ??
        defaultFramework;
      const digest = frameworkDigest(framework);
      let inForceSince = before?.version.inForceSince ?? at;
      if (before?.version.digest !== digest) {
        inForceSince = at;
        await this.#store.putInForce(trx, {
          framework,
          digest,
          by: 'system:configuration',
          at,
        });
        await this.#audit.append(trx, {
          at,
          actor: 'system:configuration',
          action: 'framework.putInForce',
          subject: `framework:${framework.id}`,
          before: before?.version.digest,
          after: digest,
          details: { version: framework.version },
        });
        await this.#queue.addAll(trx, at);
      }
      await this.replaceTools(trx, tools, at);
      return {
        framework,
        digest,
        inForceSince,
        tools,
        positions: await this.#store.controlPositions(
          trx,
          framework.controls.map(control => control.id),
        ),
        refused,
      };
    });
    return this.#current;
  }

  /**
   * Takes over what was put in force since, here or on another replica, and has
   * everything judged again that was judged under another version meanwhile.
   */
  async refresh(at: string): Promise<void> {
    await this.#refreshTools(at);
    if ((await this.#store.inForceDigest()) === this.#current?.digest) {
      return;
    }
    this.#current = await this.#transact(async trx => {
      await this.#store.lock(trx);
      const { framework, version } = (await this.#store.inForce(trx))!;
      await this.#queue.addOutdated(trx, version.digest, at);
      return {
        framework,
        digest: version.digest,
        inForceSince: version.inForceSince,
        tools: this.current().tools,
        positions: await this.#store.controlPositions(
          trx,
          framework.controls.map(control => control.id),
        ),
        // Whatever is in force now, the file has these mistakes.
        refused: this.#current?.refused,
      };
    });
  }

  /** Says so when the file changed while a version of the portal is in force. */
  async #noteConfigured(
    trx: Transaction,
    digest: string,
    activated: { version: string } | undefined,
  ): Promise<void> {
    const noted = await this.#store.bookmark(CONFIGURED_BOOKMARK, trx);
    if (noted === digest) {
      return;
    }
    await this.#store.setBookmark(trx, CONFIGURED_BOOKMARK, digest);
    if (noted !== undefined && activated) {
      this.#logger.warn(
        `The configured framework changed, but is not in force: version ${activated.version} was activated in the portal. Propose the file there, or roll that version back`,
      );
    }
  }

  /** Has everything judged by other tools, if they are others. */
  async replaceTools(
    trx: Transaction,
    tools: AiTool[],
    at: string,
  ): Promise<void> {
    const digest = digestOfTools(tools);
    await this.#store.keepTools(trx, digest, tools);
    if ((await this.#store.bookmark(TOOLS_BOOKMARK, trx)) !== digest) {
      await this.#store.setBookmark(trx, TOOLS_BOOKMARK, digest);
      await this.#queue.addAll(trx, at);
    }
  }

  /** Judges by these tools from now on, once they are stored. */
  useTools(tools: AiTool[]): void {
    this.#current = { ...this.current(), tools };
  }

  /**
   * Takes over the tools that another replica stored, and has judged again what
   * this one may have judged by the old ones since.
   */
  async #refreshTools(at: string): Promise<void> {
    const stored = await this.#store.bookmark(TOOLS_BOOKMARK);
    if (
      stored === undefined ||
      stored === digestOfTools(this.current().tools)
    ) {
      return;
    }
    const tools = await this.#store.tools(stored);
    if (tools) {
      this.useTools(tools);
      await this.#transact(trx => this.#queue.addAll(trx, at));
    }
  }

  current(): FrameworkInForce {
    if (!this.#current) {
      throw new Error('The framework was not loaded yet');
    }
    return this.#current;
  }

  /** A framework that was in force once, by its digest. */
  named(digest: string): Promise<Framework | undefined> {
    return this.#store.byDigest(digest);
  }

  /** A tool registry that was judged by once, by its digest. */
  toolsNamed(digest: string): Promise<AiTool[] | undefined> {
    return this.#store.tools(digest);
  }

  versions(): Promise<FrameworkVersion[]> {
    return this.#store.versions();
  }
}
