import { mockCredentials } from '@backstage/backend-test-utils';
import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';
import type { Finding } from '@plumbline/backstage-plugin-ai-governance-common';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import {
  component,
  startServices,
  testDatabases,
} from '../__testUtils__/harness';

jest.setTimeout(120_000);

const databases = testDatabases();

const REF = 'component:default/checkout';
const ADA = mockCredentials.user('user:default/ada');
const BOB = mockCredentials.user('user:default/bob');
const CHECK = 'SEC-001.scanner';

// A pattern of the schema is none under the u flag.
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats(ajv as never);
const isSarif = ajv.compile(schema);

const finding = (
  fingerprint: string,
  more: Partial<Finding> = {},
): Finding => ({
  rule: 'retired-action',
  severity: 'high',
  message: 'The action was retired',
  path: 'a b/#ci 100%.yml',
  line: 7,
  fingerprint,
  ...more,
});

describe.each(databases.eachSupportedId())(
  'findings as SARIF on %s',
  databaseId => {
    async function start() {
      const started = await startServices({ databases, databaseId });
      const { services, clock } = started;
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
                summary: 'Looked at the workflows',
                findings: [
                  finding('a'),
                  finding('b', { severity: 'low', line: undefined }),
                  finding('c', { path: undefined, severity: 'medium' }),
                ],
              },
            ],
          },
        ],
        clock.now(),
      );
      await services.runner.run();
      /** Results of the scanner, by fingerprint. */
      const exported = async () => {
        const log = await services.sarifExport.of(REF, ADA);
        isSarif(log);
        expect(isSarif.errors ?? []).toEqual([]);
        return {
          log,
          results: new Map(
            log.runs[0].results
              .filter(({ ruleId }) => ruleId === CHECK)
              .map(result => [
                result.partialFingerprints?.['plumbline/v1'],
                result,
              ]),
          ),
        };
      };
      return { ...started, exported };
    }

    it('are valid, with place, severity and the rule they come from', async () => {
      const { exported } = await start();
      const { log, results } = await exported();
      expect([...results.keys()].sort()).toEqual(['a', 'b', 'c']);
      expect(results.get('a')).toMatchObject({
        level: 'error',
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'a%20b/%23ci%20100%25.yml' },
              region: { startLine: 7 },
            },
          },
        ],
        suppressions: [],
        properties: { control: 'SEC-001', rule: 'retired-action' },
      });
      expect(results.get('b')).toMatchObject({ level: 'note' });
      expect(results.get('c')).not.toHaveProperty('locations');
      const { driver } = log.runs[0].tool;
      expect((driver.rules as { id: string }[]).map(({ id }) => id)).toEqual(
        expect.arrayContaining([CHECK]),
      );
    });

    it('are suppressed while an exception is granted, and under review while one waits', async () => {
      const { services, clock, exported } = await start();
      const { id, entities } = await services.exceptions.request(
        {
          entityRefs: [REF],
          control: 'SEC-001',
          reason: 'The scanner is being replaced',
          compensatingControls: ['Two reviewers', 'No releases on Fridays'],
          until: '2026-12-10',
        },
        ADA,
      );
      const waiting = (await exported()).results.get('a')!.suppressions;
      expect(waiting).toMatchObject([
        { kind: 'external', status: 'underReview' },
      ]);
      const { until } = await services.exceptions.decide(
        id,
        { approve: true, reason: 'Agreed' },
        BOB,
      );
      await services.runner.run();
      const granted = (await exported()).results;
      expect([...granted.values()].map(each => each.suppressions)).toEqual(
        Array.from({ length: 3 }, () => [
          {
            kind: 'external',
            status: 'accepted',
            justification: 'The scanner is being replaced',
            properties: {
              exception: entities[0].id,
              expires: until,
              compensatingControls: 'Two reviewers; No releases on Fridays',
            },
          },
        ]),
      );
      clock.advance({ days: 30 });
      await services.runner.run();
      expect((await exported()).results.get('a')?.suppressions ?? []).toEqual(
        [],
      );
    });

    it('stay in the log when a dispute takes them off the scorecard', async () => {
      const { services, exported } = await start();
      const dispute = await services.disputes.dispute(
        REF,
        { check: CHECK, fingerprint: 'a', reason: 'It is pinned elsewhere' },
        ADA,
      );
      const open = (await exported()).results;
      expect(open.get('a')!.suppressions).toMatchObject([
        { status: 'underReview', properties: { dispute: dispute.id } },
      ]);
      expect(open.get('b')!.suppressions).toEqual([]);
      const { until } = await services.disputes.decide(dispute.id, {
        accept: true,
        reason: 'Right',
        by: BOB.principal.userEntityRef,
      });
      await services.runner.run();
      const accepted = (await exported()).results;
      expect([...accepted.keys()].sort()).toEqual(['a', 'b', 'c']);
      expect(accepted.get('a')).toMatchObject({
        message: { text: 'The action was retired' },
        suppressions: [
          {
            kind: 'external',
            status: 'accepted',
            justification: 'It is pinned elsewhere',
            properties: { expires: until },
          },
        ],
      });
    });
  },
);
