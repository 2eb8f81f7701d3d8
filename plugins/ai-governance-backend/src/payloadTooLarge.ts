/** A body beyond its limit. */
export class PayloadTooLargeError extends Error {
  /** Read by the error middleware of the backend. */
  readonly statusCode = 413;
  readonly name = 'PayloadTooLargeError';
}
