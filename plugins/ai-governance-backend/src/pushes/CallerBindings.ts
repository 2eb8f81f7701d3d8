import type { Config } from '@backstage/config';
import { NotAllowedError } from '@backstage/errors';
import { parseRepositorySubject } from '@plumbline/backstage-plugin-ai-governance-node';
import picomatch from 'picomatch';
import { repositoryUrlOf } from './repositoryUrl';

/** What a pipeline may send. */
export type PushOperation = 'evidence' | 'sarif';

const OPERATIONS: readonly PushOperation[] = ['evidence', 'sarif'];

/** One entry of `aiGovernance.callers`. */
export interface CallerSetting {
  subject: string;
  operations: PushOperation[];
  repositories: string[];
  entities: string[];
}

/** Somebody who pushes, and what they may speak for. */
export interface Caller {
  subject: string;
  /** Whose evidence it is: the same when a repository gets another name. */
  identity: string;
  /** The repository that the caller's own identity token names. */
  own?: { url: string; repositoryId: string };
  /** Whether the configuration lets the caller speak for it. */
  mayFor(target: { entityRef: string; repository?: string }): boolean;
}

export function readCallers(config: Config | undefined): CallerSetting[] {
  return (config?.getOptionalConfigArray('callers') ?? []).map(entry => {
    const operations = entry.getStringArray('operations');
    const unknown = operations.find(
      operation => !OPERATIONS.includes(operation as PushOperation),
    );
    if (unknown !== undefined) {
      throw new Error(
        `aiGovernance.callers: there is no operation '${unknown}', there are ${OPERATIONS.join(
          ' and ',
        )}`,
      );
    }
    const setting = {
      subject: entry.getString('subject'),
      operations: operations as PushOperation[],
      repositories: entry.getOptionalStringArray('repositories') ?? [],
      entities: entry.getOptionalStringArray('entities') ?? [],
    };
    if (setting.repositories.length + setting.entities.length === 0) {
      throw new Error(
        `aiGovernance.callers: '${setting.subject}' needs the repositories or the entities it may speak for`,
      );
    }
    return setting;
  });
}

/**
 * Who may push what for which repository. Nobody may, except a caller that the
 * configuration names, and a pipeline for the repository its identity token
 * names.
 */
export class CallerBindings {
  readonly #settings: readonly CallerSetting[];

  constructor(settings: readonly CallerSetting[]) {
    this.#settings = settings;
  }

  /** @throws NotAllowedError that says what to configure */
  caller(subject: string, operation: PushOperation): Caller {
    const named = this.#settings.filter(
      setting =>
        setting.subject === subject && setting.operations.includes(operation),
    );
    const token = parseRepositorySubject(subject);
    const url =
      token && repositoryUrlOf(`https://${token.host}/${token.repository}`);
    if (named.length === 0 && !url) {
      throw new NotAllowedError(
        `${subject} may not push ${
          operation === 'sarif' ? 'SARIF reports' : 'evidence'
        }; an operator can name it in aiGovernance.callers with the operation '${operation}' and its repositories`,
      );
    }
    const options = { nocase: true, dot: true };
    const matchers = named.map(({ repositories, entities }) => ({
      repository: picomatch(repositories, options),
      entity: picomatch(entities, options),
    }));
    return {
      subject,
      identity: token ? subject.slice(0, subject.lastIndexOf(':')) : subject,
      ...(token && url && { own: { url, repositoryId: token.repositoryId } }),
      mayFor: ({ entityRef, repository }) =>
        matchers.some(
          match =>
            match.entity(entityRef) ||
            (repository !== undefined && match.repository(repository)),
        ),
    };
  }
}
