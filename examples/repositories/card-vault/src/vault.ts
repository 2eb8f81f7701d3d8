export interface Vault {
  tokenize(pan: string): Promise<string>;
}
