import type { RouteContext } from './context';

/** The organization counted: now, over time, and what changed. */
export function addMaturityRoutes(context: RouteContext): void {
  const { router, services, anyone } = context;

  router.get('/summary', async (request, response) => {
    const credentials = await anyone(request);
    response.json(
      await services.maturity.summary(request.query as never, credentials),
    );
  });

  router.get('/trends', async (request, response) => {
    const credentials = await anyone(request);
    response.json(
      await services.maturity.trends(request.query as never, credentials),
    );
  });

  router.get('/changes', async (request, response) => {
    const credentials = await anyone(request);
    response.json(
      await services.maturity.changes(request.query as never, credentials),
    );
  });
}
