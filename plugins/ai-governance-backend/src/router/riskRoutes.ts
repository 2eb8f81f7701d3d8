import { riskEditPermission } from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  RiskEditRequest,
  RiskRequest,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { RouteContext } from './context';

/** The risk register. */
export function addRiskRoutes(context: RouteContext): void {
  const { router, services, anyone, person } = context;

  router.get('/risks', async (request, response) => {
    const credentials = await anyone(request);
    response.json(
      await services.risks.register(request.query as never, credentials),
    );
  });

  router.get('/risks/:id/entities', async (request, response) => {
    const credentials = await anyone(request);
    response.json(
      await services.risks.entities(
        request.params.id,
        request.query as never,
        credentials,
      ),
    );
  });

  router.post('/risks', async (request, response) => {
    const credentials = await person(request);
    await services.permissions.require(riskEditPermission, credentials);
    await services.owners.require(request.body.owner, credentials);
    const risk = await services.risks.add(
      request.body as RiskRequest,
      credentials.principal.userEntityRef,
    );
    response.status(201).json(risk);
  });

  router.put('/risks/:id', async (request, response) => {
    const credentials = await person(request);
    await services.permissions.require(riskEditPermission, credentials);
    await services.owners.require(request.body.owner, credentials);
    response.json(
      await services.risks.edit(
        request.params.id,
        request.body as RiskEditRequest,
        credentials.principal.userEntityRef,
      ),
    );
  });

  router.post('/risks/:id/retire', async (request, response) => {
    const credentials = await person(request);
    await services.permissions.require(riskEditPermission, credentials);
    await services.risks.retire(
      request.params.id,
      request.body as { version: number; reason: string },
      credentials.principal.userEntityRef,
    );
    response.status(204).end();
  });
}
