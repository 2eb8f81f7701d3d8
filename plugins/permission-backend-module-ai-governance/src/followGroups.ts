import { readDurationFromConfig } from '@backstage/config';
import type {
  AuthService,
  LoggerService,
  RootConfigService,
  RootLifecycleService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { durationToMilliseconds } from '@backstage/types';
import { CatalogGroups } from './CatalogGroups';

/** As often as the backend of AI governance reads them. */
const INTERVAL = 'aiGovernance.groups.interval';

const DEFAULT_INTERVAL = { minutes: 10 };

/**
 * Groups of the catalog, read once the backend is up and from then on as often
 * as `aiGovernance.groups.interval` says; every minute until it succeeds.
 *
 * @public
 */
export function followGroups(options: {
  config: RootConfigService;
  catalog: Pick<CatalogService, 'streamEntities'>;
  auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  logger: LoggerService;
  scheduler: Pick<SchedulerService, 'scheduleTask'>;
  lifecycle: Pick<RootLifecycleService, 'addStartupHook'>;
}): CatalogGroups {
  const { config, scheduler, lifecycle, ...from } = options;
  const groups = new CatalogGroups(from);
  const interval = durationToMilliseconds(
    config.has(INTERVAL)
      ? readDurationFromConfig(config, { key: INTERVAL })
      : DEFAULT_INTERVAL,
  );
  let readAt = -Infinity;
  // The catalog may be in this process, and answers when all of it is up.
  lifecycle.addStartupHook(() =>
    scheduler.scheduleTask({
      id: 'ai-governance-policy-groups',
      frequency: { milliseconds: Math.min(interval, 60_000) },
      timeout: { minutes: 10 },
      // Every process decides by what it knows itself.
      scope: 'local',
      fn: async () => {
        const now = performance.now();
        // A little early is better than a whole round late.
        if (now - readAt > interval - 5_000 && (await groups.refresh())) {
          readAt = now;
        }
      },
    }),
  );
  return groups;
}
