import { campaignManagePermission } from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  CampaignEditRequest,
  CampaignPlan,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { RouteContext } from './context';

/** Goals for part of the organization. */
export function addCampaignRoutes(context: RouteContext): void {
  const { router, services, anyone, person } = context;

  router.get('/campaigns', async (request, response) => {
    const credentials = await anyone(request);
    response.json(
      await services.campaigns.list(request.query as never, credentials),
    );
  });

  router.get('/campaigns/:id', async (request, response) => {
    const credentials = await anyone(request);
    response.json(await services.campaigns.get(request.params.id, credentials));
  });

  router.get('/campaigns/:id/owners', async (request, response) => {
    const credentials = await anyone(request);
    response.json(
      await services.campaigns.owners(
        request.params.id,
        request.query as never,
        credentials,
      ),
    );
  });

  router.get('/campaigns/:id/entities', async (request, response) => {
    const credentials = await anyone(request);
    response.json(
      await services.campaigns.entities(
        request.params.id,
        request.query as never,
        credentials,
      ),
    );
  });

  router.post('/campaigns', async (request, response) => {
    const credentials = await person(request);
    await services.permissions.require(campaignManagePermission, credentials);
    await services.owners.require(request.body.owner, credentials);
    const campaign = await services.campaigns.create(
      request.body as CampaignPlan,
      credentials.principal.userEntityRef,
      credentials,
    );
    response.status(201).json(campaign);
  });

  router.put('/campaigns/:id', async (request, response) => {
    const credentials = await person(request);
    await services.permissions.require(campaignManagePermission, credentials);
    await services.owners.require(request.body.owner, credentials);
    response.json(
      await services.campaigns.edit(
        request.params.id,
        request.body as CampaignEditRequest,
        credentials.principal.userEntityRef,
        credentials,
      ),
    );
  });

  router.post('/campaigns/:id/end', async (request, response) => {
    const credentials = await person(request);
    await services.permissions.require(campaignManagePermission, credentials);
    response.json(
      await services.campaigns.end(
        request.params.id,
        request.body as { version: number; reason: string },
        credentials.principal.userEntityRef,
        credentials,
      ),
    );
  });
}
