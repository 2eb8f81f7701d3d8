import { programme as defaultProgramme } from './default/programme';
import { deepFreeze } from './freeze';
import type { Framework, Programme } from './types';

const fallback: Programme = deepFreeze(defaultProgramme);

/**
 * How people meet, decide and answer under a framework. One that was put in
 * force before frameworks said so has the default. @public
 */
export function programmeOf(
  framework: Pick<Framework, 'programme'>,
): Programme {
  return framework.programme ?? fallback;
}
