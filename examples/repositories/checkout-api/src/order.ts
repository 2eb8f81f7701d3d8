export type Order = { id: string; amountMinor: number; currency: string };

export function total(lines: { priceMinor: number; quantity: number }[]) {
  return lines.reduce((sum, line) => sum + line.priceMinor * line.quantity, 0);
}
