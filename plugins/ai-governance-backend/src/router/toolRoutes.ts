import {
  toolDecidePermission,
  toolRequestPermission,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  ToolDecisionRequest,
  ToolRequest,
  ToolReviewRequest,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { RouteContext } from './context';

/** The registry of AI tools. */
export function addToolRoutes(context: RouteContext): void {
  const { router, services, anyone, person } = context;

  router.get('/tools', async (request, response) => {
    const credentials = await anyone(request);
    response.json(await services.toolRegistry.list(credentials));
  });

  router.get('/tools/allow-list', async (request, response) => {
    await anyone(request);
    const hosts = await services.toolRegistry.allowList();
    response.type('text/plain').send(hosts.map(host => `${host}\n`).join(''));
  });

  router.post('/tools', async (request, response) => {
    const credentials = await person(request);
    await services.permissions.require(toolRequestPermission, credentials);
    const tool = await services.toolRegistry.request(
      request.body as ToolRequest,
      credentials,
    );
    services.runner.kick();
    response.status(201).json(tool);
  });

  for (const [path, approve] of [
    ['/tools/:id/approve', true],
    ['/tools/:id/reject', false],
  ] as const) {
    router.post(path, async (request, response) => {
      const credentials = await person(request);
      await services.permissions.require(toolDecidePermission, credentials);
      const tool = await services.toolRegistry.decide(
        request.params.id,
        { ...(request.body as ToolDecisionRequest), approve },
        credentials,
      );
      services.runner.kick();
      response.json(tool);
    });
  }

  router.post('/tools/:id/withdraw', async (request, response) => {
    const credentials = await person(request);
    await services.permissions.require(toolRequestPermission, credentials);
    const tool = await services.toolRegistry.withdraw(
      request.params.id,
      credentials.principal.userEntityRef,
    );
    services.runner.kick();
    response.json(tool);
  });

  router.post('/tools/:id/review', async (request, response) => {
    const credentials = await person(request);
    await services.permissions.require(toolDecidePermission, credentials);
    const tool = await services.toolRegistry.review(
      request.params.id,
      request.body as ToolReviewRequest,
      credentials,
    );
    services.runner.kick();
    response.json(tool);
  });

  router.post('/tools/:id/revoke', async (request, response) => {
    const credentials = await person(request);
    await services.permissions.require(toolDecidePermission, credentials);
    const tool = await services.toolRegistry.revoke(
      request.params.id,
      (request.body as { reason: string }).reason,
      credentials,
    );
    services.runner.kick();
    response.json(tool);
  });
}
