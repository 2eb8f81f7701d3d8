import type { SummaryResponse } from '@plumbline/backstage-plugin-ai-governance-common';
import type { Response } from 'express';
import type { RouteContext } from './context';
import { whileWaiting } from './waiting';

/** Rows as they are sent; kept as long as the service keeps them. */
const sent = new WeakMap<object, Buffer>();

/**
 * Hundreds of teams times all controls are half a megabyte: written out once
 * and not for every reader.
 */
function sendSummary(response: Response, summary: SummaryResponse): void {
  const { groups, ...rest } = summary;
  if (!groups) {
    response.json(rest);
    return;
  }
  let rows = sent.get(groups);
  if (!rows) {
    rows = Buffer.from(JSON.stringify(groups), 'utf8');
    sent.set(groups, rows);
  }
  const head = Buffer.from(
    `${JSON.stringify(rest).slice(0, -1)},"groups":`,
    'utf8',
  );
  response
    .status(200)
    .set('content-type', 'application/json; charset=utf-8')
    .set('content-length', String(head.length + rows.length + 1));
  response.write(head);
  response.write(rows);
  response.end('}');
}

/** The organization counted: now, over time, and what changed. */
export function addMaturityRoutes(context: RouteContext): void {
  const { router, services, anyone } = context;

  router.get('/summary', async (request, response) => {
    const credentials = await anyone(request);
    sendSummary(
      response as never,
      await services.maturity.summary(request.query as never, credentials),
    );
  });

  router.get('/trends', async (request, response) => {
    const credentials = await anyone(request);
    await whileWaiting(response as never, async signal => {
      response.json(
        await services.maturity.trends(request.query as never, credentials, {
          signal,
        }),
      );
    });
  });

  router.get('/trends/entities', async (request, response) => {
    const credentials = await anyone(request);
    await whileWaiting(response as never, async signal => {
      response.json(
        await services.maturity.entitiesAt(
          request.query as never,
          credentials,
          { signal },
        ),
      );
    });
  });

  router.get('/collection/failures', async (request, response) => {
    const credentials = await anyone(request);
    response.json(
      await services.collectionHealth.failures(
        request.query as never,
        credentials,
      ),
    );
  });

  router.get('/push-next', async (request, response) => {
    const credentials = await anyone(request);
    response.json(
      await services.planning.pushNext(request.query as never, credentials),
    );
  });

  router.get('/changes', async (request, response) => {
    const credentials = await anyone(request);
    response.json(
      await services.maturity.changes(request.query as never, credentials),
    );
  });
}
