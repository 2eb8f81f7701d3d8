import { assessmentRunPermission } from '@plumbline/backstage-plugin-ai-governance-common';
import { DEFAULT_PAGE, actorOf, refOf } from './context';
import type { RouteContext } from './context';

/** Scorecards of one and of many entities, their history and changes. */
export function addScorecardRoutes(context: RouteContext): void {
  const { router, services, anyone, service } = context;

  router.get(
    '/entities/:kind/:namespace/:name/scorecard',
    async (request, response) => {
      const credentials = await anyone(request);
      response
        .type('json')
        .send(await services.scorecards.getJson(refOf(request), credentials));
    },
  );

  router.get(
    '/entities/:kind/:namespace/:name/history',
    async (request, response) => {
      const credentials = await anyone(request);
      const { limit, cursor, control } = request.query;
      response.json(
        await services.history.get(
          refOf(request),
          {
            limit: (limit as never) ?? DEFAULT_PAGE,
            cursor: cursor as string | undefined,
            control: control as string | undefined,
          },
          credentials,
        ),
      );
    },
  );

  router.get(
    '/entities/:kind/:namespace/:name/replay',
    async (request, response) => {
      const credentials = await anyone(request);
      response.json(
        await services.replay.replay(
          refOf(request),
          String(request.query.at),
          credentials,
        ),
      );
    },
  );

  router.post(
    '/entities/:kind/:namespace/:name/assess',
    async (request, response) => {
      const credentials = await anyone(request);
      response
        .status(202)
        .json(
          await services.reassessment.request(
            refOf(request),
            actorOf(credentials),
            credentials,
            assessmentRunPermission,
          ),
        );
    },
  );

  router.get('/scorecards', async (request, response) => {
    const credentials = await anyone(request);
    const { filter, orderBy, limit, cursor } = request.query;
    response.json(
      await services.scorecardLists.list(
        {
          filter: filter as string[] | undefined,
          orderBy: orderBy as string | undefined,
          limit: limit as number | undefined,
          cursor: cursor as string | undefined,
        },
        credentials,
      ),
    );
  });

  router.post('/scorecards/by-refs', async (request, response) => {
    const credentials = await anyone(request);
    response.json({
      items: await services.scorecards.byRefs(
        request.body.entityRefs,
        credentials,
      ),
    });
  });

  router.get('/scorecards/changes', async (request, response) => {
    await service(request);
    const { since, consumer, limit } = request.query;
    response.json(
      await services.scorecards.changes({
        since: since as string | undefined,
        consumer: consumer as string | undefined,
        limit: limit as number | undefined,
      }),
    );
  });
}
