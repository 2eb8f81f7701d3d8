import type { HumanDuration } from '@backstage/types';

export interface Config {
  aiGovernance?: {
    /** Users and groups of each role of the framework, by role id. */
    roles?: { [role: string]: string[] };
    /**
     * Who is granted a permission instead of those who are by default: ids of
     * roles, `owner`, `team-member` or `everybody`. An empty list grants it to
     * nobody.
     */
    grants?: { [permission: string]: string[] };
    groups?: {
      /**
       * Pause between two looks at how the catalog's groups are nested; 10
       * minutes by default.
       */
      interval?: HumanDuration | string;
    };
    policy?: {
      /**
       * What the policy answers about everything that is not AI governance:
       * `deny` by default, `read` lets everybody who is signed in read.
       */
      others?: 'deny' | 'read';
    };
  };
}
