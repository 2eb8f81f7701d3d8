import { NotAllowedError } from '@backstage/errors';
import { wantedCatalogFacts } from '@plumbline/backstage-plugin-ai-governance-common';
import type { InventoryEntity } from '@plumbline/backstage-plugin-ai-governance-common';
import { normalizedRef } from './context';
import type { RouteContext } from './context';

/** What the catalog tells, and the annotations it gets for it. */
export function addInventoryRoutes(context: RouteContext): void {
  const { router, services, service, now } = context;

  router.get('/inventory/wanted', async (request, response) => {
    await service(request);
    response.json(wantedCatalogFacts(services.framework.current().framework));
  });

  router.post('/inventory/annotations', async (request, response) => {
    const credentials = await service(request);
    if (credentials.principal.subject !== 'plugin:catalog') {
      throw new NotAllowedError(
        'Only the catalog may tell which entities there are',
      );
    }
    const entities: InventoryEntity[] = request.body.entities;
    for (const entity of entities) {
      entity.entityRef = normalizedRef(entity.entityRef);
    }
    const changed = await services.inventory.learn(entities, now(), records =>
      services.runner.judgeFresh(records),
    );
    if (changed.length > 0) {
      await services.runner.judge(changed);
      services.collectSoon();
    }
    response.json({
      items: await services.scorecards.annotations(
        entities.map(entity => entity.entityRef),
      ),
    });
  });
}
