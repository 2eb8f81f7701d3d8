import type {
  ExceptionRequest,
  ExceptionState,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { decodeCursor, encodeCursor } from '../assessment/scorecardFilter';
import { DEFAULT_PAGE, normalizedRef } from './context';
import type { RouteContext } from './context';

/** Time-limited deviations from controls. */
export function addExceptionRoutes(context: RouteContext): void {
  const { router, services, anyone, person } = context;

  router.get('/exceptions', async (request, response) => {
    const credentials = await anyone(request);
    const { entityRef, state, endsBefore, limit, cursor } = request.query;
    const { items, next } = await services.exceptions.list(
      {
        entityRef:
          entityRef === undefined
            ? undefined
            : normalizedRef(String(entityRef)),
        state: state as ExceptionState | undefined,
        endsBefore: endsBefore as string | undefined,
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

  router.get('/exceptions/renewals', async (request, response) => {
    response.json(
      await services.exceptions.renewedControls(await anyone(request)),
    );
  });

  router.post('/exceptions', async (request, response) => {
    const credentials = await person(request);
    response
      .status(201)
      .json(
        await services.exceptions.request(
          request.body as ExceptionRequest,
          credentials,
        ),
      );
  });

  for (const decision of ['approve', 'reject'] as const) {
    router.post(`/exceptions/:id/${decision}`, async (request, response) => {
      const credentials = await person(request);
      const decided = await services.exceptions.decide(
        request.params.id,
        { ...request.body, approve: decision === 'approve' },
        credentials,
      );
      services.runner.kick();
      response.json(decided);
    });
  }

  router.post('/exceptions/:id/confirm', async (request, response) => {
    const credentials = await person(request);
    const confirmed = await services.exceptions.confirm(
      request.params.id,
      request.body.reason,
      credentials,
    );
    services.runner.kick();
    response.json(confirmed);
  });

  router.post('/exceptions/:id/revoke', async (request, response) => {
    const credentials = await person(request);
    const revoked = await services.exceptions.revoke(
      request.params.id,
      request.body.reason,
      credentials,
    );
    services.runner.kick();
    response.json(revoked);
  });

  router.post('/exceptions/:id/withdraw', async (request, response) => {
    const credentials = await person(request);
    response.json(
      await services.exceptions.withdraw(request.params.id, credentials),
    );
  });
}
