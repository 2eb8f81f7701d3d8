import type { CiStep } from '../ci/types';
import type { ScanKind, ScannerDefinition, StepScan } from './types';

function words(step: CiStep): string[] {
  return (step.command ?? []).slice(1);
}

/** Positional words of a command, options left out. */
function plain(step: CiStep): string[] {
  return words(step).filter(word => !word.startsWith('-'));
}

function option(step: CiStep, ...names: string[]): string | undefined {
  const list = words(step);
  for (let i = 0; i < list.length; i++) {
    for (const name of names) {
      if (list[i] === name) return list[i + 1];
      if (list[i].startsWith(`${name}=`)) return list[i].slice(name.length + 1);
    }
  }
  return undefined;
}

function has(step: CiStep, ...names: string[]): boolean {
  return words(step).some(word =>
    names.some(name => word === name || word.startsWith(`${name}=`)),
  );
}

function versionOf(uses: string): string {
  return uses.split('@')[1] ?? '';
}

/**
 * Major versions of the CodeQL action that are gone: v1 since January 2023, v2 since January 2025; v3
 * is announced to follow in December 2026.
 * Source: https://github.blog/changelog/2025-10-28-upcoming-deprecation-of-codeql-action-v3/
 */
function refineCodeql(step: CiStep): StepScan | 'not-a-scan' | undefined {
  const version = versionOf(step.uses ?? '');
  const major = /^v?(\d+)(?:\.|$)/.exec(version)?.[1];
  if (major === '1' || major === '2') {
    return {
      kinds: ['sast'],
      ineffective: `version ${version} of the CodeQL action is retired and gets no updates; v4 is current`,
    };
  }
  const note =
    major === '3'
      ? 'version 3 of the CodeQL action is to be retired in December 2026'
      : undefined;
  const languages = (step.with.languages ?? '')
    .split(',')
    .map(language => language.trim().toLowerCase())
    .filter(Boolean);
  if (languages.length > 0 && languages.every(name => name === 'actions')) {
    return {
      kinds: ['workflow'],
      note: 'CodeQL looks at workflow files only, not at the source',
    };
  }
  return { kinds: ['sast'], note };
}

const TRIVY_SCANNERS: Record<string, ScanKind> = {
  vuln: 'sca',
  misconfig: 'iac',
  config: 'iac',
  secret: 'secrets',
  license: 'license',
};

function trivyKinds(
  target: string | undefined,
  scanners: string | undefined,
): ScanKind[] {
  const chosen = (scanners ?? '')
    .split(',')
    .map(name => TRIVY_SCANNERS[name.trim()])
    .filter(kind => kind !== undefined);
  const isImage = target === 'image' || target === 'i';
  if (target === 'config') return ['iac'];
  if (target === 'sbom') return ['sca'];
  const kinds = chosen.length > 0 ? chosen : (['sca', 'secrets'] as ScanKind[]);
  return [
    ...new Set<ScanKind>([
      ...kinds,
      ...(isImage ? (['container'] as const) : []),
    ]),
  ];
}

function refineTrivy(step: CiStep): StepScan | 'not-a-scan' | undefined {
  if (step.command) {
    const [target] = plain(step);
    if (
      !/^(fs|filesystem|repo|repository|image|i|config|rootfs|sbom|vm|k8s|kubernetes)$/.test(
        target ?? '',
      )
    ) {
      return 'not-a-scan';
    }
    if (
      /^(cyclonedx|spdx|spdx-json)$/.test(option(step, '--format', '-f') ?? '')
    ) {
      return { kinds: ['sbom'] };
    }
    const kinds = trivyKinds(
      target,
      option(step, '--scanners', '--security-checks'),
    );
    return {
      kinds,
      gatesLicenses: kinds.includes('license')
        ? exitCode(option(step, '--exit-code'))
        : undefined,
    };
  }
  if (/^(cyclonedx|spdx|spdx-json|github)$/.test(step.with.format ?? '')) {
    return { kinds: ['sbom'] };
  }
  const kinds = trivyKinds(
    step.with['scan-type'] ?? 'image',
    step.with.scanners ?? step.with['security-checks'],
  );
  return {
    kinds,
    gatesLicenses: kinds.includes('license')
      ? exitCode(step.with['exit-code'])
      : undefined,
  };
}

