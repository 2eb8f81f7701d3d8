import {
  importCreatePermission,
  importReadPermission,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  ImportKind,
  ImportRequest,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { InputError } from '@backstage/errors';
import { IMPORT_KINDS } from '../imports/kinds';
import { actorOf } from './context';
import type { RouteContext } from './context';
import { isCsv, uploadedRows } from './upload';

/** Inventories, reports, analyses and records from other systems. */
export function addImportRoutes(context: RouteContext): void {
  const { router, services, anyone, now } = context;

  router.get('/imports', async (request, response) => {
    const credentials = await anyone(request);
    await services.permissions.require(importReadPermission, credentials);
    response.json({ items: await services.imports.list(now()) });
  });

  router.post('/imports/:kind', async (request, response) => {
    const credentials = await anyone(request);
    const kind = request.params.kind as ImportKind;
    await services.importCallers.require(
      kind,
      importCreatePermission,
      credentials,
    );
    const query = request.query as { [name: string]: string | undefined };
    const head = isCsv(request)
      ? {
          source: query.source,
          asOf: query.asOf,
          link: query.link,
          period: { from: query.from, to: query.to },
        }
      : (request.body as ImportRequest);
    if (head.source === undefined || head.asOf === undefined) {
      throw new InputError(
        'Name the source and what the file is as of: ?source=edr-laptops&asOf=2026-11-20',
      );
    }
    const rows = await uploadedRows(
      request,
      IMPORT_KINDS[kind].columns,
      (body: ImportRequest) => body.rows,
    );
    const result = await services.imports.take(
      kind,
      { ...head, source: head.source, asOf: head.asOf, rows },
      actorOf(credentials),
      now(),
    );
    if (result.written) {
      services.runner.kick();
    }
    response.status(result.written ? 201 : 200).json(result);
  });

  router.delete('/imports/:kind', async (request, response) => {
    const credentials = await anyone(request);
    const kind = request.params.kind as ImportKind;
    await services.importCallers.require(
      kind,
      importCreatePermission,
      credentials,
    );
    await services.imports.end(
      kind,
      String(request.query.source),
      actorOf(credentials),
      now(),
    );
    services.runner.kick();
    response.status(204).end();
  });
}
