import {
  frameworkActivatePermission,
  frameworkProposePermission,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { decodeCursor, encodeCursor } from '../assessment/scorecardFilter';
import { DEFAULT_PAGE } from './context';
import type { RouteContext } from './context';

/** The framework in force, its versions, and those that are proposed. */
export function addFrameworkRoutes(context: RouteContext): void {
  const { router, services, anyone, person } = context;

  router.get('/framework', async (request, response) => {
    const credentials = await anyone(request);
    const inForce = services.framework.current();
    const riskAcceptances = await services.riskAcceptances.shownTo(credentials);
    response.json({
      framework: inForce.framework,
      digest: inForce.digest,
      inForceSince: inForce.inForceSince,
      timeZone: services.dates.zone,
      checkTypes: services.checkTypes(),
      tools: inForce.tools,
      badges: services.badges.enabled,
      ...(riskAcceptances.length > 0 && { riskAcceptances }),
      ...(inForce.refused && { refused: inForce.refused }),
    });
  });

  router.get('/framework/versions', async (request, response) => {
    await anyone(request);
    response.json({
      items: await services.framework.versions(),
      proposals: await services.frameworkLifecycle.list(),
    });
  });

  router.get('/framework/versions/:id', async (request, response) => {
    await anyone(request);
    response.json(
      await services.frameworkLifecycle.get(
        request.params.id,
        request.query.against as string | undefined,
      ),
    );
  });

  router.post('/framework/versions', async (request, response) => {
    const credentials = await person(request);
    await services.permissions.require(frameworkProposePermission, credentials);
    response
      .status(201)
      .json(
        await services.frameworkLifecycle.propose(
          request.body,
          credentials.principal.userEntityRef,
        ),
      );
  });

  router.post('/framework/versions/:id/dry-run', async (request, response) => {
    const credentials = await person(request);
    // Whoever puts it in force has to see first what that would change.
    await services.permissions.requireOne(
      [frameworkProposePermission, frameworkActivatePermission],
      credentials,
    );
    const { framework } = await services.frameworkLifecycle.require(
      request.params.id,
    );
    const { limit, cursor, control } = request.query;
    const { next, ...found } = await services.dryRun.run(
      framework,
      {
        control: control as string | undefined,
        limit: (limit as never) ?? DEFAULT_PAGE,
        after: decodeCursor<{ ref: string }>(
          cursor as string | undefined,
          value => typeof value?.ref === 'string',
        )?.ref,
      },
      credentials,
    );
    response.json({
      ...found,
      ...(next !== undefined && { nextCursor: encodeCursor({ ref: next }) }),
    });
  });

  router.post('/framework/versions/:id/activate', async (request, response) => {
    const credentials = await person(request);
    await services.permissions.require(
      frameworkActivatePermission,
      credentials,
    );
    const activated = await services.frameworkLifecycle.activate(
      request.params.id,
      request.body,
      credentials.principal.userEntityRef,
    );
    services.runner.kick();
    response.json(activated);
  });

  router.post('/framework/versions/:id/rollback', async (request, response) => {
    const credentials = await person(request);
    await services.permissions.require(
      frameworkActivatePermission,
      credentials,
    );
    const rolledBack = await services.frameworkLifecycle.rollBack(
      request.params.id,
      request.body.reason,
      credentials.principal.userEntityRef,
    );
    services.runner.kick();
    response.json(rolledBack);
  });

  router.post('/framework/versions/:id/reject', async (request, response) => {
    const credentials = await person(request);
    const { id } = request.params;
    const { proposedBy } = await services.frameworkLifecycle.require(id);
    const by = credentials.principal.userEntityRef;
    // Whoever proposed it can take it back.
    if (proposedBy !== by) {
      await services.permissions.require(
        frameworkActivatePermission,
        credentials,
      );
    }
    response.json(
      await services.frameworkLifecycle.reject(id, request.body.reason, by),
    );
  });
}
