import { readFile, realpath } from 'node:fs/promises';
import { basename, relative, isAbsolute } from 'node:path';
import { fileURLToPath } from 'node:url';
import type {
  BackstageCredentials,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import { ANNOTATION_LOCATION } from '@backstage/catalog-model';
import { ConflictError, NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type {
  DeclaredValues,
  DescriptorPatchResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { notFound } from '../access/EntityAccess';
import type { DeclarationService } from './DeclarationService';
import { patchDescriptor } from './descriptorPatch';

/** Longest descriptor that is read. */
const MOST_BYTES = 1 << 20;

/**
 * Writes what was declared in the portal into the descriptor it came from, as
 * a patch that somebody applies: the portal changes no repository by itself.
 */
export class DescriptorPatches {
  readonly #catalog: CatalogService;
  readonly #urlReader: UrlReaderService;
  readonly #declarations: DeclarationService;
  readonly #localRepositories: readonly string[];

  constructor(options: {
    catalog: CatalogService;
    urlReader: UrlReaderService;
    declarations: DeclarationService;
    /** Folders below which descriptors may be read from this machine. */
    localRepositories: readonly string[];
  }) {
    this.#catalog = options.catalog;
    this.#urlReader = options.urlReader;
    this.#declarations = options.declarations;
    this.#localRepositories = options.localRepositories;
  }

  /**
   * @throws ConflictError when the portal declares nothing
   * @throws NotFoundError when the descriptor cannot be read
   */
  async get(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<DescriptorPatchResponse> {
    // Asks for the permission to read it, too.
    const { portal } = await this.#declarations.get(entityRef, credentials);
    const values: DeclaredValues = portal?.values ?? {};
    if (Object.keys(values).length === 0) {
      throw new ConflictError(
        `Nothing is declared in the portal for ${entityRef}, so there is nothing to write into its descriptor`,
      );
    }
    const entity = await this.#catalog.getEntityByRef(entityRef, {
      credentials,
    });
    if (!entity) {
      throw notFound(entityRef);
    }
    const location = entity.metadata.annotations?.[ANNOTATION_LOCATION] ?? '';
    const target = location.replace(/^(?:url|file):/, '');
    const text = await this.#read(location, target).catch(error => {
      throw new NotFoundError(
        `The descriptor of ${entityRef} cannot be read: ${error}`,
      );
    });
    const path = pathOf(target);
    const patch = patchDescriptor(text, { entityRef, values, path });
    if (!patch) {
      throw new NotFoundError(
        `${path} has no document that is ${entityRef}; it may be made by a template or another source`,
      );
    }
    return {
      path,
      ...(location.startsWith('url:') && { url: target }),
      ...patch,
      changes: patch.content !== text,
    };
  }

  async #read(location: string, target: string): Promise<string> {
    if (location.startsWith('url:')) {
      const response = await this.#urlReader.readUrl(target);
      return asText(await response.buffer());
    }
    if (!location.startsWith('file:')) {
      throw new Error('the catalog names no file it came from');
    }
    const file = await realpath(
      target.startsWith('//') ? fileURLToPath(location) : target,
    );
    for (const folder of this.#localRepositories) {
      const inside = relative(await realpath(folder), file);
      if (inside !== '' && !inside.startsWith('..') && !isAbsolute(inside)) {
        return asText(await readFile(file));
      }
    }
    throw new Error('it is outside the folders the portal may read');
  }
}

function asText(bytes: Buffer): string {
  if (bytes.length > MOST_BYTES) {
    throw new Error(`it is larger than ${MOST_BYTES} bytes`);
  }
  return bytes.toString('utf8');
}

/** Path below the root of the repository, as far as the address tells. */
function pathOf(target: string): string {
  const match = /\/(?:-\/)?(?:blob|tree|src)\/[^/]+\/(.+?)(?:[?#].*)?$/.exec(
    target,
  );
  return match ? decodeURIComponent(match[1]) : basename(target);
}
