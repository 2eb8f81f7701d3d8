import {
  committeeManagePermission,
  committeeReadPermission,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { actorOf } from './context';
import type { RouteContext } from './context';

/** The committee, its meetings and what they decided. */
export function addCommitteeRoutes(context: RouteContext): void {
  const { router, services, anyone, person } = context;

  router.get('/committee', async (request, response) => {
    const credentials = await anyone(request);
    await services.permissions.require(committeeReadPermission, credentials);
    response.json(await services.committee.overview(credentials));
  });

  router.get('/committee/meetings', async (request, response) => {
    const credentials = await anyone(request);
    await services.permissions.require(committeeReadPermission, credentials);
    response.json(
      await services.committee.meetings(request.query as never, credentials),
    );
  });

  router.post('/committee/meetings', async (request, response) => {
    const credentials = await person(request);
    await services.permissions.require(committeeManagePermission, credentials);
    response
      .status(201)
      .json(await services.committee.convene(request.body, credentials));
  });

  router.get('/committee/meetings/:id', async (request, response) => {
    const credentials = await anyone(request);
    await services.permissions.require(committeeReadPermission, credentials);
    response.json(
      await services.committee.meeting(request.params.id, credentials),
    );
  });

  router.get('/committee/meetings/:id/minutes', async (request, response) => {
    const credentials = await anyone(request);
    await services.permissions.require(committeeReadPermission, credentials);
    const { id } = request.params;
    const minutes = await services.committee.minutes(id, credentials);
    await services.exports.note(
      { view: 'committee-minutes', format: 'markdown', query: id },
      actorOf(credentials),
    );
    response.type('text/markdown').send(minutes);
  });

  for (const [method, path, act] of [
    ['put', 'attendance', 'attend'],
    ['post', 'agenda', 'refresh'],
    ['post', 'decisions', 'decide'],
    ['post', 'close', 'close'],
  ] as const) {
    router[method](
      `/committee/meetings/:id/${path}`,
      async (request, response) => {
        const credentials = await person(request);
        await services.permissions.require(
          committeeManagePermission,
          credentials,
        );
        response.json(
          await services.committee[act](
            request.params.id,
            request.body,
            credentials,
          ),
        );
      },
    );
  }
}
