/** Where the page of policies is, below the governance page. @internal */
export const POLICIES_PATH = 'policies';

/** What the page's address can ask for, by id. @internal */
export type PolicyKind = 'policy' | 'classification' | 'tier' | 'zone';
