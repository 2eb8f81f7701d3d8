import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { findingReadPermission } from '@plumbline/backstage-plugin-ai-governance-common';
import {
  component,
  startServices,
  testDatabases,
} from '../__testUtils__/harness';

jest.setTimeout(120_000);

const databases = testDatabases();

const REF = 'component:default/checkout';
const OWNER = mockCredentials.user('user:default/ada');
const READER = mockCredentials.user('user:default/bob');
const CHECK = 'SEC-001.scanner';
const PATH = '.github/workflows/secret-scan.yml';

/** Everybody may do everything, and only the owner knows where findings are. */
const permissions = mockServices.permissions.mock({
  authorize: async requests =>
    requests.map(() => ({ result: AuthorizeResult.ALLOW })),
  authorizeConditional: async (requests, options) =>
    requests.map(({ permission }) => ({
      result:
        permission.name === findingReadPermission.name &&
        (options?.credentials as typeof OWNER).principal.userEntityRef !==
          OWNER.principal.userEntityRef
          ? AuthorizeResult.DENY
          : AuthorizeResult.ALLOW,
    })),
});

describe.each(databases.eachSupportedId())(
  'where findings are, on %s',
  databaseId => {
    async function start() {
      const { services, clock } = await startServices({
        databases,
        databaseId,
        permissions,
      });
      await services.inventory.learn([component('checkout')], clock.now());
      await services.evidence.push(
        [
          {
            subject: REF,
            source: 'ci:test',
            items: [
              {
                check: CHECK,
                outcome: 'fail',
                summary: `A retired action in ${PATH}`,
                link: `https://example.com/blob/main/${PATH}`,
                findings: [
                  {
                    rule: 'retired-action',
                    severity: 'high',
                    message: 'The action was retired',
                    path: PATH,
                    line: 7,
                    fingerprint: 'a',
                  },
                ],
              },
            ],
          },
        ],
        clock.now(),
      );
      await services.runner.run();
      await services.disputes.dispute(
        REF,
        { check: CHECK, fingerprint: 'a', reason: 'It runs elsewhere' },
        OWNER,
      );
      await services.runner.run();
      clock.advance({ minutes: 1 });
      return { services, clock };
    }

    it('is told to those who may know, in every answer that has them', async () => {
      const { services, clock } = await start();
      const answersTo = async (who: typeof OWNER) => ({
        scorecard: await services.scorecards.get(REF, who),
        again: await services.scorecards.get(REF, who),
        replayed: await services.replay.replay(REF, clock.now(), who),
        sarif: await services.sarifExport.of(REF, who),
        disputes: await services.disputes.list(
          { entityRef: REF, limit: 10 },
          who,
        ),
        allDisputes: await services.disputes.list({ limit: 10 }, who),
      });
      const told = await answersTo(OWNER);
      const others = await answersTo(READER);
      expect(told.scorecard.allowed.readFindings).toBe(true);
      expect(others.scorecard.allowed.readFindings).toBe(false);
      for (const [name, answer] of Object.entries(told)) {
        expect([name, JSON.stringify(answer).includes(PATH)]).toEqual([
          name,
          true,
        ]);
      }
      for (const [name, answer] of Object.entries(others)) {
        const text = JSON.stringify(answer);
        expect([name, text.includes(PATH), text.includes('retired')]).toEqual([
          name,
          false,
          true,
        ]);
      }
      expect(others.replayed.exact).toBe(true);
      // Whoever asked first, each is told what is theirs.
      expect(
        JSON.stringify(await services.scorecards.get(REF, OWNER)),
      ).toContain(PATH);
    });
  },
);
