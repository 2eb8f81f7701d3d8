import type { CheckTypeDefinition } from '../types';

export const definition: CheckTypeDefinition = {
  type: 'repository.code-owners',
  name: 'Code owners over assistant files',
  what: 'The CODEOWNERS file the code host honours, and who it makes owner of every file that instructs or configures an AI assistant.',
  why: 'Whoever can change an assistant’s instructions unseen decides what it does in everybody’s hands. An owner is asked before such a change is merged.',
  how: 'Passes when every observed assistant file has an owner by the host’s rules: one file, in its order of precedence, the last matching line wins, and a line without owners takes ownership away.',
  limits:
    'Owners are only asked where branch rules require their review, and whether the named people and teams exist and may write is known to the code host alone.',
};
