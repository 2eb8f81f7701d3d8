import { assistantName } from '@plumbline/backstage-plugin-ai-governance-common';
import { z } from 'zod';
import { needsContentToObserve } from '../../assistants/observe';
import { joinPath } from '../../repository/paths';
import { defineRepositoryCheck } from '../defineCheck';
import { finish, listed, type RawFinding } from '../findings';
import { collectIgnoreFacts, isIgnoreMechanismFile } from './collect';
import { definition } from './definition';

/** Where secrets usually lie, as gitignore patterns. */
export const DEFAULT_SECRET_PATTERNS = [
  '.env',
  '.env.*',
  '*.pem',
  '*.key',
  'id_rsa',
  'credentials.json',
];

/**
 * Paths a pattern stands for: a file of that name at the root and one further down, because a rule
 * anchored at the root leaves the others open.
 */
export function samplesOf(pattern: string): string[] {
  const anchored = pattern.startsWith('/');
  const isFolder = pattern.endsWith('/');
  const body = pattern
    .replace(/^\/+/, '')
    .replace(/\/+$/, '')
    .replace(/^(\*\*\/)+/, '')
    .replace(/\*\*/g, 'nested')
    .replace(/\*/g, 'production')
    .replace(/\?/g, 'x')
    .replace(/\[([^\]])[^\]]*\]/g, '$1');
  const sample = isFolder ? `${body}/production.txt` : body;
  if (anchored || body.includes('/')) return [sample];
  return [sample, `services/payments/${sample}`];
}

/** `repository.ignore-file` @public */
export const ignoreFileCheck = defineRepositoryCheck({
  definition,
  params: z.strictObject({
    patterns: z
      .array(
        z
          .string()
          .min(1)
          .refine(p => !p.startsWith('!'), 'a pattern may not be a negation'),
      )
      .min(1)
      .default(DEFAULT_SECRET_PATTERNS),
  }),
  wants: path => isIgnoreMechanismFile(path) || needsContentToObserve(path),
  run(snapshot, { patterns }) {
    const facts = collectIgnoreFacts(snapshot);
    if (facts.length === 0) return undefined;
    const raw: RawFinding[] = [];
    const covered: string[] = [];
    const without: string[] = [];
    const data = facts.map(fact => {
      const name = assistantName(fact.assistant);
      const { mechanism } = fact;
      if (mechanism.kind === 'none') {
        without.push(`${name} ${mechanism.why}`);
        return { assistant: fact.assistant, mechanism: 'none' };
      }
      const file = mechanism.files[0];
      const path = fact.path ?? file;
      const base = {
        assistant: fact.assistant,
        mechanism: mechanism.kind,
        path,
      };
      if (fact.problem) {
        raw.push({
          rule: 'ignore-file-unreadable',
          severity: 'medium',
          message: `${fact.problem}, so ${name} may honour none of it`,
          path,
          about: fact.assistant,
        });
        return { ...base, missing: patterns };
      }
      if (!fact.excludes) {
        raw.push({
          rule: 'ignore-file-missing',
          severity: 'medium',
          message:
            mechanism.kind === 'claude-permissions'
              ? `${name} is used here and no Read rule under permissions.deny in ${file} keeps secrets from it`
              : `${name} is used here and no ${file} keeps secrets from it`,
          path,
          about: fact.assistant,
        });
        return { ...base, missing: patterns };
      }
      const { excludes } = fact;
      const missing = patterns.flatMap(pattern => {
        const [here, ...below] = samplesOf(pattern).map(
          sample => !excludes(joinPath(snapshot.subpath, sample)),
        );
        if (here) return [pattern];
        return below.some(Boolean) ? [`${pattern} in sub-folders`] : [];
      });
      if (missing.length > 0) {
        raw.push({
          rule: 'ignore-file-incomplete',
          severity: 'medium',
          message: `${path} does not keep ${listed(missing, 12)} from ${name}`,
          path,
          about: `${fact.assistant} ${missing.join(' ')}`,
        });
      } else {
        covered.push(`${path} covers secrets for ${name}`);
      }
      return { ...base, missing };
    });
    const findings = finish(raw);
    const sentences = [
      ...findings.map(finding => finding.message),
      ...covered,
      ...without,
    ];
    return {
      outcome: findings.length > 0 ? 'fail' : 'pass',
      summary: sentences.join('; '),
      findings,
      data: { assistants: data },
      path: findings[0]?.path ?? facts.find(fact => fact.path)?.path,
    };
  },
});
