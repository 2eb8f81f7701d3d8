import fc from 'fast-check';
import { places, runCheck } from '../testing';
import { securityScanningCheck as check } from './check';

const W = '.github/workflows';

/** A workflow with one job. */
function workflow(on: string, steps: string[], job = ''): string {
  return [
    `on: ${on}`,
    'jobs:',
    '  scan:',
    '    runs-on: ubuntu-latest',
    ...(job ? [`    ${job}`] : []),
    '    steps:',
    ...steps.map(step => `      - ${step.replace(/\n/g, '\n        ')}`),
    '',
  ].join('\n');
}

const SEMGREP = ['run: semgrep ci'];
const PR = 'pull_request';

function outcomeOf(files: Record<string, string>, params = {}) {
  return runCheck(check, files, params)?.outcome;
}

function scansOf(files: Record<string, string>) {
  const scans = runCheck(check, files)?.data?.scans as {
    scanner: string;
    kinds: string[];
    runsOnPullRequest: boolean;
    triggers: string[];
  }[];
  return scans.map(
    scan =>
      `${scan.scanner} ${scan.kinds.join('+')} ${
        scan.runsOnPullRequest ? 'pr' : scan.triggers.join('|') || 'never'
      }`,
  );
}

const codeql = (version: string, languages: string) => [
  `uses: github/codeql-action/init@${version}\nwith:\n  languages: ${languages}`,
  `uses: github/codeql-action/analyze@${version}`,
];

