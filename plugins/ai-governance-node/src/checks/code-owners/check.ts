import { z } from 'zod';
import { needsContentToObserve } from '../../assistants/observe';
import { defineRepositoryCheck } from '../defineCheck';
import { counted, finish, listed } from '../findings';
import { CODEOWNERS_LOCATIONS, collectCodeOwners } from './collect';
import { definition } from './definition';
import { ownersOf } from './parse';

const LOCATIONS: ReadonlySet<string> = new Set(
  Object.values(CODEOWNERS_LOCATIONS).flat(),
);

/** `repository.code-owners` @public */
export const codeOwnersCheck = defineRepositoryCheck({
  definition,
  params: z.strictObject({
    /** Whose rules apply; `auto` goes by the files of the repository. */
    host: z.enum(['auto', 'github', 'gitlab']).default('auto'),
  }),
  wants: path => LOCATIONS.has(path) || needsContentToObserve(path),
  run(snapshot, { host }) {
    const { path, problem, codeOwners, files } = collectCodeOwners(
      snapshot,
      host,
    );
    if (files.length === 0) return undefined;
    const subject = counted(files.length, 'assistant file');
    const fail = (summary: string, rule: string) => ({
      outcome: 'fail' as const,
      summary,
      findings: finish([
        { rule, severity: 'medium', message: summary, path, about: rule },
      ]),
      data: { file: path ?? null, unowned: files.slice(0, 200) },
      path,
    });
    if (!path) {
      return fail(
        `No CODEOWNERS file, so nobody has to be asked about changes of ${subject}`,
        'code-owners-missing',
      );
    }
    if (problem || !codeOwners) {
      return fail(`${problem ?? path}`, 'code-owners-unreadable');
    }
    if (codeOwners.rules.length === 0) {
      return fail(
        `${path} holds no rule, only comments or lines the host skips, so ${subject} have no owner`,
        'code-owners-empty',
      );
    }
    const unowned = files
      .map(file => ({ file, ...ownersOf(codeOwners, file) }))
      .filter(({ owners }) => owners.length === 0);
    const findings = finish(
      unowned.map(({ file, rule }) => ({
        rule: 'assistant-file-unowned',
        severity: 'medium',
        message: rule
          ? `${file} has no owner: line ${rule.line} of ${path} (${rule.pattern}) takes ownership away`
          : `${file} has no owner: no line of ${path} matches it`,
        path: file,
        about: rule?.pattern ?? '',
      })),
    );
    const skipped =
      codeOwners.invalid.length > 0
        ? `; the host skips ${counted(
            codeOwners.invalid.length,
            'line',
          )} (${listed(
            codeOwners.invalid.map(
              ({ line, message }) => `${line}: ${message}`,
            ),
            3,
          )})`
        : '';
    return {
      outcome: unowned.length > 0 ? 'fail' : 'pass',
      summary:
        unowned.length > 0
          ? `${path} leaves ${
              unowned.length
            } of ${subject} without an owner: ${listed(
              unowned.map(({ file }) => file),
            )}${skipped}`
          : `${path} gives every one of ${subject} an owner${skipped}`,
      findings,
      data: {
        file: path,
        rules: codeOwners.rules.length,
        unowned: unowned.map(({ file }) => file).slice(0, 200),
      },
      path,
    };
  },
});
