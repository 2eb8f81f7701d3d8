import {
  adoptionDecidePermission,
  roadmapAttestPermission,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  AdoptionMoveRequest,
  PlanAttestationRequest,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { RouteContext } from './context';

/** Plans, checklists and how far teams are. */
export function addRoadmapRoutes(context: RouteContext): void {
  const { router, services, anyone, person } = context;

  router.get('/roadmap', async (request, response) => {
    const credentials = await anyone(request);
    response.json(await services.roadmap.plans(credentials));
  });

  router.post('/roadmap/attestations', async (request, response) => {
    const credentials = await person(request);
    await services.permissions.require(roadmapAttestPermission, credentials);
    const attestation = await services.roadmap.attest(
      request.body as PlanAttestationRequest,
      credentials.principal.userEntityRef,
      credentials,
    );
    response.status(201).json(attestation);
  });

  router.post(
    '/roadmap/attestations/:id/withdraw',
    async (request, response) => {
      const credentials = await person(request);
      await services.permissions.require(roadmapAttestPermission, credentials);
      const { reason } = request.body as { reason: string };
      await services.roadmap.withdraw(
        request.params.id,
        reason,
        credentials.principal.userEntityRef,
      );
      response.status(204).end();
    },
  );

  router.get('/adoption', async (request, response) => {
    const credentials = await anyone(request);
    response.json(await services.adoption.teams(credentials));
  });

  router.get('/adoption/ahead', async (request, response) => {
    const credentials = await anyone(request);
    response.json(
      await services.adoption.ahead(request.query as never, credentials),
    );
  });

  router.post('/adoption/moves', async (request, response) => {
    const credentials = await person(request);
    await services.permissions.require(adoptionDecidePermission, credentials);
    response.json(
      await services.adoption.move(
        request.body as AdoptionMoveRequest,
        credentials.principal.userEntityRef,
        credentials,
      ),
    );
  });
}
