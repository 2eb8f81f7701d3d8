import type { AuthService } from '@backstage/backend-plugin-api';
import type {
  AiGovernanceClient,
  InventoryEntity,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { AnnotationSource } from '@plumbline/backstage-plugin-ai-governance-node';

/** How long a token is used again; it is valid for much longer. */
const TOKEN_REUSE_MS = 60_000;

/** A governance plugin of another process, asked over HTTP. */
export class RemoteAnnotationSource implements AnnotationSource {
  readonly #client: Pick<
    AiGovernanceClient,
    'lookUpAnnotations' | 'wantedCatalogFacts'
  >;
  readonly #auth: AuthService;
  readonly #timeoutMs: number;
  #signed?: { token: string; until: number };

  constructor(options: {
    client: Pick<
      AiGovernanceClient,
      'lookUpAnnotations' | 'wantedCatalogFacts'
    >;
    auth: AuthService;
    timeoutMs: number;
  }) {
    this.#client = options.client;
    this.#auth = options.auth;
    this.#timeoutMs = options.timeoutMs;
  }

  async wantedCatalogFacts() {
    return this.#ask(options => this.#client.wantedCatalogFacts(options));
  }

  async lookUpAnnotations(entities: InventoryEntity[]) {
    return this.#ask(options =>
      this.#client.lookUpAnnotations(entities, options),
    );
  }

  async #ask<T>(
    request: (options: { token: string; signal: AbortSignal }) => Promise<T>,
  ): Promise<T> {
    try {
      return await request({
        token: await this.#token(),
        signal: AbortSignal.timeout(this.#timeoutMs),
      });
    } catch (error) {
      // Whatever went wrong, the token may be the reason.
      this.#signed = undefined;
      throw error;
    }
  }

  /** Signing one per request would cost as much as the look-up itself. */
  async #token(): Promise<string> {
    if (!this.#signed || Date.now() >= this.#signed.until) {
      const { token } = await this.#auth.getPluginRequestToken({
        onBehalfOf: await this.#auth.getOwnServiceCredentials(),
        targetPluginId: 'ai-governance',
      });
      this.#signed = { token, until: Date.now() + TOKEN_REUSE_MS };
    }
    return this.#signed.token;
  }
}
