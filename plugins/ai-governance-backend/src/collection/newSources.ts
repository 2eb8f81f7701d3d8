/** Something evidence is collected from that may not be known yet. */
export interface NewSource {
  sourceKey: string;
  kind: string;
  url: string;
}

/**
 * Rows of sources nobody has looked at, due at once, in one order for
 * everybody, so that two replicas never wait for each other. A source that is
 * known already stays as it is unless the writer merges something.
 */
export function newSourceRows(sources: readonly NewSource[], at: string) {
  return {
    table: 'sources',
    columns: [
      'source_key',
      'kind',
      'url',
      'state',
      'due_at',
      'attempts',
      'warnings',
    ] as const,
    rows: [...sources]
      .sort((a, b) => (a.sourceKey < b.sourceKey ? -1 : 1))
      .map(source => ({
        source_key: source.sourceKey,
        kind: source.kind,
        url: source.url,
        state: 'never',
        due_at: at,
        attempts: 0,
        warnings: '[]',
      })),
    conflict: ['source_key'] as const,
  };
}
