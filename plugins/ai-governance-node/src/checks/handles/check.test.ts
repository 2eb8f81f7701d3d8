import { defaultFramework } from '@plumbline/backstage-plugin-ai-governance-common';
import { wantsForChecks } from '../../collectRepositoryEvidence';
import { repositoryObservations } from '../../repositoryObservations';
import { runCheck } from '../testing';
import { handlesCheck } from './check';

const [, { params }] = repositoryObservations(defaultFramework);

const requires = (...names: string[]) =>
  JSON.stringify({
    dependencies: Object.fromEntries(names.map(name => [name, '1'])),
  });

function seen(files: Record<string, string>, subpath = '') {
  const observation = runCheck(handlesCheck, files, params, subpath);
  return (
    (observation?.data?.handles ?? []) as { [key: string]: string }[]
  ).map(({ id, what, path }) => `${id}: ${what} in ${path}`);
}

describe('repository.handles', () => {
  it('names subjects with what shows them', () => {
    expect(
      runCheck(
        handlesCheck,
        {
          'package.json': requires('express', 'stripe', '@stripe/stripe-js'),
          'web/package.json': requires('next-auth'),
          'src/payments/charge.ts': '',
        },
        params,
      ),
    ).toEqual({
      outcome: 'pass',
      summary:
        'The code shows payments (@stripe/stripe-js in package.json and 2 more signs) and authentication (next-auth in web/package.json)',
      data: {
        handles: [
          {
            id: 'payments',
            kind: 'dependency',
            what: '@stripe/stripe-js',
            path: 'package.json',
            line: 1,
          },
          {
            id: 'payments',
            kind: 'dependency',
            what: 'stripe',
            path: 'package.json',
            line: 1,
          },
          {
            id: 'payments',
            kind: 'path',
            what: 'src/payments',
            path: 'src/payments/charge.ts',
          },
          {
            id: 'authentication',
            kind: 'dependency',
            what: 'next-auth',
            path: 'web/package.json',
            line: 1,
          },
        ],
      },
      path: 'package.json',
    });
  });

  it('says nothing where it sees nothing', () => {
    const files = {
      'package.json': requires('express', 'stripe-mock', 'passportal'),
      'src/paymentsList.ts': '',
      'README.md': 'We take payments with stripe.',
    };
    expect(runCheck(handlesCheck, files, params)).toBeUndefined();
    expect(
      runCheck(handlesCheck, { 'package.json': requires('stripe') }),
    ).toBeUndefined();
  });

  it.each([
    'node_modules/a/package.json',
    'vendor/a/package.json',
    'examples/shop/package.json',
    'docs/package.json',
    'src/__fixtures__/package.json',
    'templates/shop/package.json',
    'e2e/package.json',
    'src/Shop.UnitTests/package.json',
    'dist/package.json',
  ])('passes over %s', path => {
    expect(seen({ [path]: requires('stripe') })).toEqual([]);
  });

  it.each([
    'src/payments/charge.test.ts',
    'src/payments/README.md',
    'src/payments/logo.svg',
    'src/test/java/com/acme/payments/Charge.java',
    'src/payments/ChargeTest.java',
    'payments/charge_test.go',
    'docs/payments/charge.ts',
    'src/types/payments/index.d.ts',
  ])('takes %s for no code of payments', path => {
    expect(seen({ [path]: '' })).toEqual([]);
  });

  it.each([
    ['src/payments/charge.ts', 'src/payments'],
    ['services/PaymentService/Program.cs', 'services/PaymentService'],
    ['src/billing-api/main.go', 'src/billing-api'],
    ['app/billing/sub/payments/pay.rb', 'app/billing'],
  ])('takes %s for code of payments', (path, folder) => {
    expect(seen({ [path]: '' })).toEqual([`payments: ${folder} in ${path}`]);
  });

  it('takes the files of one folder for one sign', () => {
    expect(
      seen({
        'main.tf': '',
        'terraform/main.tf': '',
        'terraform/variables.tf': '',
      }),
    ).toEqual([
      'infrastructure: main.tf in main.tf',
      'infrastructure: terraform in terraform/main.tf',
    ]);
  });

  it('looks in the folder of its entity only', () => {
    const files = {
      'package.json': requires('stripe'),
      'apps/shop/package.json': requires('braintree'),
      'apps/blog/package.json': requires('passport'),
      'apps/blog/src/index.ts': '',
      'examples/till/package.json': requires('@adyen/adyen-web'),
    };
    expect(seen(files, 'apps/shop')).toEqual([
      'payments: braintree in apps/shop/package.json',
    ]);
    expect(seen(files, 'apps/blog')).toEqual([
      'authentication: passport in apps/blog/package.json',
    ]);
    // An entity may live where others keep their examples.
    expect(seen(files, 'examples/till')).toEqual([
      'payments: @adyen/adyen-web in examples/till/package.json',
    ]);
  });

  it('tells ecosystems apart, and compares names as they do', () => {
    expect(
      seen({
        'requirements.txt': 'FHIR_resources==7\nsquare==1\n',
        'go.mod': 'module a\nrequire github.com/Stripe/stripe-go/v76 v76.0.0\n',
        'pom.xml':
          '<project><dependencies><dependency><groupId>org.keycloak</groupId><artifactId>keycloak-core</artifactId></dependency></dependencies></project>',
      }),
    ).toEqual([
      'payments: github.com/Stripe/stripe-go/v76 in go.mod',
      'authentication: org.keycloak:keycloak-core in pom.xml',
      'phi: FHIR_resources in requirements.txt',
    ]);
  });

  it('follows the signs of the framework, with any ecosystem where none is named', () => {
    const subjects = [
      {
        id: 'maps',
        dependencies: ['mapbox-*', 'com.esri:*'],
        paths: ['**/*.gpx'],
      },
    ];
    expect(
      runCheck(
        handlesCheck,
        {
          'package.json': requires('mapbox-gl'),
          'build.gradle': "api 'com.esri:arcgis-java:1'",
          'a/route.gpx': '',
        },
        { subjects },
      )?.summary,
    ).toBe(
      'The code shows maps (com.esri:arcgis-java in build.gradle and 2 more signs)',
    );
  });

  it('lists a bounded number of signs of one subject', () => {
    const files = Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [`m${i}/payments/a.ts`, '']),
    );
    const observation = runCheck(handlesCheck, files, params);
    expect(observation?.data?.handles).toHaveLength(10);
    expect(observation?.summary).toContain('and 39 more signs');
  });

  it.each([
    [
      'package.json',
      JSON.stringify({
        dependencies: Object.fromEntries(
          Array.from({ length: 60_000 }, (_, i) => [`@stripe/${i}`, '1']),
        ),
      }),
    ],
    [
      'pom.xml',
      `<project><dependencies>${'<dependency>\n<groupId>a</groupId><artifactId>b</artifactId>\n</dependency>\n'.repeat(
        12_000,
      )}</dependencies></project>`,
    ],
    ['Gemfile', `${'gem "'.repeat(100_000)}\n${'gem "a"\n'.repeat(50_000)}`],
    ['requirements.txt', `a==1\n${'# via\n'.repeat(100_000)}`],
    ['build.gradle', `implementation "${'a'.repeat(500_000)}:\n`.repeat(2)],
  ])('takes no long time over a %s made for it', (path, text) => {
    const start = performance.now();
    seen({ [path]: text });
    expect(performance.now() - start).toBeLessThan(3_000);
  });

  it('reads manifests of its own code and nothing else', () => {
    const wants = wantsForChecks(repositoryObservations(defaultFramework));
    const paths = [
      'package.json',
      'package-lock.json',
      'src/payments/charge.ts',
      'node_modules/a/package.json',
      'api/pom.xml',
    ];
    expect(paths.filter(wants)).toEqual(['package.json', 'api/pom.xml']);
    expect(
      paths.filter(path => handlesCheck.wants(path, { subjects: [] })),
    ).toEqual([]);
  });

  it.each([
    ['gives signs', { handles: [] }],
    [
      'compares them',
      {
        settings: {
          ...defaultFramework.settings,
          compareWithSeen: ['aiUse' as const],
        },
      },
    ],
  ])('is asked only where the framework %s', (_, changed) => {
    expect(
      repositoryObservations({ ...defaultFramework, ...changed }).map(
        ({ id }) => id,
      ),
    ).toEqual(['repository.assistants']);
  });

  it('refuses parameters it does not know', () => {
    expect(() => handlesCheck.parseParams({ signs: [] })).toThrow(
      /Parameters of repository.handles are wrong.*signs/,
    );
  });
});
