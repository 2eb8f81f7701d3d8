import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import { InputError } from '@backstage/errors';
import express from 'express';
import { refuseNul } from '../assessment/scorecardFilter';
import { spec } from '../schema/openapi.generated';
import type { Services } from '../services';
import { addAttestationRoutes } from './attestationRoutes';
import { addAuditRoutes } from './auditRoutes';
import { routeContext } from './context';
import { addFrameworkRoutes } from './frameworkRoutes';
import { addInventoryRoutes } from './inventoryRoutes';
import { addProfileRoutes } from './profileRoutes';
import { addScorecardRoutes } from './scorecardRoutes';

/** 5,000 entity refs of the longest kind; decompressed bytes. */
const BY_REFS_LIMIT = '3mb';

/** Translates HTTP to services and nothing else. */
export function createRouter(options: {
  services: Services;
  httpAuth: HttpAuthService;
}): express.Router {
  const { services, httpAuth } = options;
  const router = createValidatedOpenApiRouter(spec as any, {
    middleware: [
      (request, response, next) => {
        const limit =
          request.path === '/scorecards/by-refs' ||
          request.path === '/inventory/annotations'
            ? BY_REFS_LIMIT
            : '100kb';
        if (/%00/.test(request.url)) {
          next(
            new InputError(
              'An address must not contain the character NUL (U+0000)',
            ),
          );
          return;
        }
        // What the catalog tells is made storable instead of refused.
        const reviver =
          request.path === '/inventory/annotations' ? undefined : refuseNul;
        express.json({ limit, reviver })(request, response, next);
      },
    ],
  }) as unknown as express.Router;

  const context = routeContext({ router, services, httpAuth });
  addFrameworkRoutes(context);
  addScorecardRoutes(context);
  addProfileRoutes(context);
  addInventoryRoutes(context);
  addAttestationRoutes(context);
  addAuditRoutes(context);
  return router;
}
