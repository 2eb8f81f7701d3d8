/** One measured figure and, where an issue names one, its limit. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** What the figure is compared with in the same run. */
  floor?: { name: string; value: number };
  /** Limit of the value itself. */
  atMost?: number;
  atLeast?: number;
  /** Limit of value ÷ floor. */
  ratioAtMost?: number;
  ratioAtLeast?: number;
}

/** A benchmark: prints nothing itself, returns what it measured. */
export interface Benchmark {
  name: string;
  description: string;
  run(say: (message: string) => void): Promise<Figure[]>;
}

export function ratioOf(figure: Figure): number | undefined {
  return figure.floor && figure.value / figure.floor.value;
}

/** Whether the figure keeps every limit it has. */
export function isKept(figure: Figure): boolean {
  const ratio = ratioOf(figure);
  return (
    (figure.atMost === undefined || figure.value <= figure.atMost) &&
    (figure.atLeast === undefined || figure.value >= figure.atLeast) &&
    (figure.ratioAtMost === undefined ||
      (ratio !== undefined && ratio <= figure.ratioAtMost)) &&
    (figure.ratioAtLeast === undefined ||
      (ratio !== undefined && ratio >= figure.ratioAtLeast))
  );
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)];
}

/** What was measured of both, one right after the other. */
export interface Pair {
  floor: number;
  ours: number;
}

/**
 * The pair with the median ratio: what else goes on weighs on both of a pair,
 * but not alike on two pairs.
 */
export function medianPair(pairs: readonly Pair[]): Pair {
  const middle = median(pairs.map(({ floor, ours }) => ours / floor));
  return pairs.find(({ floor, ours }) => ours / floor === middle)!;
}

const round = (value: number) =>
  value >= 100 ? Math.round(value) : Number(value.toPrecision(3));

function limitOf(figure: Figure): string {
  return [
    figure.atMost !== undefined && `≤ ${figure.atMost} ${figure.unit}`,
    figure.atLeast !== undefined && `≥ ${figure.atLeast} ${figure.unit}`,
    figure.ratioAtMost !== undefined && `ratio ≤ ${figure.ratioAtMost}`,
    figure.ratioAtLeast !== undefined && `ratio ≥ ${figure.ratioAtLeast}`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** A table for people. */
export function toTable(figures: readonly Figure[]): string {
  const rows = figures.map(figure => {
    const ratio = ratioOf(figure);
    return [
      figure.name,
      `${round(figure.value)} ${figure.unit}`,
      figure.floor
        ? `${round(figure.floor.value)} ${figure.unit} (${figure.floor.name})`
        : '',
      ratio === undefined ? '' : `${round(ratio)} ×`,
      limitOf(figure),
      isKept(figure) ? 'kept' : 'MISSED',
    ];
  });
  const table = [
    ['figure', 'measured', 'floor', 'ratio', 'limit', ''],
    ...rows,
  ];
  const widths = table[0].map((_, column) =>
    Math.max(...table.map(row => row[column].length)),
  );
  return table
    .map(row =>
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
