import type { CheckTypeDefinition } from '../types';

export const definition: CheckTypeDefinition = {
  type: 'repository.document',
  name: 'A setting in a JSON, YAML or TOML file is as expected',
  what: 'What `params.query` (JSONata) gives for every document of the files that `params.path` names, below the folder of the entity or, with a leading slash, below the root of the repository.',
  why: 'What tools do is written in their settings. A value in them says more than that the file is there.',
  how: 'Passes when there is at least one document and `params.expect` holds for each: it exists, equals a value, is one of several, matches an RE2 pattern or falls under a passing threshold. With `params.where`, only documents count for which that query gives true; with none of them the check fails. A file that is not valid fails, with the line of the mistake.',
  limits: 'A setting says what was asked for, not what a tool makes of it.',
};
