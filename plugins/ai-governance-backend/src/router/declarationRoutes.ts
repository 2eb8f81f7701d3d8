import type {
  BatchDeclareRequest,
  DeclarationListState,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { decodeCursor, encodeCursor } from '../assessment/scorecardFilter';
import { DEFAULT_PAGE, normalizedRef } from './context';
import type { RouteContext } from './context';

/** Declarations that lower a protection, and what is decided about them. */
export function addDeclarationRoutes(context: RouteContext): void {
  const { router, services, anyone, person } = context;

  router.get('/declarations', async (request, response) => {
    const credentials = await anyone(request);
    const { entityRef, state, limit, cursor } = request.query;
    const { items, next } = await services.declarations.list(
      {
        entityRef:
          entityRef === undefined
            ? undefined
            : normalizedRef(String(entityRef)),
        state: (state as DeclarationListState | undefined) ?? 'pending',
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

  router.post('/declarations', async (request, response) => {
    const credentials = await person(request);
    const { items, reason } = request.body as BatchDeclareRequest;
    const results = await services.declarations.declareMany(
      items.map(({ entityRef, values }) => ({
        entityRef: normalizedRef(entityRef),
        values,
      })),
      credentials.principal.userEntityRef,
      credentials,
      { reason },
    );
    services.runner.kick();
    response.json({ items: results });
  });

  for (const decision of ['approve', 'reject'] as const) {
    router.post(`/declarations/:id/${decision}`, async (request, response) => {
      const credentials = await person(request);
      const decided = await services.declarations.decide(
        request.params.id,
        { approve: decision === 'approve', reason: request.body.reason },
        credentials,
      );
      services.runner.kick();
      response.json(decided);
    });
  }

  router.post('/declarations/:id/review', async (request, response) => {
    const credentials = await person(request);
    response.json(
      await services.declarationReviews.review(
        request.params.id,
        request.body,
        credentials,
      ),
    );
  });

  router.post('/declarations/:id/withdraw', async (request, response) => {
    const credentials = await person(request);
    response.json(
      await services.declarations.withdraw(
        request.params.id,
        request.body ?? {},
        credentials,
      ),
    );
  });
}
