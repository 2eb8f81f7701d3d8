import { createHash } from 'node:crypto';
import { canonicalJson } from '@plumbline/backstage-plugin-ai-governance-common';
import type { Framework } from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  EntityCheckRequest,
  EntityCollector,
} from '@plumbline/backstage-plugin-ai-governance-node';
import type { FrameworkService } from '../framework/FrameworkService';

/** A collector with the checks of the framework that it answers. */
export interface ActiveCollector {
  collector: EntityCollector;
  checks: EntityCheckRequest[];
  /** Names collector and checks: others look again. */
  version: string;
}

/** The collectors that the framework in force has checks for, whichever that is by now. */
export class ActiveCollectors {
  readonly #collectors: readonly EntityCollector[];
  readonly #framework: Pick<FrameworkService, 'current'>;
  #known?: { digest: string; active: readonly ActiveCollector[]; key: string };

  constructor(options: {
    collectors: readonly EntityCollector[];
    framework: Pick<FrameworkService, 'current'>;
  }) {
    this.#collectors = options.collectors;
    this.#framework = options.framework;
  }

  current(): readonly ActiveCollector[] {
    return this.#followed().active;
  }

  /** Names all of them together with their checks. */
  key(): string {
    return this.#followed().key;
  }

  /** Whether its checks are still those of the framework. */
  has({ version }: ActiveCollector): boolean {
    return this.current().some(active => active.version === version);
  }

  #followed() {
    const { framework, digest } = this.#framework.current();
    if (this.#known?.digest !== digest) {
      const active = activeIn(framework, this.#collectors);
      const key = active.map(({ version }) => version).join(' ');
      this.#known = { digest, active, key };
    }
    return this.#known;
  }
}

function activeIn(
  framework: Framework,
  collectors: readonly EntityCollector[],
): ActiveCollector[] {
  const all = framework.controls.flatMap(control =>
    control.parts
      .filter(part => part.scope === 'entity')
      .flatMap(part => part.checks),
  );
  return collectors.flatMap(collector => {
    const checks = all
      .filter(check => collector.checkTypes.includes(check.type))
      .map(({ id, type, params }) => ({ id, type, ...(params && { params }) }));
    if (checks.length === 0) {
      return [];
    }
    const version = createHash('sha256')
      .update(`${collector.id}@${collector.version}\n${canonicalJson(checks)}`)
      .digest('hex');
    return [{ collector, checks, version }];
  });
}
