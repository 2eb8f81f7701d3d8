import {
  compileQuery,
  documentCheckParams,
  judgeExpectation,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { parseDocumentsByName } from '../../parsing/document';
import { defineRepositoryCheck } from '../defineCheck';
import { finish, listed, type RawFinding } from '../findings';
import { unreadableFinding } from '../file/check';
import { filesNamed, globsShown, mayBeNamed } from '../paths';
import { definition } from './definition';

/** Files looked at by one check; a query over more is a job for a pipeline. */
const MAX_FILES = 200;

/** `repository.document` @public */
export const documentCheck = defineRepositoryCheck({
  definition,
  params: documentCheckParams,
  wants: (path, params) =>
    params !== undefined && mayBeNamed(params.path, path),
  async run(snapshot, { path: globs, query, where, expect }) {
    const named = filesNamed(snapshot, globs);
    const which = globsShown(globs);
    if (snapshot.truncated) {
      return {
        outcome: 'error',
        summary: `Whether there is more than what was read of ${which} is not known`,
      };
    }
    if (named.length > MAX_FILES) {
      return {
        outcome: 'error',
        summary: `${which} names ${named.length} files; more than ${MAX_FILES} are not looked at`,
      };
    }
    const ask = compileQuery(query);
    const meant = where === undefined ? undefined : compileQuery(where);
    const raw: RawFinding[] = [];
    const right: { path: string; line?: number; says: string }[] = [];
    for (const path of named) {
      const { content, unreadable } = snapshot.files.get(path)!;
      if (content === undefined) {
        raw.push(unreadableFinding(path, unreadable));
        continue;
      }
      for (const document of parseDocumentsByName(path, content)) {
        if (document.problem) {
          raw.push({
            rule: 'document-malformed',
            severity: 'medium',
            message: `${path} ${document.problem.message}`,
            path,
            line: document.problem.line,
            about: document.problem.message,
          });
          break;
        }
        const { value } = document;
        // An empty document is what stands before a first or after a last separator.
        if (value === undefined || value === null) continue;
        if (meant && (await meant.evaluate(value)) !== true) continue;
        const { outcome, says } = judgeExpectation(
          expect,
          await ask.evaluate(value),
        );
        const line = document.lineOf([]);
        if (outcome === 'pass') {
          right.push({ path, line, says });
        } else {
          raw.push({
            rule: 'value-unexpected',
            severity: 'medium',
            message: `${query} in ${path} ${says}`,
            path,
            line,
            about: `${query} ${says}`,
          });
        }
      }
    }
    const findings = finish(raw);
    if (findings.length > 0) {
      return {
        outcome: 'fail',
        summary: `${findings[0].message}${
          raw.length > 1 ? `, and ${raw.length - 1} more` : ''
        }`,
        findings,
        path: findings[0].path,
        line: findings[0].line,
      };
    }
    if (right.length === 0) {
      const summary =
        named.length === 0
          ? `There is no file ${which}`
          : `${listed(named)} ${
              where === undefined
                ? 'is empty'
                : `has no document for which ${where} is true`
            }`;
      return {
        outcome: 'fail',
        summary,
        findings: finish([
          {
            rule: 'document-missing',
            severity: 'medium',
            message: summary,
            path: named[0],
            about: which,
          },
        ]),
        path: named[0],
      };
    }
    return {
      outcome: 'pass',
      summary: `${query} in ${listed([
        ...new Set(right.map(({ path }) => path)),
      ])} ${right[0].says}`,
      path: right[0].path,
      line: right[0].line,
    };
  },
});
