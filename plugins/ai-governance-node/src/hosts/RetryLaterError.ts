import { CustomErrorBase } from '@backstage/errors';
import type { Instant } from '@plumbline/backstage-plugin-ai-governance-common';

/**
 * Thrown by a collector when its host asks to come back later, such as at a
 * rate limit. The next look waits until then instead of trying again.
 * @public
 */
export class RetryLaterError extends CustomErrorBase {
  name = 'RetryLaterError' as const;

  constructor(
    message: string,
    /** Nothing is asked before this instant. */
    readonly retryAt: Instant,
  ) {
    super(message);
  }
}
