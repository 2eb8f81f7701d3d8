export interface Config {
  aiGovernance?: {
    github?: {
      /**
       * Labels by which somebody with that authority signs a change off;
       * `ai-governance: signed-off` by default.
       */
      signOffLabels?: string[];
      /**
       * Accounts that change code by rules, such as the user that a dependency
       * updater runs as. Known ones (Dependabot, Renovate, …) need no entry.
       */
      automation?: string[];
      /** Merged pull requests kept per repository; 500 by default. */
      maxChanges?: number;
    };
  };
}
