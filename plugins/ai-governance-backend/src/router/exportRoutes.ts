import type { ExportRequest } from '@plumbline/backstage-plugin-ai-governance-common';
import { actorOf, refOf } from './context';
import type { RouteContext } from './context';

/** What people take out of the portal leaves an entry in the audit log. */
export function addExportRoutes(context: RouteContext): void {
  const { router, services, anyone } = context;

  router.get(
    '/entities/:kind/:namespace/:name/sarif',
    async (request, response) => {
      const credentials = await anyone(request);
      const { name } = request.params;
      const log = await services.sarifExport.of(refOf(request), credentials);
      await services.exports.note(
        {
          view: 'entity-sarif',
          format: 'sarif',
          query: refOf(request),
          rows: log.runs[0].results.length,
        },
        actorOf(credentials),
      );
      response.attachment(`${name.replace(/[^\w.-]/g, '_')}.sarif`);
      response.type('application/sarif+json').send(JSON.stringify(log));
    },
  );

  router.post('/exports', async (request, response) => {
    const credentials = await anyone(request);
    await services.exports.note(
      request.body as ExportRequest,
      actorOf(credentials),
    );
    response.status(204).end();
  });
}
