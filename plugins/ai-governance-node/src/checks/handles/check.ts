import { z } from 'zod';
import { defineRepositoryCheck } from '../defineCheck';
import { counted, listed } from '../findings';
import { collectSigns } from './collect';
import { definition } from './definition';
import { manifestParser } from './manifests';
import { mayBeOwn } from './production';

/** Signs of one subject listed in evidence: nobody needs the eleventh to believe it. */
const MAX_SIGNS = 10;

/** `repository.handles` @public */
export const handlesCheck = defineRepositoryCheck({
  definition,
  params: z.strictObject({
    subjects: z
      .array(
        z.strictObject({
          id: z.string().min(1),
          dependencies: z.array(z.string().min(1)).default([]),
          paths: z.array(z.string().min(1)).default([]),
        }),
      )
      .default([]),
  }),
  wants: (path, params) =>
    (params === undefined ||
      params.subjects.some(({ dependencies }) => dependencies.length > 0)) &&
    manifestParser(path) !== undefined &&
    mayBeOwn(path),
  run(snapshot, { subjects }) {
    const bySubject = collectSigns(snapshot, subjects);
    if (bySubject.size === 0) return undefined;
    const shown = [...bySubject].map(([id, signs]) => {
      const [{ kind, what, path }, ...more] = signs;
      const first = kind === 'dependency' ? `${what} in ${path}` : what;
      return `${id} (${first}${
        more.length > 0 ? ` and ${counted(more.length, 'more sign')}` : ''
      })`;
    });
    const handles = [...bySubject.values()].flatMap(signs =>
      signs.slice(0, MAX_SIGNS),
    );
    return {
      outcome: 'pass',
      summary: `The code shows ${listed(shown, 8)}`,
      data: {
        handles: handles.map(({ id, kind, what, path, line }) => ({
          id,
          kind,
          what,
          path,
          ...(line !== undefined && { line }),
        })),
      },
      path: handles[0].path,
    };
  },
});
