import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { NotAllowedError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { PermissionsService } from '@backstage/backend-plugin-api';
import { assessmentRunPermission } from '@plumbline/backstage-plugin-ai-governance-common';
import {
  component,
  startServices,
  testDatabases,
} from '../__testUtils__/harness';
import type { HarnessOptions } from '../__testUtils__/harness';

jest.setTimeout(60_000);

const databases = testDatabases();

const USER = mockCredentials.user();
const ADA = 'user:default/ada';
const REF = 'component:default/checkout';

describe.each(databases.eachSupportedId())(
  'ReassessmentService on %s',
  databaseId => {
    async function start(
      refreshEntity: CatalogService['refreshEntity'],
      options: HarnessOptions = {},
    ) {
      const started = await startServices({
        databases,
        databaseId,
        catalog: Object.assign(catalogServiceMock(), { refreshEntity }),
        ...options,
      });
      const { services, clock } = started;
      await services.inventory.learn([component('checkout')], clock.now());
      return {
        ...started,
        lookAgain: () =>
          services.reassessment.request(
            REF,
            ADA,
            USER,
            assessmentRunPermission,
          ),
      };
    }

    it('has the catalog read the descriptor again, for who asks', async () => {
      const refresh = jest.fn(async () => {});
      const { lookAgain } = await start(refresh);
      await lookAgain();
      expect(refresh.mock.calls).toEqual([[REF, { credentials: USER }]]);
    });

    it('looks all the same where the catalog refuses', async () => {
      const { lookAgain, services, clock } = await start(async () => {
        throw new NotAllowedError('Not yours');
      });
      expect(await lookAgain()).toEqual({
        collection: { state: 'none', warnings: [] },
      });
      await services.runner.run();
      expect(
        (await services.scorecards.get(REF, USER)).scorecard,
      ).toBeDefined();
      const [{ body }] = await services.audit.list({ limit: 1, subject: REF });
      expect(body).toMatchObject({
        at: clock.now(),
        actor: ADA,
        action: 'assessment.requested',
      });
    });

    it('does not wait for a catalog that does not answer', async () => {
      let hangUp = () => {};
      let tell = (_: string) => {};
      const told = new Promise<string>(resolve => {
        tell = resolve;
      });
      const { lookAgain, services } = await start(
        () =>
          new Promise((_, reject) => {
            hangUp = () => reject(new Error('socket hang up'));
          }),
        {
          logger: mockServices.logger.mock({
            debug: message => /The catalog/.test(message) && tell(message),
          }),
        },
      );
      await lookAgain();
      await services.runner.run();
      expect(
        (await services.scorecards.get(REF, USER)).scorecard,
      ).toBeDefined();
      // How it ends is told, and troubles nobody.
      hangUp();
      expect(await told).toMatch(/component:default\/checkout .* hang up/);
    });

    it('asks the catalog for nobody who may not look again', async () => {
      const refresh = jest.fn(async () => {});
      const denied: PermissionsService = {
        authorize: async requests =>
          requests.map(({ permission }) => ({
            result:
              permission.name === assessmentRunPermission.name
                ? AuthorizeResult.DENY
                : AuthorizeResult.ALLOW,
          })),
        authorizeConditional: async requests =>
          requests.map(({ permission }) => ({
            result:
              permission.name === assessmentRunPermission.name
                ? AuthorizeResult.DENY
                : AuthorizeResult.ALLOW,
          })),
      };
      const { lookAgain } = await start(refresh, { permissions: denied });
      await expect(lookAgain()).rejects.toThrow(NotAllowedError);
      expect(refresh).not.toHaveBeenCalled();
    });
  },
);
