export interface Config {
  aiGovernance?: {
    /** Governance results as facts of Tech Insights. */
    techInsights?: {
      /** Kinds of entities that have facts; Component, API and Resource by default. */
      kinds?: string[];
      /**
       * Controls whose status is a fact of its own; those of the default
       * framework by default. Name them when you have controls of your own.
       */
      controls?: string[];
    };
  };
}
