import { InputError } from '@backstage/errors';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import * as OpenApiValidator from 'express-openapi-validator';
import type { ErrorRequestHandler } from 'express';
import { parseBody } from './parseBody';

/** One mistake as the validator reports it. */
interface Mistake {
  path: string;
  message: string;
  errorCode?: string;
}

/** Where the document itself is served. */
const DOCUMENT = '/openapi.json';

/** The validator's own words, with the name of what they are about. */
function described({ path, message, errorCode }: Mistake): string {
  const at = path.replace(/^\//, 'request/');
  if (/^(additional|unevaluated)Properties\./.test(errorCode ?? '')) {
    const member = path.slice(path.lastIndexOf('/') + 1);
    const parent = at.slice(0, at.lastIndexOf('/'));
    return `${parent} must not have the member '${member}'`;
  }
  if (/^required\./.test(errorCode ?? '')) {
    return `${at.slice(0, at.lastIndexOf('/'))} ${message}`;
  }
  // Without a code it is a whole sentence already.
  return errorCode === undefined ? message : `${at} ${message}`;
}

const explainMistakes: ErrorRequestHandler = (
  error: Error & { status?: number; errors?: Mistake[] },
  _request,
  _response,
  next,
) => {
  if (!error.errors || error.status === undefined || error.status >= 500) {
    next(error);
    return;
  }
  const message =
    [...new Set(error.errors.map(described))].join('; ') || error.message;
  next(error.status === 400 ? new InputError(message) : error);
};

/** First segment of the addresses that are asked for far more often than others. */
const BUSY = 'entities';

/** As the router compares: whatever the case. */
function isBusy(path: string): boolean {
  return path.split('/')[1].toLocaleLowerCase('en-US') === BUSY;
}

/**
 * The validator compiles the pattern of each address, one after the other,
 * until it is at the one that is asked for, with every request. So the busy
 * ones have a validator of their own.
 */
function validator(spec: { paths: { [path: string]: unknown } }): Router {
  const [busy, others] = [true, false].map(wanted =>
    PromiseRouter().use(
      OpenApiValidator.middleware({
        apiSpec: {
          ...spec,
          paths: Object.fromEntries(
            Object.entries(spec.paths).filter(
              ([path]) => isBusy(path) === wanted,
            ),
          ),
        } as never,
        validateRequests: {
          coerceTypes: false,
          allowUnknownQueryParameters: false,
        },
        validateResponses: false,
        useRequestUrl: true,
        ignoreUndocumented: true,
      }) as never,
    ),
  );
  const router = PromiseRouter();
  router.use((request, response, next) =>
    (isBusy(request.path) ? busy : others)(request, response, next),
  );
  return router as unknown as Router;
}

/**
 * A router that lets only requests through that the OpenAPI document
 * describes. Made here and not by `createValidatedOpenApiRouter`, which turns
 * every error into a 400 with the validator's summary: a body that is too
 * large is a 413, and a mistake names the member that is wrong.
 */
export function validatedRouter(spec: {
  paths: { [path: string]: unknown };
}): Router {
  const router = PromiseRouter();
  router.use(parseBody());
  router.use(validator(spec) as never);
  router.use(explainMistakes);
  router.get(DOCUMENT, async (request, response) => {
    const base = request.originalUrl.replace(/\/openapi\.json.*$/, '');
    response.json({
      ...spec,
      paths: Object.fromEntries(
        Object.entries(spec.paths).map(([path, item]) => [
          `${base}${path}`,
          item,
        ]),
      ),
    });
  });
  return router as unknown as Router;
}
