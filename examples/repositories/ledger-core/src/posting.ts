export type Posting = { account: string; debitMinor: bigint; creditMinor: bigint };