function exitCode(value: string | undefined): boolean {
  return value !== undefined && value !== '0';
}

function refineSnyk(step: CiStep): StepScan | 'not-a-scan' | undefined {
  if (step.uses && /^snyk\/actions\//.test(step.uses)) {
    const flavour = step.uses.slice('snyk/actions/'.length).split('@')[0];
    if (flavour === 'setup') return 'not-a-scan';
    if (flavour === 'iac') return { kinds: ['iac'] };
    if (flavour === 'docker') return { kinds: ['container', 'sca'] };
    if (step.with.command === 'code test') return { kinds: ['sast'] };
    if (/^(monitor|sbom)/.test(step.with.command ?? '')) {
      return { kinds: step.with.command === 'monitor' ? ['sca'] : ['sbom'] };
    }
    return { kinds: ['sca'] };
  }
  if (step.command) {
    const [first, second] = plain(step);
    if (first === 'test') return { kinds: ['sca'] };
    if (first === 'monitor') return { kinds: ['sca'] };
    if (first === 'code' && second === 'test') return { kinds: ['sast'] };
    if (first === 'iac' && second === 'test') return { kinds: ['iac'] };
    if (first === 'container' && /^(test|monitor)$/.test(second ?? '')) {
      return { kinds: ['container'] };
    }
    if (first === 'sbom') return { kinds: ['sbom'] };
    return 'not-a-scan';
  }
  // Snyk's own orb for product security runs open source and code scans together.
  if (/^snyk\/prodsec-orb\/secrets-scan/.test(step.uses ?? '')) {
    return { kinds: ['secrets'] };
  }
  if (/^snyk\/prodsec-orb\//.test(step.uses ?? '')) {
    const off = (name: string) => step.with[name] === 'disabled';
    const kinds: ScanKind[] = [];
    if (!off('code-scan')) kinds.push('sast');
    if (!off('open-source-scan')) kinds.push('sca');
    if (!off('iac-scan')) kinds.push('iac');
    return { kinds };
  }
  return undefined;
}

function refineDependencyReview(step: CiStep): StepScan {
  const policy =
    step.with['allow-licenses'] !== undefined ||
    step.with['deny-licenses'] !== undefined;
  const outside = step.with['config-file'] !== undefined;
  const off = step.with['license-check'] === 'false';
  const licenses = (policy || outside) && !off;
  return {
    kinds: licenses ? ['sca', 'license'] : ['sca'],
    gatesLicenses: licenses ? step.with['warn-only'] !== 'true' : undefined,
  };
}

/** A licence command that fails on some words and only reports on others. */
function licenseCommand(
  gates: (step: CiStep) => boolean,
  kinds: ScanKind[] = ['license'],
) {
  return (step: CiStep): StepScan => ({ kinds, gatesLicenses: gates(step) });
}

