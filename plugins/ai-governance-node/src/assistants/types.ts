/** What a file is to an assistant. @public */
export type AssistantFileKind =
  | 'instructions'
  | 'rules'
  | 'settings'
  | 'mcp'
  | 'ignore'
  | 'agent'
  | 'skill'
  | 'command'
  | 'hook'
  | 'workflow'
  | 'memory';

/** One file convention of an assistant. @public */
export interface FileConvention {
  /**
   * Glob from the folder the convention is anchored in. Its first segment is literal; it is what paths
   * are looked up by.
   */
  glob: string;
  kind: AssistantFileKind;
  /** `root`: only at the repository's root. `anywhere`: in any folder of the repository's own. */
  at: 'root' | 'anywhere';
  /**
   * False for a file other tools read too: it is listed under this assistant only where another file
   * shows that the assistant is in use, and under the shared conventions otherwise.
   */
  telling?: boolean;
  /** With `telling: false`, content that shows all the same that the assistant is in use. */
  tells?: RegExp;
  /** The file counts only when its content matches: the name alone says nothing about AI. */
  mentions?: RegExp;
}

/** How an assistant can be told to leave files alone. @public */
export type IgnoreMechanism =
  | {
      kind: 'file';
      /** Any of these is honoured; the first is the one to create. */
      files: string[];
    }
  | {
      /** Claude Code: `permissions.deny` with `Read(...)` rules. */
      kind: 'claude-permissions';
      files: string[];
    }
  | {
      /** Nothing in the repository is honoured; `why` says where it is set instead, if anywhere. */
      kind: 'none';
      why: string;
    };

/** One AI assistant and how a repository is set up for it. @public */
export interface AssistantDefinition {
  /** Stable id, the same as in the tool registry. */
  id: string;
  name: string;
  vendor: string;
  files: FileConvention[];
  ignore: IgnoreMechanism;
  /** Where the conventions are documented. */
  source: string;
}

/** A file that belongs to the set-up of an assistant. @public */
export interface AssistantFile {
  assistant: string;
  path: string;
  kind: AssistantFileKind;
  /** Folder the convention is anchored in, '' for the root. */
  base: string;
}
