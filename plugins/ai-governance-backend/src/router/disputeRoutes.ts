import { disputeDecidePermission } from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  DisputeRequest,
  DisputeResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { decodeCursor, encodeCursor } from '../assessment/scorecardFilter';
import { DEFAULT_PAGE, normalizedRef, refOf } from './context';
import type { RouteContext } from './context';

/** Findings that people say are wrong. */
export function addDisputeRoutes(context: RouteContext): void {
  const { router, services, anyone, person } = context;

  router.post(
    '/entities/:kind/:namespace/:name/disputes',
    async (request, response) => {
      const credentials = await person(request);
      response
        .status(201)
        .json(
          await services.disputes.dispute(
            refOf(request),
            request.body as DisputeRequest,
            credentials,
          ),
        );
    },
  );

  router.get('/disputes', async (request, response) => {
    const credentials = await anyone(request);
    const { entityRef, state, limit, cursor } = request.query;
    const { items, next } = await services.disputes.list(
      {
        entityRef:
          entityRef === undefined
            ? undefined
            : normalizedRef(String(entityRef)),
        state: state as DisputeResponse['state'] | undefined,
        limit: (limit as never) ?? DEFAULT_PAGE,
        before: decodeCursor<{ at: string; id: string }>(
          cursor as string | undefined,
          value =>
            typeof value?.at === 'string' && typeof value.id === 'string',
        ),
      },
      credentials,
    );
    response.json({ items, ...(next && { nextCursor: encodeCursor(next) }) });
  });

  router.get('/disputes/rates', async (request, response) => {
    await anyone(request);
    response.json({ items: await services.disputeRates.list() });
  });

  for (const decision of ['approve', 'reject'] as const) {
    router.post(`/disputes/:id/${decision}`, async (request, response) => {
      const credentials = await person(request);
      await services.permissions.require(disputeDecidePermission, credentials);
      const { reason, until } = request.body as {
        reason: string;
        until?: string;
      };
      const decided = await services.disputes.decide(request.params.id, {
        accept: decision === 'approve',
        reason,
        until,
        by: credentials.principal.userEntityRef,
      });
      services.runner.kick();
      response.json(decided);
    });
  }

  router.post('/disputes/:id/withdraw', async (request, response) => {
    const credentials = await person(request);
    response.json(
      await services.disputes.withdraw(request.params.id, credentials),
    );
  });
}
