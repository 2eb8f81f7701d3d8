import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  search?: {
    collators?: {
      'ai-governance'?: {
        /** How often the framework in force is read; every ten minutes by default. */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
        /** Where the governance page is mounted in the app; `/ai-governance` by default. */
        path?: string;
      };
    };
  };
}