describe('repository.security-scanning', () => {
  it('fails without pipelines and says so', () => {
    expect(runCheck(check, { 'README.md': '' })).toMatchObject({
      outcome: 'fail',
      summary:
        'No scanner looks at source code on pull requests: there is no pipeline file',
    });
  });

  it('passes when a code scanner runs on pull requests and says which', () => {
    expect(
      runCheck(check, { [`${W}/scan.yml`]: workflow(PR, SEMGREP) }),
    ).toMatchObject({
      outcome: 'pass',
      summary: `Semgrep (${W}/scan.yml) looks at source code on pull requests`,
      path: `${W}/scan.yml`,
      line: 6,
      data: {
        kindsOnPullRequests: ['sast'],
        scans: [
          {
            scanner: 'semgrep',
            kinds: ['sast'],
            system: 'github-actions',
            file: `${W}/scan.yml`,
            job: 'scan',
            triggers: ['pull_request'],
            runsOnPullRequest: true,
            failsPipeline: true,
            line: 6,
          },
        ],
      },
    });
  });

  describe('GitHub Actions events', () => {
    it.each([
      ['[push, pull_request]', 'pass'],
      ['push', 'pass'],
      ['{ push: { branches: ["**"] } }', 'pass'],
      ['pull_request_target', 'pass'],
      ['merge_group', 'pass'],
      [
        '{ pull_request: { branches: [main], types: [opened, synchronize] } }',
        'pass',
      ],
      ['{ pull_request: { paths: ["src/**"] } }', 'pass'],
      ['{ pull_request: { types: [closed] } }', 'fail'],
      ['{ pull_request: { branches: ["release/**"] } }', 'fail'],
      ['{ pull_request: { paths: [".github/workflows/**"] } }', 'fail'],
      ['{ pull_request: { branches-ignore: ["renovate/**"] } }', 'pass'],
      ['{ pull_request: { branches-ignore: [main] } }', 'fail'],
      ['{ pull_request: { branches-ignore: ["**"] } }', 'fail'],
      ['{ pull_request: { branches: ["!main"] } }', 'fail'],
      ['{ pull_request: { paths-ignore: ["docs/**"] } }', 'pass'],
      ['{ pull_request: { paths-ignore: ["**"] } }', 'fail'],
      ['{ push: { branches: [main] } }', 'fail'],
      ['{ push: { tags: ["v*"] } }', 'fail'],
      ['{ schedule: [{ cron: "0 0 * * *" }] }', 'fail'],
      ['workflow_dispatch', 'fail'],
      ['{ workflow_call: {} }', 'fail'],
      ['{}', 'fail'],
    ])('on %s: %s', (on, expected) => {
      expect(outcomeOf({ [`${W}/a.yml`]: workflow(on, SEMGREP) })).toBe(
        expected,
      );
    });

    it.each([
      ['if: false', 'fail'],
      ["if: github.event_name == 'push'", 'fail'],
      ["if: github.ref == 'refs/heads/main'", 'fail'],
      ["if: github.actor == 'dependabot[bot]'", 'fail'],
      ["if: github.actor != 'dependabot[bot]'", 'pass'],
      ['if: ${{ !github.event.pull_request.head.repo.fork }}', 'pass'],
      ["if: needs.x.outputs.y == 'true'", 'pass'],
    ])('a job with %s: %s', (condition, expected) => {
      expect(
        outcomeOf({ [`${W}/a.yml`]: workflow(PR, SEMGREP, condition) }),
      ).toBe(expected);
    });

    it('leaves out steps that never run and jobs that need such a job', () => {
      expect(
        outcomeOf({
          [`${W}/a.yml`]: workflow(PR, ['if: false\nrun: semgrep ci']),
        }),
      ).toBe('fail');
      const needing = `${workflow(
        PR,
        ['run: make'],
        'if: false',
      )}  second:\n    needs: scan\n    steps:\n      - run: semgrep ci\n`;
      expect(outcomeOf({ [`${W}/a.yml`]: needing })).toBe('fail');
      expect(
        outcomeOf({
          [`${W}/a.yml`]: needing.replace(
            'needs: scan',
            'needs: scan\n    if: always()',
          ),
        }),
      ).toBe('pass');
    });
  });

  describe('what is and what is not a scan', () => {
    it.each([
      ['a name in a comment', 'run: |\n  # semgrep ci\n  make test'],
      ['a name that is printed', 'run: echo "semgrep ci"'],
      ['an installation', 'run: pip install semgrep'],
      ['asking for the version', 'run: semgrep --version'],
      ['a token in the environment', 'run: make test\nenv:\n  SNYK_TOKEN: x'],
      [
        'an upload of other results',
        'uses: github/codeql-action/upload-sarif@v4',
      ],
      ['setting a scanner up', 'uses: snyk/actions/setup@v1'],
      ['analyze without init', 'uses: github/codeql-action/analyze@v4'],
      ['init without analyze', 'uses: github/codeql-action/init@v4'],
    ])('%s is none', (_name, step) => {
      const files = { [`${W}/a.yml`]: workflow(PR, [step]) };
      expect(outcomeOf(files)).toBe('fail');
      expect(scansOf(files)).toEqual([]);
    });

    it('a configuration file alone is none', () => {
      expect(
        scansOf({
          '.gitleaks.toml': '',
          '.semgrep.yml': '',
          [`${W}/a.yml`]: workflow(PR, ['run: make']),
        }),
      ).toEqual([]);
    });

    it.each([
      ['uses: returntocorp/semgrep-action@v1', 'semgrep sast pr'],
      ['uses: SonarSource/sonarqube-scan-action@v5', 'sonarqube sast pr'],
      ['uses: snyk/actions/node@master', 'snyk sca pr'],
      [
        'uses: snyk/actions/node@master\nwith:\n  command: code test',
        'snyk sast pr',
      ],
      ['run: npx snyk code test', 'snyk sast pr'],
      ['run: npx snyk test', 'snyk sca pr'],
      [
        'uses: aquasecurity/trivy-action@0.30.0\nwith:\n  scan-type: fs',
        'trivy sca+secrets pr',
      ],
      [
        'uses: aquasecurity/trivy-action@0.30.0\nwith:\n  scan-type: config',
        'trivy iac pr',
      ],
      [
        'uses: aquasecurity/trivy-action@0.30.0\nwith:\n  format: cyclonedx',
        'trivy sbom pr',
      ],
      ['run: trivy image --scanners vuln app', 'trivy sca+container pr'],
      ['uses: kartverket/pharos@v0.6', 'pharos sca+container pr'],
      ['uses: gitleaks/gitleaks-action@v2', 'gitleaks secrets pr'],
      ['uses: GitGuardian/ggshield-action@v1', 'ggshield secrets pr'],
      ['uses: trufflesecurity/trufflehog@main', 'trufflehog secrets pr'],
      ['uses: actions/dependency-review-action@v4', 'dependency-review sca pr'],
      [
        'run: go run golang.org/x/vuln/cmd/govulncheck@latest ./...',
        'govulncheck sca pr',
      ],
      ['uses: docker://returntocorp/semgrep', 'none'],
      [
        'uses: docker://returntocorp/semgrep\nwith:\n  args: semgrep ci',
        'semgrep sast pr',
      ],
      [
        'uses: docker://aquasec/trivy:latest\nwith:\n  args: fs .',
        'trivy sca+secrets pr',
      ],
      ['run: docker run --rm securego/gosec /src', 'gosec sast pr'],
      ['run: ./gradlew build sonar', 'sonarqube sast pr'],
      ['run: bandit -r src', 'bandit sast pr'],
      ['run: checkov -d .', 'checkov iac pr'],
      ['run: npm audit --omit=dev', 'package-audit sca pr'],
      ['uses: zizmorcore/zizmor-action@v1', 'zizmor workflow pr'],
      ['uses: anchore/sbom-action@v0', 'syft sbom pr'],
    ])('%s is %s', (step, expected) => {
      const scans = scansOf({ [`${W}/a.yml`]: workflow(PR, [step]) });
      expect(scans).toEqual(expected === 'none' ? [] : [expected]);
    });

    it.each([
      ['secrets', 'uses: gitleaks/gitleaks-action@v2'],
      ['sca', 'run: npx snyk test'],
      ['iac', 'run: checkov -d .'],
    ])(
      'a scanner of %s alone does not stand in for one of the source',
      (kind, step) => {
        const files = { [`${W}/a.yml`]: workflow(PR, [step]) };
        expect(outcomeOf(files)).toBe('fail');
        expect(outcomeOf(files, { kinds: [kind] })).toBe('pass');
      },
    );

    it('a bill of materials does not either', () => {
      expect(
        outcomeOf({
          [`${W}/a.yml`]: workflow(PR, ['uses: anchore/sbom-action@v0']),
        }),
      ).toBe('fail');
    });
  });

  describe('CodeQL', () => {
    it('counts for the languages of the source', () => {
      expect(
        outcomeOf({
          [`${W}/a.yml`]: workflow(PR, codeql('v4', 'go, actions')),
        }),
      ).toBe('pass');
    });

    it('does not count for workflow files only', () => {
      expect(
        runCheck(check, {
          [`${W}/a.yml`]: workflow(PR, codeql('v4', 'actions')),
        }),
      ).toMatchObject({
        outcome: 'fail',
        summary: expect.stringContaining('looks at workflow files'),
      });
    });

    it('knows the languages of a matrix', () => {
      const matrix = (list: string) =>
        workflow(
          PR,
          codeql('v4', '${{ matrix.language }}'),
          `strategy: { matrix: { language: [${list}] } }`,
        );
      expect(outcomeOf({ [`${W}/a.yml`]: matrix('actions') })).toBe('fail');
      expect(outcomeOf({ [`${W}/a.yml`]: matrix('actions, python') })).toBe(
        'pass',
      );
      const include = workflow(
        PR,
        codeql('v4', '${{ matrix.language }}'),
        'strategy: { matrix: { include: [{ language: actions }] } }',
      );
      expect(outcomeOf({ [`${W}/a.yml`]: include })).toBe('fail');
    });

    it.each(['v1', 'v2', 'v2.1.3'])('does not count in version %s', version => {
      const observation = runCheck(check, {
        [`${W}/a.yml`]: workflow(PR, codeql(version, 'go')),
      });
      expect(observation?.outcome).toBe('fail');
      expect(observation?.summary).toContain('retired');
      expect(places(observation)).toEqual([`scanner-ineffective ${W}/a.yml:6`]);
    });

    it('counts in version 3 with a word on its end', () => {
      expect(
        runCheck(check, { [`${W}/a.yml`]: workflow(PR, codeql('v3', 'go')) }),
      ).toMatchObject({
        outcome: 'pass',
        findings: [{ rule: 'scanner-note', severity: 'low' }],
      });
    });
  });

  describe('reusable workflows and actions', () => {
    const reusable = workflow('{ workflow_call: {} }', SEMGREP);
    const caller = (on: string, extra = '') =>
      `on: ${on}\njobs:\n  call:\n    ${extra}\n    uses: ./${W}/_scan.yml\n`;

    it('do not count while nobody calls them, and say so', () => {
      const observation = runCheck(check, {
        [`${W}/_scan.yml`]: reusable,
        [`catalog/templates/app/skeleton/${W}/ci.yml`]: caller(PR),
      });
      expect(observation?.outcome).toBe('fail');
      expect(observation?.summary).toContain('never calls');
      expect(observation?.data?.scans).toEqual([]);
    });

    it('count with the events of their caller', () => {
      const call = (on: string, extra?: string) =>
        outcomeOf({
          [`${W}/_scan.yml`]: reusable,
          [`${W}/ci.yml`]: caller(on, extra),
        });
      expect(call(PR)).toBe('pass');
      expect(call('{ push: { branches: [main] } }')).toBe('fail');
      expect(call(PR, 'if: false')).toBe('fail');
    });

    it('hand inputs on', () => {
      const files = (languages: string) => ({
        [`${W}/_scan.yml`]: workflow(
          '{ workflow_call: { inputs: { languages: { default: actions } } } }',
          codeql('v4', '${{ inputs.languages }}'),
        ),
        [`${W}/ci.yml`]: `${caller(PR)}${languages}`,
      });
      expect(outcomeOf(files(''))).toBe('fail');
      expect(outcomeOf(files('    with:\n      languages: python\n'))).toBe(
        'pass',
      );
    });

    it('end when they call each other', () => {
      expect(
        outcomeOf({
          [`${W}/a.yml`]: `on: pull_request\njobs:\n  x:\n    uses: ./${W}/b.yml\n`,
          [`${W}/b.yml`]: `on: workflow_call\njobs:\n  x:\n    uses: ./${W}/b.yml\n  y:\n    steps:\n      - run: semgrep ci\n`,
        }),
      ).toBe('pass');
    });

    it('follow composite actions of the repository', () => {
      const files = (uses: string) => ({
        [`${W}/ci.yml`]: workflow(PR, [`uses: ${uses}`]),
        '.github/actions/scan/action.yml':
          'runs:\n  using: composite\n  steps:\n    - run: semgrep ci\n      shell: bash\n',
      });
      expect(outcomeOf(files('./.github/actions/scan'))).toBe('pass');
      expect(outcomeOf(files('./.github/actions/other'))).toBe('fail');
      const byName = files('Team/service/.github/actions/scan@main');
      expect(outcomeOf(byName)).toBe('fail');
      const names: Record<string, string>[] = [
        {
          'catalog-info.yaml':
            'metadata:\n  annotations:\n    github.com/project-slug: team/service\n',
        },
        {
          'package.json':
            '{"repository":"https://github.com/team/service.git"}',
        },
        {
          'package.json':
            '{"repository":{"url":"git@github.com:team/service"}}',
        },
      ];
      for (const own of names) {
        expect(outcomeOf({ ...byName, ...own })).toBe('pass');
      }
      expect(
        outcomeOf({
          ...byName,
          'package.json': '{"repository":"github:team/other"}',
        }),
      ).toBe('fail');
    });

    it('follow task lists and scripts of the repository', () => {
      const via = (run: string, more: Record<string, string>) =>
        outcomeOf({ [`${W}/a.yml`]: workflow(PR, [`run: ${run}`]), ...more });
      expect(
        via('npm run scan', {
          'package.json': '{"scripts":{"scan":"semgrep ci"}}',
        }),
      ).toBe('pass');
      expect(
        via('npm test', {
          'package.json': '{"scripts":{"scan":"semgrep ci"}}',
        }),
      ).toBe('fail');
      expect(
        via('make check', { Makefile: 'check: scan\nscan:\n\t@semgrep ci\n' }),
      ).toBe('pass');
      expect(via('make scan', { Makefile: 'scan: scan\n\tmake scan\n' })).toBe(
        'fail',
      );
      expect(
        via('./scripts/scan.sh', { 'scripts/scan.sh': 'semgrep ci' }),
      ).toBe('pass');
    });
  });

  it('does not take the image of a container for what runs in it', () => {
    const inImage = (step: string) =>
      workflow(PR, [step], 'container: semgrep/semgrep');
    expect(
      scansOf({ [`${W}/a.yml`]: inImage('uses: actions/checkout@v4') }),
    ).toEqual([]);
    expect(scansOf({ [`${W}/a.yml`]: inImage('run: semgrep ci') })).toEqual([
      'semgrep sast pr',
    ]);
  });

  it('says that a failing scan does not fail the pipeline', () => {
    expect(
      runCheck(check, {
        [`${W}/a.yml`]: workflow(PR, ['run: semgrep ci || true']),
      })?.summary,
    ).toContain('does not fail the pipeline');
  });

  it('ignores pipelines that are not the repository’s own', () => {
    expect(
      scansOf({
        [`licenses/github.com/other/tool/${W}/a.yml`]: workflow(PR, SEMGREP),
        [`examples/app/skeleton/${W}/a.yml`]: workflow(PR, SEMGREP),
        [`${W}/deprecated/a.yml`]: workflow(PR, SEMGREP),
        [`${W}/a.yml.disabled`]: workflow(PR, SEMGREP),
      }),
    ).toEqual([]);
  });

  describe('other systems', () => {
    it.each([
      [
        'GitLab CI',
        { '.gitlab-ci.yml': 'scan:\n  script: [semgrep ci]\n' },
        'semgrep sast pr',
      ],
      [
        'a template of GitLab',
        {
          '.gitlab-ci.yml': 'include:\n  - template: Jobs/SAST.gitlab-ci.yml\n',
        },
        'gitlab-sast sast pr',
      ],
      [
        'a disabled template',
        {
          '.gitlab-ci.yml':
            'include:\n  - template: Jobs/SAST.gitlab-ci.yml\nvariables:\n  SAST_DISABLED: "true"\n',
        },
        undefined,
      ],
      [
        'a local include',
        {
          '.gitlab-ci.yml': 'include: /ci/scan.yml\n',
          'ci/scan.yml': 'scan:\n  script: semgrep ci\n',
        },
        'semgrep sast pr',
      ],
      [
        'a hidden job',
        { '.gitlab-ci.yml': '.scan:\n  script: semgrep ci\n' },
        undefined,
      ],
      [
        'a job that extends it',
        {
          '.gitlab-ci.yml':
            '.scan:\n  script: semgrep ci\nreal:\n  extends: .scan\n',
        },
        'semgrep sast pr',
      ],
      [
        'rules for merge requests',
        {
          '.gitlab-ci.yml': `scan:\n  script: semgrep ci\n  rules:\n    - if: $CI_PIPELINE_SOURCE == "merge_request_event"\n`,
        },
        'semgrep sast pr',
      ],
      [
        'rules for the default branch',
        {
          '.gitlab-ci.yml': `scan:\n  script: semgrep ci\n  rules:\n    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH\n`,
        },
        'semgrep sast push to the default branch',
      ],
      [
        'only tags',
        { '.gitlab-ci.yml': 'scan:\n  script: semgrep ci\n  only: [tags]\n' },
        'semgrep sast only tags',
      ],
      [
        'never branches',
        {
          '.gitlab-ci.yml':
            'scan:\n  script: semgrep ci\n  except: [branches]\n',
        },
        'semgrep sast never for branches',
      ],
      [
        'never a single branch',
        {
          '.gitlab-ci.yml': 'scan:\n  script: semgrep ci\n  except: [docs]\n',
        },
        'semgrep sast pr',
      ],
      [
        'a manual job',
        { '.gitlab-ci.yml': 'scan:\n  script: semgrep ci\n  when: manual\n' },
        'semgrep sast started by hand',
      ],
      [
        'CircleCI',
        {
          '.circleci/config.yml':
            'version: 2.1\njobs:\n  scan:\n    docker: [{ image: x }]\n    steps: [checkout, { run: semgrep ci }]\nworkflows:\n  all:\n    jobs: [scan]\n',
        },
        'semgrep sast pr',
      ],
      [
        'a CircleCI job no workflow lists',
        {
          '.circleci/config.yml':
            'version: 2.1\njobs:\n  scan:\n    steps: [{ run: semgrep ci }]\nworkflows:\n  all:\n    jobs: []\n',
        },
        undefined,
      ],
      [
        'an orb under another name',
        {
          '.circleci/config.yml':
            'version: 2.1\norbs:\n  sec: snyk/prodsec-orb@1\njobs:\n  scan:\n    steps:\n      - sec/security_scans:\n          iac-scan: disabled\nworkflows:\n  all:\n    jobs:\n      - scan:\n          context: [a]\n',
        },
        'snyk sast+sca pr',
      ],
      [
        'a CircleCI job for main only',
        {
          '.circleci/config.yml':
            'version: 2.1\njobs:\n  scan:\n    steps: [{ run: semgrep ci }]\nworkflows:\n  all:\n    jobs:\n      - scan:\n          filters: { branches: { only: main } }\n',
        },
        'semgrep sast push to main',
      ],
      ...(
        [
          ['when: << pipeline.parameters.nightly >>', undefined],
          ['when: << pipeline.parameters.usual >>', 'semgrep sast pr'],
          ['unless: << pipeline.parameters.usual >>', undefined],
          ['unless: << pipeline.parameters.nightly >>', 'semgrep sast pr'],
          [
            'when: { equal: [scheduled_pipeline, << pipeline.trigger_source >>] }',
            'semgrep sast schedule',
          ],
          [
            'unless: { equal: [scheduled_pipeline, << pipeline.trigger_source >>] }',
            'semgrep sast pr',
          ],
          ['when: << pipeline.parameters.unknown >>', 'semgrep sast pr'],
        ] as const
      ).map(
        ([condition, expected]) =>
          [
            `a CircleCI workflow with ${condition}`,
            {
              '.circleci/config.yml': `version: 2.1\nparameters:\n  nightly: { type: boolean, default: false }\n  usual: { type: boolean, default: true }\njobs:\n  scan:\n    steps: [{ run: semgrep ci }]\nworkflows:\n  all:\n    ${condition}\n    jobs: [scan]\n`,
            },
            expected,
          ] as [string, { [path: string]: string }, string | undefined],
      ),
      [
        'Buildkite',
        { '.buildkite/pipeline.yml': 'steps:\n  - command: semgrep ci\n' },
        'semgrep sast pr',
      ],
      [
        'an uploaded Buildkite pipeline',
        {
          '.buildkite/pipeline.yml':
            'steps:\n  - command: buildkite-agent pipeline upload .buildkite/scan.yml\n',
          '.buildkite/scan.yml':
            'steps:\n  - group: a\n    steps:\n      - commands: [semgrep ci]\n',
        },
        'semgrep sast pr',
      ],
      [
        'a Buildkite file nobody uploads',
        {
          '.buildkite/pipeline.yml': 'steps: []\n',
          '.buildkite/scan.yml': 'steps:\n  - command: semgrep ci\n',
        },
        undefined,
      ],
      [
        'Azure Pipelines',
        { 'azure-pipelines.yml': 'steps:\n  - script: semgrep ci\n' },
        'semgrep sast pr',
      ],
      [
        'an Azure task',
        {
          'azure-pipelines.yml':
            'stages:\n  - stage: s\n    jobs:\n      - job: j\n        steps:\n          - task: SonarQubeAnalyze@7\n',
        },
        'sonarqube sast pr',
      ],
      [
        'Azure without pull requests',
        { 'azure-pipelines.yml': 'pr: none\nsteps:\n  - script: semgrep ci\n' },
        'semgrep sast push',
      ],
      [
        'a Jenkinsfile',
        {
          Jenkinsfile: `pipeline { stages { stage('a') { steps { sh 'semgrep ci' } } } }`,
        },
        'semgrep sast as the Jenkins server is set up',
      ],
      [
        'a commented Jenkins step',
        { Jenkinsfile: `// sh 'semgrep ci'` },
        undefined,
      ],
      [
        'a pre-commit hook',
        {
          '.pre-commit-config.yaml':
            'repos:\n  - repo: https://github.com/gitleaks/gitleaks\n    rev: v8\n    hooks: [{ id: gitleaks }]\n',
        },
        'gitleaks secrets commit on a developer’s machine',
      ],
      [
        'a pre-commit login',
        {
          '.pre-commit-config.yaml':
            'repos:\n  - repo: https://github.com/gitguardian/ggshield\n    rev: v1\n    hooks: [{ id: ggshield, args: [auth, login] }]\n',
        },
        undefined,
      ],
    ])('%s', (_name, files, expected) => {
      expect(scansOf(files as Record<string, string>)).toEqual(
        expected === undefined ? [] : [expected],
      );
    });

    it('counts hooks that a pipeline runs', () => {
      const files = {
        '.pre-commit-config.yaml':
          'repos:\n  - repo: https://github.com/PyCQA/bandit\n    rev: "1"\n    hooks: [{ id: bandit }]\n',
      };
      expect(outcomeOf(files)).toBe('fail');
      expect(
        outcomeOf({
          ...files,
          [`${W}/a.yml`]: workflow(PR, ['run: pre-commit run --all-files']),
        }),
      ).toBe('pass');
    });

    it('takes a Jenkinsfile for every pull request only when told to', () => {
      const files = { Jenkinsfile: `sh "semgrep ci"` };
      expect(outcomeOf(files)).toBe('fail');
      expect(outcomeOf(files, { assumeJenkinsOnPullRequests: true })).toBe(
        'pass',
      );
    });
  });

  it('names a malformed file and goes on with the others', () => {
    const observation = runCheck(check, {
      [`${W}/broken.yml`]: 'on: push\njobs: [a\n',
      [`${W}/good.yml`]: workflow(PR, SEMGREP),
    });
    expect(observation?.outcome).toBe('pass');
    expect(places(observation)).toEqual([
      `pipeline-unreadable ${W}/broken.yml:3`,
    ]);
    expect(observation?.findings?.[0].message).toContain(
      `${W}/broken.yml is not valid YAML`,
    );
  });

  it('widens and narrows by its parameters', () => {
    const files = {
      [`${W}/a.yml`]: workflow(PR, ['run: npx snyk test', 'run: semgrep ci']),
    };
    expect(outcomeOf(files, { kinds: ['sast', 'sca'], mode: 'all' })).toBe(
      'pass',
    );
    expect(outcomeOf(files, { kinds: ['sast', 'secrets'], mode: 'all' })).toBe(
      'fail',
    );
    expect(outcomeOf(files, { scanners: ['codeql'] })).toBe('fail');
    expect(() => check.parseParams({ kinds: ['magic'] })).toThrow(
      /params.kinds.0/,
    );
  });

  it('does not follow files that call each other without end', () => {
    const many = (step: string) => Array.from({ length: 30 }, () => step);
    const files: Record<string, string> = {
      [`${W}/a.yml`]: workflow(PR, many('run: make t0')),
      Makefile: Array.from(
        { length: 30 },
        (_, i) => `t${i}:\n${`\tmake t${i + 1}\n`.repeat(30)}`,
      ).join(''),
    };
    for (let i = 0; i < 12; i++) {
      const calls = Array.from(
        { length: 30 },
        (_, j) => `  j${j}:\n    uses: ./${W}/w${i + 1}.yml\n`,
      );
      files[
        `${W}/w${i}.yml`
      ] = `on: [workflow_call, ${PR}]\njobs:\n${calls.join('')}`;
    }
    const started = performance.now();
    expect(places(runCheck(check, files))).toContain('pipeline-too-large -');
    expect(performance.now() - started).toBeLessThan(4_000);
  });

  it('never throws, whatever a workflow holds', () => {
    const value = fc.letrec(tie => ({
      node: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom<unknown>(
          null,
          true,
          1,
          'semgrep ci',
          './a',
          '${{ x }}',
        ),
        fc.array(tie('node'), { maxLength: 3 }),
        fc.dictionary(
          fc.constantFrom(
            'on',
            'jobs',
            'steps',
            'run',
            'uses',
            'with',
            'if',
            'needs',
            'strategy',
            'matrix',
            'include',
            'rules',
            'script',
            'extends',
            'orbs',
            'workflows',
            'plugins',
            'repos',
            'hooks',
            'pull_request',
            'a',
          ),
          tie('node'),
          { maxKeys: 4 },
        ),
      ),
    })).node;
    const paths = [
      `${W}/a.yml`,
      '.gitlab-ci.yml',
      '.circleci/config.yml',
      '.buildkite/pipeline.yml',
      'azure-pipelines.yml',
      '.pre-commit-config.yaml',
      'package.json',
    ];
    fc.assert(
      fc.property(value, fc.constantFrom(...paths), (content, path) => {
        expect(['pass', 'fail']).toContain(
          outcomeOf({ [path]: JSON.stringify(content) ?? '' }),
        );
      }),
      { numRuns: 300 },
    );
  });
});
