/** How an attribution is known. @public */
export type AttributionMeans =
  /** `Co-authored-by:` names an agent. */
  | 'co-author'
  /** `Assisted-by:`, `Generated-by:`, `Made-with:` and their relatives. */
  | 'trailer'
  /** "Generated with …", "Applied via …". */
  | 'footer'
  /** A link to the agent's session or log. */
  | 'session'
  /** A sentence that says so. */
  | 'prose'
  /** The account that wrote the commit or opened the change is an agent's. */
  | 'author'
  /** A label of the change. */
  | 'label';

/** One tool a change is attributed to. @public */
export interface AttributedTool {
  /** Assistant id as the repository checks report it, `claude-code`; {@link UNNAMED_TOOL} when none is named. */
  tool: string;
  how: AttributionMeans;
}

/** What is known of how a change was made. @public */
export interface Attribution {
  /** `no` only where something says so; nothing said is `unknown`. */
  assisted: 'yes' | 'no' | 'unknown';
  /** Sorted by tool, each once. */
  tools: AttributedTool[];
}

/** Who wrote a commit or opened a change, as far as the code host tells. @public */
export interface ChangeAuthor {
  name?: string;
  email?: string;
  /** Account name at the code host, with or without `[bot]`. */
  login?: string;
}

/** What attribution is read from. Every part is optional: absence says nothing. @public */
export interface AttributionInput {
  /** Commit messages, and the description of the change. */
  messages?: readonly string[];
  /** Authors of the commits and of the change. */
  authors?: readonly ChangeAuthor[];
  labels?: readonly string[];
  /**
   * Accounts of the organization that change code by rules, beside the known
   * ones, such as the user a dependency updater runs as.
   */
  automation?: readonly string[];
}

/** Stands for a tool that is not named. @public */
export const UNNAMED_TOOL = 'other';
