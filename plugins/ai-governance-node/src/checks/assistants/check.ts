import { assistantName } from '@plumbline/backstage-plugin-ai-governance-common';
import { z } from 'zod';
import { observeAssistants } from '../../assistants';
import { assistantIds, needsContentToObserve } from '../../assistants/observe';
import type { AssistantFile } from '../../assistants';
import { compareCodePoints } from '../../repository/paths';
import { defineRepositoryCheck } from '../defineCheck';
import { counted, listed } from '../findings';
import { definition } from './definition';

/** Files listed in the evidence; a rule directory of thousands says nothing more by being complete. */
const MAX_LISTED_FILES = 200;

/** Names what shows an assistant: single files by path, folders of files by the folder. */
function tellingPaths(files: readonly AssistantFile[]): string[] {
  const shown = new Set<string>();
  for (const { path, base } of files) {
    const inside = base === '' ? path : path.slice(base.length + 1);
    const segments = inside.split('/');
    const prefix = base === '' ? '' : `${base}/`;
    shown.add(
      segments.length > 2 ? `${prefix}${segments.slice(0, 2).join('/')}` : path,
    );
  }
  return [...shown];
}

/** `repository.assistants` @public */
export const assistantsCheck = defineRepositoryCheck({
  definition,
  params: z.strictObject({}),
  wants: needsContentToObserve,
  run(snapshot) {
    const files = observeAssistants(snapshot);
    const ids = assistantIds(files);
    const parts = ids.map(id => {
      const own = files.filter(file => file.assistant === id);
      return `${assistantName(id)} (${listed(tellingPaths(own), 3)})`;
    });
    const left = files.length - MAX_LISTED_FILES;
    return {
      outcome: 'pass',
      summary:
        ids.length === 0
          ? 'No file of a known AI assistant; this does not say that none is used'
          : `Set up for ${listed(parts, 8)}${
              left > 0 ? `; ${counted(left, 'file')} not listed` : ''
            }`,
      data: {
        assistants: [...ids].sort(compareCodePoints),
        files: files
          .slice(0, MAX_LISTED_FILES)
          .map(({ assistant, path, kind }) => ({ assistant, path, kind })),
      },
      path: files[0]?.path,
    };
  },
});
