import type { RouteContext } from './context';

/** The framework in force and its versions. */
export function addFrameworkRoutes(context: RouteContext): void {
  const { router, services, anyone } = context;

  router.get('/framework', async (request, response) => {
    await anyone(request);
    const inForce = services.framework.current();
    response.set('etag', `"${inForce.digest}"`);
    response.json({
      framework: inForce.framework,
      digest: inForce.digest,
      inForceSince: inForce.inForceSince,
      timeZone: services.dates.zone,
      checkTypes: services.checkTypes(),
      tools: inForce.tools,
      badges: services.badges.enabled,
    });
  });

  router.get('/framework/versions', async (request, response) => {
    await anyone(request);
    response.json({ items: await services.framework.versions() });
  });
}
