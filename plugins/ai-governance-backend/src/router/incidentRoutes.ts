import {
  attestPermission,
  incidentManagePermission,
  incidentReadPermission,
  incidentReportPermission,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  ExerciseReport,
  IncidentReport,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { RouteContext } from './context';

/** Incidents with AI-assisted development, and tabletop exercises. */
export function addIncidentRoutes(context: RouteContext): void {
  const { router, services, anyone, person } = context;

  router.get('/incidents', async (request, response) => {
    const credentials = await anyone(request);
    await services.permissions.require(incidentReadPermission, credentials);
    response.json(
      await services.incidents.list(request.query as never, credentials),
    );
  });

  router.post('/incidents', async (request, response) => {
    const credentials = await person(request);
    await services.permissions.require(incidentReportPermission, credentials);
    const incident = await services.incidents.report(
      request.body as IncidentReport,
      credentials,
    );
    services.runner.kick();
    response.status(201).json(incident);
  });

  router.get('/incidents/:id', async (request, response) => {
    const credentials = await anyone(request);
    await services.permissions.require(incidentReadPermission, credentials);
    response.json(await services.incidents.get(request.params.id, credentials));
  });

  router.put('/incidents/:id/steps/:step', async (request, response) => {
    const credentials = await person(request);
    await services.permissions.require(incidentManagePermission, credentials);
    response.json(
      await services.incidents.tick(
        request.params.id,
        request.params.step,
        request.body,
        credentials,
      ),
    );
  });

  for (const [path, act] of [
    ['/incidents/:id/contain', 'contain'],
    ['/incidents/:id/review', 'review'],
    ['/incidents/:id/review/confirm', 'confirmReview'],
  ] as const) {
    router.post(path, async (request, response) => {
      const credentials = await person(request);
      await services.permissions.require(incidentManagePermission, credentials);
      const incident = await services.incidents[act](
        request.params.id,
        request.body,
        credentials,
      );
      services.runner.kick();
      response.json(incident);
    });
  }

  router.get('/exercises', async (request, response) => {
    const credentials = await anyone(request);
    await services.permissions.require(incidentReadPermission, credentials);
    response.json(await services.exercises.list(request.query as never));
  });

  router.post('/exercises', async (request, response) => {
    const credentials = await person(request);
    await services.permissions.require(incidentManagePermission, credentials);
    await services.permissions.require(attestPermission, credentials);
    const exercise = await services.exercises.record(
      request.body as ExerciseReport,
      credentials,
    );
    services.runner.kick();
    response.status(201).json(exercise);
  });

  for (const kind of ['incidents', 'exercises'] as const) {
    router.post(
      `/${kind}/:id/follow-ups/:followUp/done`,
      async (request, response) => {
        const credentials = await person(request);
        await services.permissions.require(incidentReadPermission, credentials);
        const record = await services[kind].finishFollowUp(
          request.params.id,
          request.params.followUp,
          credentials,
        );
        if (record) {
          response.json(record);
        } else {
          response.status(204).end();
        }
      },
    );
  }
}
