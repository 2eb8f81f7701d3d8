import serialize from 'canonicalize';

/**
 * The canonical JSON text (RFC 8785) of a value: keys sorted, no insignificant space, absent and
 * `undefined` members left out, so that equal values have equal bytes.
 *
 * @throws Error for NaN and infinite numbers, which JSON cannot carry.
 * @public
 */
export function canonicalJson(value: unknown): string {
  return serialize(value) ?? 'null';
}
