import type { EventParams } from '@backstage/plugin-events-node';
import type {
  ChangedRepository,
  HostCollector,
} from '@plumbline/backstage-plugin-ai-governance-node';
import { LRUCache } from 'lru-cache';

/** The parts of GitHub's payloads that are looked at. */
interface Payload {
  action?: unknown;
  ref?: unknown;
  repository?: { html_url?: unknown } | null;
  pull_request?: { merged?: unknown } | null;
}

/**
 * What GitHub tells of, and what may have changed with it: nothing that is
 * judged, what the host says, or the files as well.
 */
const EVENTS: {
  readonly [event: string]: (payload: Payload) => 'nothing' | 'host' | 'tree';
} = {
  push: ({ ref }) =>
    String(ref).startsWith('refs/heads/') ? 'tree' : 'nothing',
  // Only merged changes are judged.
  pull_request: payload =>
    payload.pull_request?.merged === true ? 'host' : 'nothing',
  branch_protection_rule: () => 'host',
  branch_protection_configuration: () => 'host',
  repository_ruleset: () => 'host',
  repository: () => 'host',
  public: () => 'host',
  custom_property_values: () => 'host',
  code_scanning_alert: () => 'host',
};

/**
 * Webhooks as the events plugin hands them on: it has checked their signature.
 * They only name what to look at again.
 */
export function webhookEvents(): NonNullable<HostCollector['events']> {
  // The events plugin publishes a delivery twice: as it came, and by its event.
  const seen = new LRUCache<string, true>({ max: 1000 });
  return {
    topics: ['github', ...Object.keys(EVENTS).map(event => `github.${event}`)],
    repositoriesOf: event => {
      const delivery = metadataOf(event, 'x-github-delivery');
      if (delivery !== undefined) {
        if (seen.has(delivery)) {
          return [];
        }
        seen.set(delivery, true);
      }
      return repositoriesOf(event);
    },
  };
}

function repositoriesOf(event: EventParams): ChangedRepository[] {
  const name = event.topic.startsWith('github.')
    ? event.topic.slice('github.'.length)
    : metadataOf(event, 'x-github-event');
  const payload = event.eventPayload as Payload | null | undefined;
  const url = payload?.repository?.html_url;
  if (
    name === undefined ||
    !Object.prototype.hasOwnProperty.call(EVENTS, name) ||
    typeof url !== 'string'
  ) {
    return [];
  }
  const changed = EVENTS[name](payload!);
  return changed === 'nothing' ? [] : [{ url, tree: changed === 'tree' }];
}

function metadataOf(
  { metadata }: EventParams,
  header: string,
): string | undefined {
  const value = metadata?.[header];
  return Array.isArray(value) ? value[0] : value;
}
