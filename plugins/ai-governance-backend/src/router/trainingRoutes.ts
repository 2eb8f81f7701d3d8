import {
  trainingErasePermission,
  trainingReadPermission,
  trainingUploadPermission,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { TrainingCompletion } from '@plumbline/backstage-plugin-ai-governance-common';
import { decodeCursor, encodeCursor } from '../assessment/scorecardFilter';
import { COMPLETION_COLUMNS } from '../training/readCompletions';
import { actorOf, DEFAULT_PAGE, normalizedRef } from './context';
import type { RouteContext } from './context';
import { uploadedRows } from './upload';

/** Completions of training, and figures per group. */
export function addTrainingRoutes(context: RouteContext): void {
  const { router, services, anyone, now } = context;

  router.post('/training/completions', async (request, response) => {
    const credentials = await anyone(request);
    await services.importCallers.require(
      'training',
      trainingUploadPermission,
      credentials,
    );
    const rows = await uploadedRows(
      request,
      COMPLETION_COLUMNS,
      (body: { completions: TrainingCompletion[] }) =>
        body.completions.map(({ completedOn, validUntil, ...cells }) => ({
          ...cells,
          completed_on: completedOn,
          ...(validUntil !== undefined && { valid_until: validUntil }),
        })),
    );
    const result = await services.training.upload(
      rows,
      actorOf(credentials),
      now(),
    );
    if (result.changed > 0) {
      services.runner.kick();
    }
    response.json(result);
  });

  router.post('/training/erasures', async (request, response) => {
    const credentials = await anyone(request);
    await services.permissions.require(trainingErasePermission, credentials);
    const { person } = request.body as { person: string };
    const result = await services.training.erase(
      person,
      actorOf(credentials),
      now(),
    );
    if (result.completions > 0) {
      services.runner.kick();
    }
    response.json(result);
  });

  router.get('/training/kpis', async (request, response) => {
    const credentials = await anyone(request);
    await services.permissions.require(trainingReadPermission, credentials);
    response.json(await services.trainingKpis.read(credentials, now()));
  });

  router.get('/training', async (request, response) => {
    const credentials = await anyone(request);
    await services.permissions.require(trainingReadPermission, credentials);
    const { group } = request.query;
    const { items, next } = await services.training.list({
      credentials,
      at: now(),
      limit: (request.query.limit as never) ?? DEFAULT_PAGE,
      after: decodeCursor<string>(
        request.query.cursor as string | undefined,
        value => typeof value === 'string',
      ),
      ...(group !== undefined && { group: normalizedRef(String(group)) }),
    });
    response.json({
      items,
      timeZone: services.dates.zone,
      ...(next !== undefined && { nextCursor: encodeCursor(next) }),
    });
  });
}
