import type { HumanDuration } from '@backstage/types';

export interface Config {
  aiGovernance?: {
    framework?: {
      /** Framework file in YAML or JSON, usually with `extends: default`. */
      file?: string;
    };
    /** The organization's AI tools. What is not stated counts as not given. */
    tools?: Array<{
      id: string;
      name: string;
      vendor?: string;
      status: 'requested' | 'approved' | 'rejected' | 'retired';
      enterpriseEndpoint?: boolean;
      zeroRetention?: boolean;
      onPremises?: boolean;
      privacyMode?: boolean;
      telemetryOff?: boolean;
      owner?: string;
      version?: string;
      conditions?: string[];
      /** Hosts it speaks to, for the allow-list of a proxy. */
      endpoints?: string[];
      reviewBy?: string;
      /** For the demo: review date relative to the start. */
      reviewInDays?: number;
    }>;
    collection?: {
      /** Sources looked at side by side; 4 by default. */
      concurrency?: number;
      /** Pause between two looks at a source; one hour by default. */
      interval?: HumanDuration | string;
      /**
       * Pause between two looks at a code host; six hours by default, because
       * its events tell of changes in between.
       */
      hostInterval?: HumanDuration | string;
      /**
       * Pause between two looks at an entity's facts from elsewhere (checks of
       * type `fact.http` and those that modules answer); one hour by default.
       */
      factInterval?: HumanDuration | string;
      /** Longest look at one source; one minute by default. */
      timeout?: HumanDuration | string;
      /**
       * Absolute folders of this machine whose children are repositories, or hold
       * git checkouts.
       * None by default: the portal's own disk is not read.
       */
      localRepositories?: string[];
    };
    /**
     * Services that checks of type `fact.http` may ask. A framework names a
     * fact by its id and can have no other host asked.
     */
    facts?: Array<{
      /** Name in `params.fact`. */
      id: string;
      /** Address that the paths of checks are below. */
      baseUrl: string;
      /**
       * Headers to send, such as credentials.
       * @deepVisibility secret
       */
      headers?: { [name: string]: string };
      /** Longest wait for one answer; 10 seconds by default. */
      timeout?: HumanDuration | string;
      /** Largest answer in bytes, unpacked; 1 MiB by default. */
      maxBytes?: number;
    }>;
    inventory?: {
      /**
       * Pause between two comparisons with the whole catalog, which find the
       * entities that went; one hour by default.
       */
      interval?: HumanDuration | string;
      /**
       * How long evidence and scorecard of a deleted entity stay in place
       * before they move to the history; 30 days by default.
       */
      grace?: HumanDuration | string;
    };
    /**
     * Services that may push evidence and reports, with what they may speak
     * for. Nobody may by default, except a pipeline whose identity token (type
     * `github-oidc` or `oidc` under `backend.auth.externalAccess`) names its
     * own repository.
     */
    callers?: Array<{
      /** Subject of the service, as the token handler gives it. */
      subject: string;
      operations: Array<'evidence' | 'sarif'>;
      /** Globs over repository addresses: `https://github.com/acme/*`. */
      repositories?: string[];
      /** Globs over entity refs: `component:default/checkout`. */
      entities?: string[];
    }>;
    /**
     * Settles which repository an address belongs to, where another one took
     * over the address for good.
     */
    repositoryIds?: Array<{ repository: string; id: string }>;
    /**
     * Time zone in which the days that people write end, as an IANA name such
     * as `Europe/Oslo`; UTC by default.
     */
    timeZone?: string;
    /** The level the organization wants its services to reach. */
    target?: {
      /** 1 to 5. */
      level: number;
      /** The last day for it, as YYYY-MM-DD. */
      by: string;
    };
    badges?: {
      /** Serves badges for READMEs at signed addresses; off by default. */
      enabled?: boolean;
      /**
       * Signs the addresses: at least 32 random characters. Another secret
       * makes every address invalid that was given out before.
       * @visibility secret
       */
      secret?: string;
    };
    groups?: {
      /** Pause between two looks at the catalog's groups; 10 minutes by default. */
      interval?: HumanDuration | string;
    };
    audit?: {
      /**
       * Ed25519 private key in PEM form that checkpoints and exports of the
       * audit log are signed with. Line breaks may be written as `\n`.
       * @visibility secret
       */
      signingKey?: string;
      /** Pause between two checkpoints; one hour by default. */
      checkpointInterval?: HumanDuration | string;
      /** How long entries are kept; two years by default. Pruning needs `signingKey`. */
      retention?: HumanDuration | string;
      /** Actions that are kept for another time, such as `gate.decided`. */
      retentionOf?: Array<{ action: string; keep: HumanDuration | string }>;
    };
    training?: {
      /**
       * How long completions are kept that are no longer valid; two years by
       * default, and never shorter than a course is valid.
       */
      retention?: HumanDuration | string;
    };
    imports?: {
      /** Services that may send training completions and imports. */
      services?: Array<{
        /** Subject of the service's token. */
        subject: string;
        operations: Array<
          | 'training'
          | 'asset-inventory'
          | 'egress-report'
          | 'gap-analysis'
          | 'licence-remediation'
        >;
      }>;
    };
    annotations?: {
      /** Status annotations to write, without prefix; all by default. */
      status?: string[];
      /** Controls to write; all applicable ones by default. */
      controls?: string[];
      /** What is kept out of the catalog, per data classification. */
      suppress?: { [classification: string]: 'all' | 'controls' };
    };
    /**
     * Users and groups of each role of the framework, by role id. They are
     * reminded of what their role has to attest for the organization, and
     * nobody else decides what falls to the role.
     */
    roles?: { [role: string]: string[] };
    demo?: {
      /** Demo sign-in and attestations from configuration. Loopback only. */
      enabled?: boolean;
      /** Says on screen that the data is an example. */
      exampleData?: boolean;
      /** The level the example organization wants, and in how many days. */
      target?: { level: number; inDays: number };
      /** Folder whose children become catalog entities. */
      repositories?: string;
      /** File that answers for the code host of the example repositories. */
      codeHost?: string;
      attestations?: Array<{
        check: string;
        subject?: string;
        statement: string;
        link?: string;
        items?: Array<{ name: string; link?: string; digest?: string }>;
        by: string;
        confirmedBy?: string;
        givenDaysAgo: number;
        endsInDays: number;
      }>;
      /**
       * Incidents, exercises and other records as they are kept, in which
       * `<instant -3>` and `<day 12>` stand for so many days from now.
       */
      records?: { [kind: string]: object[] };
      /** Requests for AI tools, with what some roles signed already. */
      toolRequests?: Array<{
        tool: string;
        by: string;
        reason: string;
        askedDaysAgo: number;
        proposal: object;
        signed?: Array<{
          role: string;
          by: string;
          reason: string;
          conditions?: string[];
        }>;
      }>;
      /** What people wrote into the risk register. */
      risks?: Array<{
        id: string;
        /** Of a risk that the framework does not have. */
        details?: {
          category: string;
          description: string;
          likelihood: string;
          impact: string;
          target: string;
          controls: string[];
        };
        owner?: string;
        mitigation?: string;
        by: string;
        reviewInDays: number;
      }>;
      /** Granted exceptions, with dates relative to the first start. */
      exceptions?: Array<{
        entities: string[];
        control: string;
        reason: string;
        compensatingControls: string[];
        requestedBy: string;
        requestedDaysAgo: number;
        decidedBy: string;
        decidedDaysAgo: number;
        decision: string;
        endsInDays: number;
      }>;
      /** Declarations that lower a protection and wait. */
      declarations?: Array<{
        entity: string;
        by: string;
        declaredDaysAgo: number;
        values: { [field: string]: unknown };
        lowerings: Array<{
          field: string;
          from: string;
          to: string;
          reason: string;
        }>;
      }>;
      campaigns?: Array<{
        name: string;
        description?: string;
        owner: string;
        /** Either these or `level`. */
        controls?: string[];
        level?: number;
        filter?: string[];
        startedDaysAgo: number;
        endsInDays: number;
        milestones?: Array<{ inDays: number; percent: number }>;
      }>;
      /** Items of plans that people said are done. */
      plans?: Array<{
        /** Ref of a team for entry criteria; the organization where absent. */
        subject?: string;
        plan: string;
        items: string[];
        statement: string;
        link?: string;
        by: string;
        givenDaysAgo: number;
        /** A year where absent. */
        validForDays?: number;
      }>;
      /** Steps of teams between adoption stages, in their order. */
      adoption?: Array<{
        team: string;
        to: string;
        reason: string;
        by: string;
        movedDaysAgo: number;
      }>;
      /**
       * File that tells what the example organization lived through before
       * its first start; needs `repositories`.
       */
      historyFile?: string;
      /** Scanners that answered some days ago and are asked again at every start. */
      scanners?: Array<{
        entity: string;
        source: string;
        check: string;
        outcome: 'pass' | 'fail';
        summary: string;
        url: string;
        answeredDaysAgo: number;
      }>;
      /** Absolute folder of the files that `imports` names. */
      importsFolder?: string;
      /** Files taken in at the first start, with their dates moved to today. */
      imports?: Array<{
        kind:
          | 'training'
          | 'asset-inventory'
          | 'egress-report'
          | 'gap-analysis'
          | 'licence-remediation';
        file: string;
        /** Date that counts as today in the file. */
        writtenOn: string;
        source?: string;
        asOf?: string;
        from?: string;
        to?: string;
        link?: string;
      }>;
    };
  };
}
