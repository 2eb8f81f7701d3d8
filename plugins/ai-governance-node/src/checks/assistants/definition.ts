import type { CheckTypeDefinition } from '../types';

export const definition: CheckTypeDefinition = {
  type: 'repository.assistants',
  name: 'AI assistants a repository is set up for',
  what: 'The instruction, rule, settings, MCP, ignore, agent, skill and hook files of known AI assistants, wherever a repository keeps its own.',
  why: 'Which assistants work in a repository decides which rules apply to it; a file in the tree is the plainest sign of use.',
  how: 'An observation: it never fails. Files of template skeletons, vendored code, test inputs and build output are not counted.',
  limits:
    'Assistants leave no trace in a repository unless somebody configures them: seeing none says nothing about use.',
};
