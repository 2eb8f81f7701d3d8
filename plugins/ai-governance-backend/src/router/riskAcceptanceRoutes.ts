import type { RiskAcceptanceRequest } from '@plumbline/backstage-plugin-ai-governance-common';
import type { RouteContext } from './context';

/** Risks of the organization itself that the executive sponsor accepts. */
export function addRiskAcceptanceRoutes(context: RouteContext): void {
  const { router, services, anyone, person } = context;

  router.get('/risk-acceptances', async (request, response) => {
    const credentials = await anyone(request);
    response.json(
      await services.riskAcceptances.list(request.query as never, credentials),
    );
  });

  router.post('/risk-acceptances', async (request, response) => {
    const credentials = await person(request);
    response
      .status(201)
      .json(
        await services.riskAcceptances.accept(
          request.body as RiskAcceptanceRequest,
          credentials,
        ),
      );
  });

  router.post('/risk-acceptances/:id/revoke', async (request, response) => {
    const credentials = await person(request);
    response.json(
      await services.riskAcceptances.revoke(
        request.params.id,
        request.body,
        credentials,
      ),
    );
  });
}
