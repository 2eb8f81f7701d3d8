import { DEFAULT_PAGE } from './context';
import type { RouteContext } from './context';

/** What needs the caller to decide, to confirm or to renew. */
export function addInboxRoutes({
  router,
  services,
  person,
}: RouteContext): void {
  router.get('/inbox', async (request, response) => {
    const credentials = await person(request);
    response.json(
      await services.inbox.list(
        credentials,
        (request.query.limit as never) ?? DEFAULT_PAGE,
      ),
    );
  });

  router.get('/inbox/count', async (request, response) => {
    response.json(await services.inbox.count(await person(request)));
  });
}
