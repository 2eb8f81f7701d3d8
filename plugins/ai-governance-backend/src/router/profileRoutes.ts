import type { DeclareRequest } from '@plumbline/backstage-plugin-ai-governance-common';
import { refOf } from './context';
import type { RouteContext } from './context';

/** What a team declares of its entity. */
export function addProfileRoutes(context: RouteContext): void {
  const { router, services, anyone, person } = context;

  router.get(
    '/entities/:kind/:namespace/:name/profile',
    async (request, response) => {
      const credentials = await anyone(request);
      response.json(
        await services.declarations.get(refOf(request), credentials),
      );
    },
  );

  router.get(
    '/entities/:kind/:namespace/:name/profile/patch',
    async (request, response) => {
      const credentials = await anyone(request);
      response.json(
        await services.descriptorPatches.get(refOf(request), credentials),
      );
    },
  );

  router.put(
    '/entities/:kind/:namespace/:name/profile',
    async (request, response) => {
      const credentials = await person(request);
      const { values, reason } = request.body as DeclareRequest;
      const declared = await services.declarations.declare(
        refOf(request),
        values,
        credentials.principal.userEntityRef,
        credentials,
        { reason },
      );
      services.runner.kick();
      response.json(declared);
    },
  );
}
