import {
  toolDecidePermission,
  toolRequestPermission,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { RegisteredTool } from '@plumbline/backstage-plugin-ai-governance-common';
import type { BasicPermission } from '@backstage/plugin-permission-common';
import { decodeCursor, encodeCursor } from '../assessment/scorecardFilter';
import { actorOf, DEFAULT_PAGE } from './context';
import type { RouteContext } from './context';

type Person = Awaited<ReturnType<RouteContext['person']>>;

/** The registry of AI tools. */
export function addToolRoutes(context: RouteContext): void {
  const { router, services, anyone, person } = context;
  const { toolRegistry } = services;

  router.get('/tools', async (request, response) => {
    const credentials = await anyone(request);
    response.json(await toolRegistry.list(credentials));
  });

  router.get('/tools/allow-list', async (request, response) => {
    const credentials = await anyone(request);
    const hosts = await toolRegistry.allowList();
    await services.exports.note(
      { view: 'tool-allow-list', format: 'text', rows: hosts.length },
      actorOf(credentials),
    );
    response.type('text/plain').send(hosts.map(host => `${host}\n`).join(''));
  });

  router.get('/tools/:id/requests', async (request, response) => {
    await anyone(request);
    const { limit, cursor } = request.query;
    const { items, next } = await toolRegistry.closedRequests(
      request.params.id,
      {
        limit: (limit as never) ?? DEFAULT_PAGE,
        before: decodeCursor<{ at: string; id: string }>(
          cursor as string | undefined,
          value =>
            typeof value?.at === 'string' && typeof value.id === 'string',
        ),
      },
    );
    response.json({ items, ...(next && { nextCursor: encodeCursor(next) }) });
  });

  /** Everybody is judged by the registry: what changes it is judged soon. */
  const change = (
    path: string,
    permission: BasicPermission,
    work: (options: {
      id: string;
      body: any;
      credentials: Person;
    }) => Promise<RegisteredTool>,
    status = 200,
  ) => {
    router.post(path, async (request, response) => {
      const credentials = await person(request);
      await services.permissions.require(permission, credentials);
      const tool = await work({
        id: request.params.id,
        body: request.body,
        credentials,
      });
      services.runner.kick();
      response.status(status).json(tool);
    });
  };
  change(
    '/tools',
    toolRequestPermission,
    async ({ body, credentials }) => {
      await services.owners.require(body.owner, credentials);
      return toolRegistry.request(body, credentials);
    },
    201,
  );
  for (const approve of [true, false]) {
    change(
      `/tools/:id/${approve ? 'approve' : 'reject'}`,
      toolDecidePermission,
      ({ id, body, credentials }) =>
        toolRegistry.decide(id, { ...body, approve }, credentials),
    );
  }
  change('/tools/:id/withdraw', toolRequestPermission, ({ id, credentials }) =>
    toolRegistry.withdraw(id, credentials.principal.userEntityRef),
  );
  change(
    '/tools/:id/review',
    toolDecidePermission,
    async ({ id, body, credentials }) => {
      await services.owners.require(body.owner, credentials);
      return toolRegistry.review(id, body, credentials);
    },
  );
  change(
    '/tools/:id/revoke',
    toolDecidePermission,
    ({ id, body, credentials }) =>
      toolRegistry.revoke(id, body.reason, credentials),
  );
}
