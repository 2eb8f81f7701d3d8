import type { CheckTypeDefinition } from '../types';

export const definition: CheckTypeDefinition = {
  type: 'repository.ignore-file',
  name: 'Ignore file keeps secrets from each assistant',
  what: 'For every assistant observed, the ignore file (or permission rules) it honours and whether the usual places of secrets are covered by it.',
  why: 'An assistant sends what it reads to a model. Environment files, keys and credentials are the first things that should not be among it.',
  how: 'Passes when each observed assistant that honours a mechanism has it and every pattern of `params.patterns` is excluded, later negations included. Assistants that honour none are named, not failed. Shared files such as AGENTS.md name no assistant: alone they leave the question open.',
  limits:
    'An ignore file asks a tool to stay away; it does not stop a person from pasting a file, a shell command from printing it, or a tool that reads none of these files, such as GitHub Copilot.',
};
