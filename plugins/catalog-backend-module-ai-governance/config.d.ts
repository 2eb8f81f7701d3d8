import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  aiGovernance?: {
    catalog?: {
      /** Kinds that get annotations; Component, API and Resource by default. */
      kinds?: string[];
      /** Longest wait for a lookup, in milliseconds; 5000 by default. */
      lookupTimeoutMs?: number;
      /** How often the feed of changed judgements is followed. */
      refreshSchedule?: SchedulerServiceTaskScheduleDefinitionConfig;
    };
  };
}
