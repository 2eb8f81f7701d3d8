import {
  workflowDecidePermission,
  workflowProposePermission,
  workflowReadPermission,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { RouteContext } from './context';

/** The register of AI workflows. */
export function addWorkflowRoutes(context: RouteContext): void {
  const { router, services, anyone, person } = context;

  router.get('/workflows', async (request, response) => {
    const credentials = await anyone(request);
    await services.permissions.require(workflowReadPermission, credentials);
    response.json(await services.workflows.list(request.query as never));
  });

  router.post('/workflows', async (request, response) => {
    const credentials = await person(request);
    await services.permissions.require(workflowProposePermission, credentials);
    await services.owners.require(request.body.owner, credentials);
    response
      .status(201)
      .json(await services.workflows.propose(request.body, credentials));
  });

  router.put('/workflows/:id', async (request, response) => {
    const credentials = await person(request);
    await services.permissions.require(workflowProposePermission, credentials);
    await services.owners.require(request.body.owner, credentials);
    response.json(
      await services.workflows.edit(
        request.params.id,
        request.body,
        credentials,
      ),
    );
  });

  for (const [path, approve] of [
    ['approve', true],
    ['reject', false],
  ] as const) {
    router.post(`/workflows/:id/${path}`, async (request, response) => {
      const credentials = await person(request);
      await services.permissions.require(workflowDecidePermission, credentials);
      response.json(
        await services.workflows.decide(
          request.params.id,
          { ...request.body, approve },
          credentials,
        ),
      );
    });
  }

  router.post('/workflows/:id/review', async (request, response) => {
    const credentials = await person(request);
    await services.permissions.require(workflowDecidePermission, credentials);
    response.json(
      await services.workflows.review(
        request.params.id,
        request.body,
        credentials,
      ),
    );
  });

  router.post('/workflows/:id/retire', async (request, response) => {
    const credentials = await person(request);
    const permissions = [workflowDecidePermission, workflowProposePermission];
    // Whose it is needs no more than proposing did.
    const may = await services.permissions.requireOne(permissions, credentials);
    response.json(
      await services.workflows.retire(
        request.params.id,
        request.body,
        credentials,
        { decides: may(workflowDecidePermission) },
      ),
    );
  });
}
