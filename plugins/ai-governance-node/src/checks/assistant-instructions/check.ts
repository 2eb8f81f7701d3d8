import { z } from 'zod';
import { isAssistantPath } from '../../assistants';
import { whyUnread } from '../../repository/unread';
import { defineRepositoryCheck } from '../defineCheck';
import {
  counted,
  finish,
  listed,
  severityAtLeast,
  type RawFinding,
} from '../findings';
import { collectInstructions } from './collect';
import { definition } from './definition';
import { scanInstructions } from './scan';

/** `repository.assistant-instructions` @public */
export const assistantInstructionsCheck = defineRepositoryCheck({
  definition,
  params: z.strictObject({
    /** Least severity that fails the check; findings below it are listed only. */
    failOn: z.enum(['low', 'medium', 'high', 'critical']).default('medium'),
    /** Rules that are not wanted, by id. */
    disabledRules: z.array(z.string().min(1)).default([]),
  }),
  wants: isAssistantPath,
  run(snapshot, { failOn, disabledRules }) {
    const { files, unreadable } = collectInstructions(snapshot);
    if (files.length === 0 && unreadable.length === 0) return undefined;
    const raw: RawFinding[] = [
      ...files.flatMap(scanInstructions),
      ...unreadable.map(({ path, reason }) => ({
        rule: 'unreadable',
        // An assistant may well read what is not readable here.
        severity: 'medium' as const,
        message: `${whyUnread(path, reason)}, so it was not looked at`,
        path,
        about: reason,
      })),
    ].filter(finding => !disabledRules.includes(finding.rule));
    const failing = raw.filter(finding =>
      severityAtLeast(finding.severity, failOn),
    );
    const findings = finish(raw);
    const rules = [...new Set(failing.map(finding => finding.rule))];
    const places = [...new Set(failing.map(finding => finding.path ?? ''))];
    const looked = counted(files.length, 'assistant file');
    const first = findings.find(finding =>
      severityAtLeast(finding.severity, failOn),
    );
    const noted = raw.length - failing.length;
    return {
      outcome: failing.length > 0 ? 'fail' : 'pass',
      summary:
        failing.length > 0
          ? `${counted(failing.length, 'finding')} in ${listed(
              places,
              3,
            )} (${listed(rules)})`
          : `Nothing unsafe in ${looked}${
              noted > 0 ? `; ${counted(noted, 'minor finding')} listed` : ''
            }`,
      findings,
      data: { files: files.length, findings: raw.length },
      path: first?.path ?? files[0]?.path,
      line: first?.line,
    };
  },
});
