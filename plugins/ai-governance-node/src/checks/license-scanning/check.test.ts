import { places, runCheck } from '../testing';
import { licenseScanningCheck as check } from './check';

const file = '.github/workflows/ci.yml';

const ci = (step: string, on = 'pull_request') => ({
  [file]: `on: ${on}\njobs:\n  licenses:\n    steps:\n      - ${step.replace(
    /\n/g,
    '\n        ',
  )}\n`,
});

describe('repository.license-scanning', () => {
  it('fails without pipelines and without a scan', () => {
    expect(runCheck(check, {})?.summary).toBe(
      'No licence scan: there is no pipeline file',
    );
    expect(runCheck(check, ci('run: make test'))).toMatchObject({
      outcome: 'fail',
      summary: 'No step of the pipelines scans the licences of dependencies',
    });
  });

  it.each([
    'run: npx license-checker --onlyAllow "MIT;Apache-2.0"',
    'run: go-licenses check ./...',
    'run: fossa test',
    'run: cargo deny check licenses',
    'run: pip-licenses --fail-on GPL',
    'run: ort evaluate -i result.yml',
    'run: scancode --license --policy policy.yml .',
    'run: ./gradlew checkLicense',
    'run: licensed status',
    'run: trivy fs --scanners license --exit-code 1 .',
    'uses: actions/dependency-review-action@v4\nwith:\n  deny-licenses: GPL-3.0',
    'uses: EmbarkStudios/cargo-deny-action@v2',
  ])('passes with a gating scan: %s', step => {
    expect(runCheck(check, ci(step))).toMatchObject({
      outcome: 'pass',
      summary: expect.stringContaining('stops the pipeline'),
      path: file,
      line: 5,
    });
  });

  it.each([
    'run: npx license-checker --json',
    'run: go-licenses report ./...',
    'run: go-licenses save ./... --save_path licenses',
    'run: fossa analyze',
    'run: pnpm licenses list',
    'run: scancode --license --json out.json .',
    'run: trivy fs --scanners license .',
    'run: go-licenses check ./... || true',
    'uses: fossas/fossa-action@v1',
    'uses: actions/dependency-review-action@v4\nwith:\n  warn-only: true\n  deny-licenses: GPL-3.0',
  ])('does not pass with one that only collects: %s', step => {
    const observation = runCheck(check, ci(step));
    expect(observation?.outcome).toBe('fail');
    expect(places(observation)).toEqual([
      `license-scan-only-collects ${file}:5`,
    ]);
    expect(observation?.summary).toContain('without stopping on any');
    expect(runCheck(check, ci(step), { acceptCollecting: true })?.outcome).toBe(
      'pass',
    );
  });

  it.each([
    'run: addlicense -check .',
    'uses: apache/skywalking-eyes/header@v1',
    'run: license-eye header check',
    'run: reuse lint',
    'run: mvn license:check',
  ])('does not take a header check for one: %s', step => {
    expect(runCheck(check, ci(step))).toMatchObject({
      outcome: 'fail',
      summary: expect.stringContaining('checks file headers'),
      data: { scans: [] },
    });
  });

  it('does not take other scans for one', () => {
    for (const step of [
      'uses: actions/dependency-review-action@v4',
      'run: cargo deny check advisories',
      'run: trivy fs .',
      'run: cat LICENSE',
    ]) {
      expect(runCheck(check, ci(step))?.data?.scans).toEqual([]);
    }
  });

  it('wants it before the merge unless told otherwise', () => {
    const nightly = ci(
      'run: go-licenses check ./...',
      '{ schedule: [{ cron: "0 0 * * *" }] }',
    );
    expect(places(runCheck(check, nightly))).toEqual([
      `license-scan-not-on-pull-requests ${file}:5`,
    ]);
    expect(
      runCheck(check, nightly, { requirePullRequest: false })?.outcome,
    ).toBe('pass');
  });

  it('finds a scan behind a make target', () => {
    expect(
      runCheck(check, {
        ...ci('run: make licenses'),
        Makefile: 'licenses:\n\tgo-licenses report ./...\n',
      })?.findings,
    ).toMatchObject([{ rule: 'license-scan-only-collects' }]);
  });
});
