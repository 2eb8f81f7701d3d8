import { auditReadPermission } from '@plumbline/backstage-plugin-ai-governance-common';
import { decodeCursor, encodeCursor } from '../assessment/scorecardFilter';
import { DEFAULT_PAGE } from './context';
import type { RouteContext } from './context';

/** The append-only log. */
export function addAuditRoutes(context: RouteContext): void {
  const { router, services, anyone } = context;

  router.get('/audit', async (request, response) => {
    const credentials = await anyone(request);
    await services.permissions.require(auditReadPermission, credentials);
    const limit = (request.query.limit as never) ?? DEFAULT_PAGE;
    const before = decodeCursor<{ seq: number }>(
      request.query.cursor as string | undefined,
      value => Number.isSafeInteger(value?.seq),
    );
    const items = await services.audit.list({
      limit: limit + 1,
      beforeSeq: before?.seq,
      subject: request.query.subject as string | undefined,
    });
    const page = items.slice(0, limit);
    response.json({
      items: page,
      ...(items.length > limit && {
        nextCursor: encodeCursor({ seq: page[page.length - 1].seq }),
      }),
    });
  });

  router.get('/audit/verify', async (request, response) => {
    const credentials = await anyone(request);
    await services.permissions.require(auditReadPermission, credentials);
    response.json(await services.audit.verify());
  });
}
