import type { CheckTypeDefinition } from '../types';

export const definition: CheckTypeDefinition = {
  type: 'repository.assistant-instructions',
  name: 'Assistant instructions are safe',
  what: 'Every instruction, rule, agent, skill, command, workflow and hook file of the observed assistants, line by line.',
  why: 'An assistant follows these files for everybody who works in the repository. Whoever slips a sentence into one, visible or not, steers all of them.',
  how: 'Fails on hidden characters, text that overrides earlier instructions, hides actions from people, runs code fetched from elsewhere, switches off safeguards, sends secrets away or runs commands unasked, at or above `params.failOn`. Prohibitions, warnings and quotations of such text are not findings.',
  limits:
    'Patterns find known wordings in English; a well-meant file can still be bad advice, and a skilful attack can avoid them. Review by code owners is the control for that.',
};
