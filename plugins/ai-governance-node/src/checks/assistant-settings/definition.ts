import type { CheckTypeDefinition } from '../types';

export const definition: CheckTypeDefinition = {
  type: 'repository.assistant-settings',
  name: 'Assistant settings are safe',
  what: 'The settings, permission, hook and MCP server files of the observed assistants, and the tasks of the editors they live in, parsed as JSON with comments, TOML or YAML.',
  why: 'A setting in the repository takes effect for everybody who opens it: one line can switch off every question an assistant would ask, or start a server whose next version nobody has seen.',
  how: 'Fails on switched-off permissions, wildcard tool grants, MCP servers without a fixed version, over plain HTTP or with secrets written into the file, hooks that approve by themselves, tasks that start when the folder is opened, and endpoints or telemetry outside `params`, at or above `params.failOn`.',
  limits:
    'Settings that people keep on their own machines, or that the organization manages centrally, are not in the repository and not seen.',
};
