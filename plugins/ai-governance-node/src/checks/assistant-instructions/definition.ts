import type { CheckTypeDefinition } from '../types';

export const definition: CheckTypeDefinition = {
  type: 'repository.assistant-instructions',
  name: 'Assistant instructions are safe',
  what: 'Every instruction, rule, agent, skill, command, workflow and hook file of the observed assistants, line by line.',
  why: 'An assistant follows these files for everybody who works in the repository. Whoever slips a sentence into one, visible or not, steers all of them.',
  how: 'Fails on hidden characters, text that overrides earlier instructions, hides actions from people, runs code fetched from elsewhere (through a pipe, from a file that was just downloaded, in a one-liner, encoded, or installed from an address without version or commit), switches off safeguards, sends secrets away or runs commands unasked, at or above `params.failOn`. Prohibitions, warnings and quotations of such text are not findings, nor are downloads that are checked against a hash or a signature, or named by their commit.',
  limits:
    'Patterns find known wordings: most of them in English, overrides and concealment in nine other languages as well; a well-meant file can still be bad advice, and a skilful attack can avoid them. Review by code owners is the control for that.',
};
