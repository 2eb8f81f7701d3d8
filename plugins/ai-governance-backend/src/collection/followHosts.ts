import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { EventsService } from '@backstage/plugin-events-node';
import type {
  ChangedRepository,
  HostCollector,
} from '@plumbline/backstage-plugin-ai-governance-node';

/**
 * Looks again at what the events of code hosts name. An event is only a hint:
 * it says which repository to look at, never what to believe of it, and the
 * regular looks find whatever an event that got lost would have told.
 */
export async function followHosts(options: {
  collectors: readonly HostCollector[];
  events: EventsService | undefined;
  logger: LoggerService;
  onChanged: (
    collector: HostCollector,
    changed: ChangedRepository[],
  ) => Promise<void>;
}): Promise<void> {
  for (const collector of options.collectors) {
    const { events } = collector;
    if (!events) {
      continue;
    }
    await options.events?.subscribe({
      id: `ai-governance-host-${collector.id}`,
      topics: [...events.topics],
      onEvent: async event => {
        let changed: ChangedRepository[];
        try {
          changed = events.repositoriesOf(event);
        } catch (error) {
          options.logger.warn(
            `An event of ${event.topic} is not understood: ${stringifyError(
              error,
            )}`,
          );
          return;
        }
        if (changed.length > 0) {
          await options.onChanged(collector, changed);
        }
      },
    });
  }
}
