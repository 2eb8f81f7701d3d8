import {
  accountabilityReadPermission,
  failureReviewPermission,
  feedbackReadPermission,
  violationReadPermission,
  violationReportPermission,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { RouteContext } from './context';

/** Violations, feedback on controls, weekly failures, and who knows what they answer for. */
export function addConductRoutes(context: RouteContext): void {
  const { router, services, anyone, person } = context;

  router.get('/violations', async (request, response) => {
    const credentials = await anyone(request);
    await services.permissions.require(violationReadPermission, credentials);
    response.json(await services.violations.list(request.query as never));
  });

  router.get('/violations/own', async (request, response) => {
    const credentials = await person(request);
    response.json(
      await services.violations.list({
        ...request.query,
        person: credentials.principal.userEntityRef,
      } as never),
    );
  });

  router.post('/violations', async (request, response) => {
    const credentials = await person(request);
    await services.permissions.require(violationReportPermission, credentials);
    response
      .status(201)
      .json(await services.violations.report(request.body, credentials));
  });

  router.post('/violations/:id/settle', async (request, response) => {
    const credentials = await person(request);
    await services.permissions.require(violationReadPermission, credentials);
    response.json(
      await services.violations.settle(
        request.params.id,
        request.body,
        credentials,
      ),
    );
  });

  router.get('/feedback', async (request, response) => {
    const credentials = await person(request);
    const readsAll = await services.permissions.has(
      feedbackReadPermission,
      credentials,
    );
    response.json(
      await services.feedback.list(credentials.principal.userEntityRef, {
        readsAll,
      }),
    );
  });

  router.put('/feedback/:control', async (request, response) => {
    const credentials = await person(request);
    response.json(
      await services.feedback.give(
        request.params.control,
        request.body,
        credentials.principal.userEntityRef,
      ),
    );
  });

  router.delete('/feedback/:control', async (request, response) => {
    const credentials = await person(request);
    await services.feedback.takeBack(
      request.params.control,
      credentials.principal.userEntityRef,
    );
    response.status(204).end();
  });

  router.get('/failures', async (request, response) => {
    const credentials = await anyone(request);
    response.json(
      await services.failures.week(
        request.query.week as string | undefined,
        credentials,
      ),
    );
  });

  router.post('/failures/:week/review', async (request, response) => {
    const credentials = await person(request);
    await services.permissions.require(failureReviewPermission, credentials);
    response.json(
      await services.failures.review(
        request.params.week,
        request.body,
        credentials,
      ),
    );
  });

  router.get('/accountability', async (request, response) => {
    const credentials = await person(request);
    const readsTeams = await services.permissions.has(
      accountabilityReadPermission,
      credentials,
    );
    response.json(
      await services.accountability.state(credentials.principal.userEntityRef, {
        readsTeams,
      }),
    );
  });

  router.post('/accountability/acknowledge', async (request, response) => {
    const credentials = await person(request);
    response.json(
      await services.accountability.acknowledge(request.body, credentials),
    );
  });
}
