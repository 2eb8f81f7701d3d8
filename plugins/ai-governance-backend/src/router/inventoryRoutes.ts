import { NotAllowedError } from '@backstage/errors';
import type { RouteContext } from './context';

/** What the catalog tells, and the annotations it gets for it. */
export function addInventoryRoutes(context: RouteContext): void {
  const { router, services, service } = context;

  router.get('/inventory/wanted', async (request, response) => {
    await service(request);
    response.json(await services.catalogLookups.wantedCatalogFacts());
  });

  router.post('/inventory/annotations', async (request, response) => {
    const credentials = await service(request);
    if (credentials.principal.subject !== 'plugin:catalog') {
      throw new NotAllowedError(
        'Only the catalog may tell which entities there are',
      );
    }
    response.json(
      await services.catalogLookups.lookUpAnnotations(request.body.entities),
    );
  });
}