/** The scanners that are recognized, as data. @public */
export const SCANNERS: readonly ScannerDefinition[] = [
  {
    id: 'semgrep',
    name: 'Semgrep',
    kinds: ['sast'],
    actions: [
      'semgrep/semgrep-action',
      'returntocorp/semgrep-action',
      'semgrep/semgrep',
    ],
    commands: {
      semgrep: ['ci', 'scan', '--config', '-c', '--error', '.'],
      opengrep: ['ci', 'scan'],
    },
    elements: [/^semgrep-plugin/, /(^|\/)semgrep(-org)?\/semgrep/],
    hooks: [/(returntocorp|semgrep)\/(semgrep|pre-commit)#/],
    refine: step => {
      if (!step.command) return undefined;
      const [first] = words(step);
      return /^(--version|login|logout|install|--help)$/.test(first ?? '--help')
        ? 'not-a-scan'
        : undefined;
    },
  },
  {
    id: 'codeql',
    name: 'CodeQL',
    kinds: ['sast'],
    // `analyze` alone scans nothing that `init` did not set up, and holds no languages.
    actions: ['github/codeql-action/init'],
    commands: { codeql: ['database'] },
    elements: [/^AdvancedSecurity-Codeql-Analyze@/i],
    refine: step => {
      if (step.command) {
        return plain(step)[1] === 'analyze' ? undefined : 'not-a-scan';
      }
      return step.uses?.startsWith('github/') ? refineCodeql(step) : undefined;
    },
  },
  {
    id: 'sonarqube',
    name: 'SonarQube',
    kinds: ['sast'],
    actions: [
      'sonarsource/sonarqube-scan-action',
      'sonarsource/sonarcloud-github-action',
      'kitabisa/sonarqube-action',
    ],
    commands: {
      'sonar-scanner': '*',
      sonar: '*',
      sonarscanner: '*',
      gradlew: ['sonar', 'sonarqube'],
      gradle: ['sonar', 'sonarqube'],
      mvn: ['sonar:sonar'],
      mvnw: ['sonar:sonar'],
      'dotnet-sonarscanner': '*',
    },
    images: ['sonarsource/sonar-scanner-cli'],
    elements: [
      /^sonarsource\/sonarcloud\/scan/,
      /^SonarQube(Analyze|Cloud(Analyze)?)@/i,
      /^SonarCloudAnalyze@/i,
      /sonarqube-scan/,
    ],
  },
  {
    id: 'trivy',
    name: 'Trivy',
    kinds: ['sca'],
    actions: ['aquasecurity/trivy-action'],
    commands: { trivy: '*' },
    images: ['aquasec/trivy', 'aquasecurity/trivy'],
    elements: [
      /^(cci-orb-)?[\w-]*\/?trivy(-orb)?\//,
      /^trivy@\d/i,
      /(^|\/)trivy#/,
    ],
    refine: refineTrivy,
  },
  {
    id: 'pharos',
    name: 'Pharos (runs Trivy)',
    kinds: ['sca', 'container'],
    actions: ['kartverket/pharos'],
  },
  {
    id: 'snyk',
    name: 'Snyk',
    kinds: ['sca'],
    actions: ['snyk/actions/*'],
    commands: { snyk: '*' },
    images: ['snyk/snyk'],
    elements: [
      /^snyk\/snyk\/scan/,
      /^snyk\/prodsec-orb\/(security_scans|security-scans|secrets-scan)/,
      /^SnykSecurityScan@/i,
    ],
    refine: refineSnyk,
  },
  {
    id: 'gitleaks',
    name: 'Gitleaks',
    kinds: ['secrets'],
    actions: ['gitleaks/gitleaks-action', 'zricethezav/gitleaks-action'],
    commands: {
      gitleaks: ['detect', 'protect', 'git', 'dir', 'file', 'directory'],
    },
    images: ['zricethezav/gitleaks', 'gitleaks/gitleaks'],
    elements: [/gitleaks/],
    hooks: [/gitleaks\/gitleaks#/],
  },
  {
    id: 'ggshield',
    name: 'GitGuardian ggshield',
    kinds: ['secrets'],
    actions: [
      'gitguardian/ggshield-action',
      'gitguardian/ggshield/actions/secret',
    ],
    commands: { ggshield: ['secret', 'scan', 'iac', 'sca'] },
    images: ['gitguardian/ggshield'],
    elements: [/^gitguardian\/ggshield\//],
    hooks: [/gitguardian\/ggshield#/i],
    refine: step => {
      if (step.system === 'pre-commit') {
        return /\bauth\b/.test(step.with.args ?? '') ? 'not-a-scan' : undefined;
      }
      const [first] = plain(step);
      if (first === 'iac') return { kinds: ['iac'] };
      return first === 'sca' ? { kinds: ['sca'] } : undefined;
    },
  },
  {
    id: 'trufflehog',
    name: 'TruffleHog',
    kinds: ['secrets'],
    actions: ['trufflesecurity/trufflehog'],
    commands: {
      trufflehog: ['git', 'filesystem', 'github', 'gitlab', 'docker'],
    },
    images: ['trufflesecurity/trufflehog'],
    hooks: [/trufflesecurity\/trufflehog#/],
  },
  {
    id: 'detect-secrets',
    name: 'detect-secrets',
    kinds: ['secrets'],
    commands: {
      'detect-secrets': ['scan', 'audit'],
      'detect-secrets-hook': '*',
    },
    hooks: [/detect-secrets#/, /pre-commit-hooks#detect-private-key/],
  },
  {
    id: 'git-secrets',
    name: 'git-secrets',
    kinds: ['secrets'],
    commands: { 'git-secrets': ['--scan', '--scan-history'], secretlint: '*' },
  },
  {
    id: 'dependency-review',
    name: 'Dependency review',
    kinds: ['sca'],
    actions: ['actions/dependency-review-action'],
    refine: refineDependencyReview,
  },
  {
    id: 'osv-scanner',
    name: 'OSV-Scanner',
    kinds: ['sca'],
    actions: ['google/osv-scanner-action/*', 'google/osv-scanner/*'],
    commands: { 'osv-scanner': '*' },
    images: ['google/osv-scanner'],
  },
  {
    id: 'govulncheck',
    name: 'govulncheck',
    kinds: ['sca'],
    actions: ['golang/govulncheck-action'],
    commands: { govulncheck: '*' },
  },
  {
    id: 'gosec',
    name: 'gosec',
    kinds: ['sast'],
    actions: ['securego/gosec'],
    commands: { gosec: '*' },
    images: ['securego/gosec'],
    hooks: [/gosec#/],
  },
  {
    id: 'bandit',
    name: 'Bandit',
    kinds: ['sast'],
    actions: [
      'pycqa/bandit-action',
      'tj-actions/bandit',
      'mdegis/bandit-action',
    ],
    commands: { bandit: '*' },
    hooks: [/pycqa\/bandit#/i],
  },
  {
    id: 'brakeman',
    name: 'Brakeman',
    kinds: ['sast'],
    commands: { brakeman: '*' },
    actions: ['reviewdog/action-brakeman'],
  },
  {
    id: 'njsscan',
    name: 'njsscan',
    kinds: ['sast'],
    actions: ['ajinabraham/njsscan-action'],
    commands: { njsscan: '*' },
  },
  {
    id: 'find-sec-bugs',
    name: 'SpotBugs with Find Security Bugs',
    kinds: ['sast'],
    commands: { findsecbugs: '*' },
  },
  {
    id: 'bearer',
    name: 'Bearer',
    kinds: ['sast'],
    actions: ['bearer/bearer-action'],
    commands: { bearer: ['scan'] },
    images: ['bearer/bearer'],
  },
  {
    id: 'checkmarx',
    name: 'Checkmarx',
    kinds: ['sast'],
    actions: [
      'checkmarx/ast-github-action',
      'checkmarx-ts/checkmarx-cxflow-github-action',
    ],
    commands: { cx: ['scan'] },
    elements: [/^checkmarx/i],
  },
  {
    id: 'veracode',
    name: 'Veracode',
    kinds: ['sast'],
    actions: [
      'veracode/veracode-pipeline-scan-action',
      'veracode/veracode-uploadandscan-action',
      'veracode/github-actions-integration/*',
    ],
    commands: { veracode: ['static'] },
    elements: [/^veracode/i],
  },
  {
    id: 'fortify',
    name: 'Fortify',
    kinds: ['sast'],
    actions: ['fortify/github-action', 'fortify/gha-export-vulnerabilities'],
    commands: { sourceanalyzer: '*', scancentral: '*' },
    elements: [/^Fortify/i],
  },
  {
    id: 'gitlab-sast',
    name: 'GitLab SAST',
    kinds: ['sast'],
    elements: [
      /(^|\/)(Jobs|Security)\/SAST(\.latest)?\.gitlab-ci\.yml$/,
      /components\/sast\/sast@/,
    ],
  },
  {
    id: 'gitlab-auto-devops',
    name: 'GitLab Auto DevOps',
    kinds: ['sast', 'sca', 'secrets', 'container'],
    elements: [/^Auto-DevOps(\.latest)?\.gitlab-ci\.yml$/],
  },
  {
    id: 'gitlab-secret-detection',
    name: 'GitLab secret detection',
    kinds: ['secrets'],
    elements: [
      /Secret-Detection(\.latest)?\.gitlab-ci\.yml$/,
      /components\/secret-detection\//,
    ],
  },
  {
    id: 'gitlab-dependency-scanning',
    name: 'GitLab dependency scanning',
    kinds: ['sca', 'sbom'],
    elements: [
      /Dependency-Scanning(\.v2|\.latest)?\.gitlab-ci\.yml$/,
      /components\/dependency-scanning\//,
    ],
  },
  {
    id: 'gitlab-container-scanning',
    name: 'GitLab container scanning',
    kinds: ['container'],
    elements: [
      /Container-Scanning(\.latest)?\.gitlab-ci\.yml$/,
      /components\/container-scanning\//,
    ],
  },
  {
    id: 'gitlab-iac',
    name: 'GitLab IaC scanning',
    kinds: ['iac'],
    elements: [
      /SAST-IaC(\.latest)?\.gitlab-ci\.yml$/,
      /components\/sast\/iac-sast@/,
    ],
  },
  {
    id: 'gitlab-license',
    name: 'GitLab licence scanning',
    kinds: ['license'],
    elements: [/License-Scanning(\.latest)?\.gitlab-ci\.yml$/],
    refine: () => ({ kinds: ['license'], gatesLicenses: false }),
  },
  {
    id: 'microsoft-security-devops',
    name: 'Microsoft Security DevOps',
    kinds: ['sast', 'iac', 'secrets'],
    actions: ['microsoft/security-devops-action'],
    elements: [/^MicrosoftSecurityDevOps@/i],
  },
  {
    id: 'devskim',
    name: 'DevSkim',
    kinds: ['sast'],
    actions: ['microsoft/devskim-action'],
    commands: { devskim: ['analyze'] },
  },
  {
    id: 'checkov',
    name: 'Checkov',
    kinds: ['iac'],
    actions: ['bridgecrewio/checkov-action'],
    commands: { checkov: '*' },
    images: ['bridgecrew/checkov'],
    hooks: [/bridgecrewio\/checkov#/],
  },
  {
    id: 'tfsec',
    name: 'tfsec',
    kinds: ['iac'],
    actions: [
      'aquasecurity/tfsec-action',
      'aquasecurity/tfsec-pr-commenter-action',
      'aquasecurity/tfsec-sarif-action',
    ],
    commands: { tfsec: '*' },
    hooks: [/#terraform_(tfsec|trivy|checkov)/],
  },
  {
    id: 'kics',
    name: 'KICS',
    kinds: ['iac'],
    actions: ['checkmarx/kics-github-action'],
    commands: { kics: ['scan'] },
    images: ['checkmarx/kics'],
  },
  {
    id: 'terrascan',
    name: 'Terrascan',
    kinds: ['iac'],
    actions: ['tenable/terrascan-action'],
    commands: { terrascan: ['scan'] },
  },
  {
    id: 'grype',
    name: 'Grype',
    kinds: ['sca', 'container'],
    actions: ['anchore/scan-action'],
    commands: { grype: '*' },
    images: ['anchore/grype'],
  },
  {
    id: 'docker-scout',
    name: 'Docker Scout',
    kinds: ['container'],
    actions: ['docker/scout-action'],
  },
  {
    id: 'dependency-check',
    name: 'OWASP Dependency-Check',
    kinds: ['sca'],
    actions: ['dependency-check/dependency-check_action'],
    commands: {
      'dependency-check': '*',
      'dependency-check.sh': '*',
      gradlew: ['dependencyCheckAnalyze'],
      gradle: ['dependencyCheckAnalyze'],
      mvn: ['dependency-check:check'],
    },
    images: ['owasp/dependency-check'],
    elements: [/^dependency-check-build-task@/i],
  },
  {
    id: 'package-audit',
    name: 'Package manager audit',
    kinds: ['sca'],
    actions: [
      'rustsec/audit-check',
      'actions-rs/audit-check',
      'pypa/gh-action-pip-audit',
    ],
    commands: {
      npm: ['audit'],
      pnpm: ['audit'],
      yarn: ['audit', 'npm'],
      'pip-audit': '*',
      safety: ['check', 'scan'],
      'bundler-audit': '*',
      'bundle-audit': '*',
      'cargo-audit': '*',
      cargo: ['audit'],
      composer: ['audit'],
    },
    refine: step =>
      step.command?.[0] === 'yarn' &&
      step.command[1] === 'npm' &&
      step.command[2] !== 'audit'
        ? 'not-a-scan'
        : undefined,
  },
  {
    id: 'nancy',
    name: 'Nancy',
    kinds: ['sca'],
    actions: ['sonatype-nexus-community/nancy-github-action'],
    commands: { nancy: ['sleuth'] },
  },
  {
    id: 'socket',
    name: 'Socket',
    kinds: ['sca'],
    actions: ['socketdev/action'],
    commands: { socket: ['ci', 'scan'], socketcli: '*' },
  },
  {
    id: 'mend',
    name: 'Mend',
    kinds: ['sca', 'license'],
    commands: { mend: ['dep', 'sca', 'code'] },
    elements: [/^WhiteSource/i],
    refine: step =>
      plain(step)[0] === 'code'
        ? { kinds: ['sast'] }
        : { kinds: ['sca', 'license'], gatesLicenses: true },
  },
  {
    id: 'black-duck',
    name: 'Black Duck',
    kinds: ['sca', 'license'],
    actions: [
      'blackduck-inc/black-duck-security-scan',
      'synopsys-sig/synopsys-action',
      'synopsys-sig/detect-action',
    ],
    commands: {
      detect: '*',
      'detect.sh': '*',
      'detect10.sh': '*',
      'detect9.sh': '*',
    },
    refine: () => ({ kinds: ['sca', 'license'], gatesLicenses: true }),
  },
  {
    id: 'zizmor',
    name: 'zizmor',
    kinds: ['workflow'],
    actions: ['zizmorcore/zizmor-action', 'woodruffw/zizmor-action'],
    commands: { zizmor: '*' },
    hooks: [/zizmor-pre-commit#/],
  },
  {
    id: 'scorecard',
    name: 'OpenSSF Scorecard',
    kinds: ['workflow'],
    actions: ['ossf/scorecard-action'],
  },
  {
    id: 'zap',
    name: 'ZAP',
    kinds: ['dast'],
    actions: [
      'zaproxy/action-baseline',
      'zaproxy/action-full-scan',
      'zaproxy/action-api-scan',
    ],
    images: ['zaproxy/zap-stable', 'owasp/zap2docker-stable'],
  },
  {
    id: 'scancode',
    name: 'ScanCode',
    kinds: ['license'],
    actions: ['aboutcode-org/scancode-action', 'nexb/scancode-action'],
    commands: { scancode: '*', 'scancode-toolkit': '*', scanpipe: '*' },
    images: ['aboutcode-org/scancode.io', 'nexb/scancode-toolkit'],
    refine: step =>
      step.command
        ? {
            kinds: ['license'],
            gatesLicenses: has(step, '--policy', '--license-policy'),
          }
        : {
            kinds: ['license'],
            gatesLicenses:
              step.with['check-compliance'] === 'true' ||
              step.with['compliance-fail-level'] !== undefined,
          },
  },
  {
    id: 'fossa',
    name: 'FOSSA',
    kinds: ['license', 'sca'],
    actions: ['fossas/fossa-action', 'fossa-contrib/fossa-action'],
    commands: { fossa: ['analyze', 'test'] },
    elements: [/^fossa/],
    refine: step => ({
      kinds: ['license', 'sca'],
      // `analyze` sends the result away; only `test` waits for it and fails.
      gatesLicenses: step.command
        ? plain(step)[0] === 'test'
        : step.with['run-tests'] === 'true',
    }),
  },
  {
    id: 'ort',
    name: 'OSS Review Toolkit',
    kinds: ['license'],
    actions: ['oss-review-toolkit/ort-ci-github-action'],
    commands: { ort: ['analyze', 'evaluate', 'scan', 'report'] },
    images: ['oss-review-toolkit/ort', 'philipssoftware/ort'],
    refine: step => ({
      kinds: ['license'],
      gatesLicenses: step.command
        ? plain(step)[0] === 'evaluate'
        : /evaluator/.test(step.with.run ?? '') ||
          step.with['fail-on'] !== undefined,
    }),
  },
  {
    id: 'license-checker',
    name: 'license-checker',
    kinds: ['license'],
    commands: {
      'license-checker': '*',
      'license-checker-rseidelsohn': '*',
      'license-checker-evergreen': '*',
      'license-compliance': '*',
      'license-compatibility-checker': '*',
      legally: '*',
    },
    refine: step =>
      licenseCommand(s =>
        ['license-compliance', 'license-compatibility-checker'].includes(
          s.command?.[0] ?? '',
        )
          ? has(s, '--allow', '-a') ||
            s.command?.[0] === 'license-compatibility-checker'
          : has(s, '--failOn', '--onlyAllow', '--failon', '--onlyallow'),
      )(step),
  },
  {
    id: 'js-licenses',
    name: 'Package manager licence list',
    kinds: ['license'],
    commands: { pnpm: ['licenses'], yarn: ['licenses'], bun: ['licenses'] },
    refine: licenseCommand(() => false),
  },
  {
    id: 'go-licenses',
    name: 'go-licenses',
    kinds: ['license'],
    commands: {
      'go-licenses': ['check', 'report', 'csv', 'save'],
      'go-licence-detector': '*',
      wwhrd: ['check', 'list'],
      lichen: '*',
    },
    refine: step =>
      licenseCommand(s =>
        ['go-licenses', 'wwhrd'].includes(s.command?.[0] ?? '')
          ? plain(s)[0] === 'check'
          : has(s, '-rules', '--rules', '-config', '--config', '-c'),
      )(step),
  },
  {
    id: 'pip-licenses',
    name: 'pip-licenses',
    kinds: ['license'],
    commands: { 'pip-licenses': '*', liccheck: '*', licensecheck: '*' },
    refine: step =>
      licenseCommand(s => {
        const name = s.command?.[0];
        if (name === 'liccheck') return true;
        return name === 'licensecheck'
          ? has(s, '--zero', '-0', '--fail-licenses')
          : has(s, '--fail-on', '--allow-only');
      })(step),
  },
  {
    id: 'cargo-deny',
    name: 'cargo-deny',
    kinds: ['license', 'sca'],
    actions: ['embarkstudios/cargo-deny-action'],
    commands: { 'cargo-deny': ['check'], cargo: ['deny'] },
    refine: step => {
      const subject = step.command
        ? plain(step).filter(word => !/^(deny|check)$/.test(word))
        : (step.with.command ?? '')
            .split(/\s+/)
            .filter(word => word && word !== 'check');
      if (
        subject.length > 0 &&
        !subject.includes('licenses') &&
        !subject.includes('all')
      ) {
        return { kinds: ['sca'] };
      }
      return { kinds: ['license', 'sca'], gatesLicenses: true };
    },
  },
  {
    id: 'licensed',
    name: 'Licensed',
    kinds: ['license'],
    actions: [
      'licensee/licensed-ci',
      'github/licensed-ci',
      'jonabc/licensed-ci',
    ],
    commands: { licensed: ['status', 'cache', 'list'] },
    refine: step => ({
      kinds: ['license'],
      gatesLicenses: step.command ? plain(step)[0] === 'status' : true,
    }),
  },
  {
    id: 'license-finder',
    name: 'LicenseFinder',
    kinds: ['license'],
    commands: { license_finder: '*' },
    images: ['licensefinder/license_finder'],
    refine: licenseCommand(step => plain(step)[0] !== 'report'),
  },
  {
    id: 'jvm-licenses',
    name: 'JVM licence plugin',
    kinds: ['license'],
    commands: {
      gradlew: ['checkLicense', 'licensee', 'generateLicenseReport'],
      gradle: ['checkLicense', 'licensee', 'generateLicenseReport'],
      mvn: ['license:add-third-party', 'license:aggregate-add-third-party'],
      mvnw: ['license:add-third-party', 'license:aggregate-add-third-party'],
    },
    refine: step =>
      licenseCommand(
        s =>
          words(s).some(word => /(^|:)(checkLicense|licensee)$/.test(word)) ||
          words(s).some(word => /failOnBlacklist|failOnMissing/i.test(word)),
      )(step),
  },
  {
    id: 'license-eye-dependency',
    name: 'SkyWalking Eyes (dependencies)',
    kinds: ['license'],
    actions: ['apache/skywalking-eyes/dependency'],
    commands: { 'license-eye': ['dependency', 'dep', 'd'] },
    refine: step =>
      licenseCommand(s => !s.command || /^c(heck)?$/.test(plain(s)[1] ?? ''))(
        step,
      ),
  },
  {
    id: 'license-eye-header',
    name: 'SkyWalking Eyes (headers)',
    kinds: ['license-header'],
    actions: ['apache/skywalking-eyes', 'apache/skywalking-eyes/header'],
    commands: { 'license-eye': ['header', 'h'] },
    hooks: [/skywalking-eyes#/],
  },
  {
    id: 'addlicense',
    name: 'addlicense',
    kinds: ['license-header'],
    commands: {
      addlicense: '*',
      'license-header-checker': '*',
      'go-licenser': '*',
      hawkeye: ['check'],
      mvn: ['license:check'],
      gradlew: ['spotlessCheck'],
    },
    actions: [
      'viperproject/check-license-header',
      'kt3k/license-checker',
      'korandoru/hawkeye',
    ],
    hooks: [/#(insert-license|license-headers?|addlicense)$/],
    refine: step =>
      step.command?.[0] === 'gradlew' ? 'not-a-scan' : undefined,
  },
  {
    id: 'reuse',
    name: 'REUSE',
    kinds: ['license-header'],
    actions: ['fsfe/reuse-action'],
    commands: { reuse: ['lint', 'lint-file'] },
    images: ['fsfe/reuse'],
    hooks: [/fsfe\/reuse-tool#/],
  },
  {
    id: 'syft',
    name: 'Syft',
    kinds: ['sbom'],
    actions: ['anchore/sbom-action'],
    commands: { syft: '*' },
    images: ['anchore/syft'],
  },
  {
    id: 'cyclonedx',
    name: 'CycloneDX generator',
    kinds: ['sbom'],
    actions: [
      'cyclonedx/gh-node-module-generatebom',
      'cyclonedx/gh-python-generate-sbom',
      'cyclonedx/gh-gomod-generate-sbom',
      'cyclonedx/gh-dotnet-generate-sbom',
    ],
    commands: {
      cdxgen: '*',
      'cyclonedx-npm': '*',
      'cyclonedx-gomod': '*',
      'cyclonedx-py': '*',
      'cyclonedx-bom': '*',
      gradlew: ['cyclonedxBom'],
      mvn: [
        'org.cyclonedx:cyclonedx-maven-plugin:makeAggregateBom',
        'cyclonedx:makeBom',
      ],
    },
  },
  {
    id: 'github-sbom',
    name: 'GitHub dependency graph SBOM',
    kinds: ['sbom'],
    actions: [
      'advanced-security/sbom-generator-action',
      'advanced-security/spdx-dependency-submission-action',
    ],
    commands: { gh: ['sbom', 'api'], curl: '*' },
    refine: step =>
      step.command &&
      !words(step).some(word => /dependency-graph\/sbom/.test(word)) &&
      plain(step)[0] !== 'sbom'
        ? 'not-a-scan'
        : undefined,
  },
];
