import { SCANNERS } from './table';
import type { ScanKind } from './types';

/** What a report of a scanner is about. @public */
export type ReportCategory = 'security' | 'secrets' | 'licence' | 'quality';

/** @public */
export const REPORT_CATEGORIES: readonly ReportCategory[] = [
  'security',
  'secrets',
  'licence',
  'quality',
];

/** What the reports of a tool are about. @public */
export interface ReportingTool {
  id: string;
  name: string;
  /** What a report is about where nothing more is said. */
  categories: ReportCategory[];
  /** What it may be about as well, when its rules are chosen so. */
  also: ReportCategory[];
}

const CATEGORY_OF: Record<ScanKind, ReportCategory | undefined> = {
  sast: 'security',
  sca: 'security',
  iac: 'security',
  container: 'security',
  workflow: 'security',
  dast: 'security',
  secrets: 'secrets',
  license: 'licence',
  'license-header': 'licence',
  sbom: undefined,
};

/** Scanners that look for more than they do by default. */
const ALSO: { [scanner: string]: ReportCategory[] } = {
  semgrep: ['secrets', 'quality'],
  codeql: ['quality'],
  sonarqube: ['quality', 'secrets'],
  trivy: ['secrets', 'licence'],
  snyk: ['licence', 'secrets'],
  checkov: ['secrets'],
  ort: ['security'],
  'microsoft-security-devops': ['secrets'],
};

/** Tools that write reports and are no scanner of a control. */
const LINTERS: { id: string; name: string; also?: ReportCategory[] }[] = [
  { id: 'eslint', name: 'ESLint', also: ['security'] },
  { id: 'biome', name: 'Biome' },
  { id: 'checkstyle', name: 'Checkstyle' },
  { id: 'clippy', name: 'Clippy' },
  { id: 'detekt', name: 'detekt', also: ['security'] },
  { id: 'golangci-lint', name: 'golangci-lint', also: ['security'] },
  { id: 'hadolint', name: 'Hadolint', also: ['security'] },
  { id: 'ktlint', name: 'ktlint' },
  { id: 'phpstan', name: 'PHPStan' },
  { id: 'pmd', name: 'PMD', also: ['security'] },
  { id: 'pylint', name: 'Pylint' },
  { id: 'rubocop', name: 'RuboCop', also: ['security'] },
  { id: 'ruff', name: 'Ruff', also: ['security'] },
  { id: 'shellcheck', name: 'ShellCheck' },
  { id: 'stylelint', name: 'Stylelint' },
];

/** Other names under which tools write reports. */
const ALIASES: { [words: string]: string } = {
  secretlint: 'git-secrets',
  opengrep: 'semgrep',
  'github advanced security': 'codeql',
  sonarcloud: 'sonarqube',
  spotbugs: 'find-sec-bugs',
  'osv scanner': 'osv-scanner',
  'npm audit': 'package-audit',
};

const TOOLS: readonly ReportingTool[] = [
  ...SCANNERS.map(({ id, name, kinds }) => {
    const categories = [
      ...new Set(kinds.flatMap(kind => CATEGORY_OF[kind] ?? [])),
    ];
    return {
      id,
      name,
      categories,
      also: (ALSO[id] ?? []).filter(category => !categories.includes(category)),
    };
  }).filter(({ categories }) => categories.length > 0),
  ...LINTERS.map(
    ({ id, name, also = [] }): ReportingTool => ({
      id,
      name,
      categories: ['quality'],
      also,
    }),
  ),
];

const wordsOf = (name: string) =>
  name
    .toLocaleLowerCase('en-US')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

const BY_WORDS: ReadonlyMap<string, ReportingTool> = new Map([
  ...TOOLS.flatMap(tool => [
    [wordsOf(tool.id), tool] as const,
    [wordsOf(tool.name), tool] as const,
  ]),
  ...Object.entries(ALIASES).flatMap(([words, id]) => {
    const tool = TOOLS.find(each => each.id === id);
    return tool ? [[words, tool] as const] : [];
  }),
]);

/**
 * The tool that a report names, by the longest known beginning of that name:
 * `Semgrep OSS` is Semgrep. Undefined for a tool nobody told us of.
 *
 * @public
 */
export function reportingTool(name: string): ReportingTool | undefined {
  const words = wordsOf(name).split(' ').slice(0, 8);
  for (let length = words.length; length > 0; length--) {
    const known = BY_WORDS.get(words.slice(0, length).join(' '));
    if (known) {
      return known;
    }
  }
  return undefined;
}
