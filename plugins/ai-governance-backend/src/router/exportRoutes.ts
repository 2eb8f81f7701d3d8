import type { ExportRequest } from '@plumbline/backstage-plugin-ai-governance-common';
import { actorOf } from './context';
import type { RouteContext } from './context';

/** What people take out of the portal leaves an entry in the audit log. */
export function addExportRoutes(context: RouteContext): void {
  const { router, services, anyone } = context;

  router.post('/exports', async (request, response) => {
    const credentials = await anyone(request);
    await services.exports.note(
      request.body as ExportRequest,
      actorOf(credentials),
    );
    response.status(204).end();
  });
}
