import type { CheckTypeDefinition } from '../types';

export const definition: CheckTypeDefinition = {
  type: 'repository.file',
  name: 'A file is there, is not there, or says something',
  what: 'The files that `params.path` names, below the folder of the entity or, with a leading slash, below the root of the repository.',
  why: 'Much of what an organization asks for is a file: a runbook, a policy, a pinned version, a setting that must not be there.',
  how: 'The mode decides. `present`: at least one file is there. `absent`: none is. `matches`: at least one is there and each contains `params.pattern`. `notMatches`: none contains it, which also holds where there is no file. Patterns are RE2 expressions; `^` and `$` match at every line.',
  limits:
    'A file that is there may say anything; a pattern in it may stand in a comment.',
};
