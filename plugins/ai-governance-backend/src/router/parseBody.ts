import { InputError } from '@backstage/errors';
import express from 'express';
import type { RequestHandler } from 'express';
import { refuseNul } from '../assessment/scorecardFilter';
import { PayloadTooLargeError } from '../payloadTooLarge';
import { UPLOAD_LIMIT } from '../tabular/readCsv';

/** What a route takes where 1 MB is not enough; decompressed bytes. */
const LIMITS: { [path: string]: string } = {
  // 5,000 entity refs of the longest kind.
  '/scorecards/by-refs': '3mb',
  '/inventory/annotations': '3mb',
  // A whole framework.
  '/framework/versions': '3mb',
  // 500 items with findings.
  '/evidence': '5mb',
};

// The longest lists of the longest texts that the API takes fit, whatever their
// script: 50 follow-ups, 50 wanted pieces of evidence, 200 services.
const DEFAULT_LIMIT = '1mb';

/** Routes that take a CSV file as well as JSON. */
const UPLOADS = /^\/(?:training\/completions|imports\/[^/]+)$/;

/** Bodies that are read as they arrive, by their own route. */
const STREAMED: ReadonlySet<string> = new Set(['/reports/sarif']);

/**
 * Reads JSON and CSV bodies, each route with its own limit, and says what is wrong
 * with those that are none.
 */
export function parseBody(): RequestHandler {
  return (request, response, next) => {
    if (/%00/.test(request.url)) {
      next(
        new InputError(
          'An address must not contain the character NUL (U+0000)',
        ),
      );
      return;
    }
    if (STREAMED.has(request.path)) {
      next();
      return;
    }
    const isUpload = UPLOADS.test(request.path);
    const limit = isUpload
      ? UPLOAD_LIMIT
      : LIMITS[request.path] ?? DEFAULT_LIMIT;
    // What the catalog tells is made storable instead of refused.
    const reviver =
      request.path === '/inventory/annotations' ? undefined : refuseNul;
    const parse =
      isUpload && request.is('text/csv')
        ? express.text({ type: 'text/csv', limit })
        : express.json({ limit, reviver });
    parse(request, response, error => {
      next(error && explained(error, limit));
    });
  };
}

function explained(
  error: { status?: number; type?: string; message: string },
  limit: string,
): Error {
  if (error.type === 'entity.too.large') {
    return new PayloadTooLargeError(
      `The body is larger than ${limit}; send it in smaller parts`,
    );
  }
  if (error.type === 'entity.parse.failed') {
    return new InputError(`The body is no JSON: ${error.message}`);
  }
  return error.status !== undefined && error.status < 500
    ? Object.assign(new InputError(error.message), {
        // 415 for an encoding or character set nobody knows.
        ...(error.status === 415 && { statusCode: 415 }),
      })
    : (error as Error);
}
