import { Readable } from 'node:stream';
import type { AuthService } from '@backstage/backend-plugin-api';
import type { DocumentCollatorFactory } from '@backstage/plugin-search-common';
import {
  scorecardReadPermission,
  type AiGovernanceClient,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { documentsOf, type AiGovernanceDocument } from './documents';

/** Longest wait for the framework; the next run asks again. */
const TIMEOUT_MS = 30_000;

/**
 * Reads the framework in force. Nothing in it is about an entity, so who may
 * read any scorecard finds all of it, and who may read none finds nothing.
 */
export class AiGovernanceCollatorFactory implements DocumentCollatorFactory {
  readonly type = 'ai-governance';
  readonly visibilityPermission = scorecardReadPermission;
  readonly #client: Pick<AiGovernanceClient, 'getFramework'>;
  readonly #auth: AuthService;
  readonly #path?: string;

  constructor(options: {
    client: Pick<AiGovernanceClient, 'getFramework'>;
    auth: AuthService;
    path?: string;
  }) {
    this.#client = options.client;
    this.#auth = options.auth;
    this.#path = options.path;
  }

  async getCollator(): Promise<Readable> {
    return Readable.from(this.#documents());
  }

  async *#documents(): AsyncGenerator<AiGovernanceDocument> {
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: 'ai-governance',
    });
    const { framework } = await this.#client.getFramework({
      token,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    yield* documentsOf(framework, this.#path);
  }
}
