import type { Shape } from './JsonPicker';

const text: Shape = { members: { text: 'scalar', markdown: 'scalar' } };

const rule = (as: string): Shape => ({
  as,
  each: {
    members: {
      id: 'scalar',
      name: 'scalar',
      shortDescription: text,
      defaultConfiguration: { members: { level: 'scalar' } },
      properties: {
        members: {
          'security-severity': 'scalar',
          tags: { first: 20, of: 'scalar' },
        },
      },
    },
  },
});

const component = (rules: string): { [member: string]: Shape } => ({
  name: 'scalar',
  version: 'scalar',
  semanticVersion: 'scalar',
  rules: rule(rules),
});

/** The parts of a SARIF 2.1.0 log that are of use here. */
export const SARIF_SHAPE: Shape = {
  members: {
    version: 'scalar',
    runs: {
      as: 'run',
      each: {
        members: {
          tool: {
            members: {
              driver: { members: component('rule') },
              extensions: {
                as: 'extension',
                each: { members: component('extensionRule') },
              },
            },
          },
          automationDetails: { members: { id: 'scalar' } },
          versionControlProvenance: {
            first: 10,
            of: { members: { revisionId: 'scalar' } },
          },
          invocations: {
            first: 10,
            of: {
              members: { executionSuccessful: 'scalar', endTimeUtc: 'scalar' },
            },
          },
          results: {
            as: 'result',
            each: {
              members: {
                ruleId: 'scalar',
                ruleIndex: 'scalar',
                rule: {
                  members: {
                    id: 'scalar',
                    index: 'scalar',
                    toolComponent: { members: { index: 'scalar' } },
                  },
                },
                level: 'scalar',
                kind: 'scalar',
                baselineState: 'scalar',
                message: text,
                locations: {
                  first: 1,
                  of: {
                    members: {
                      physicalLocation: {
                        members: {
                          artifactLocation: { members: { uri: 'scalar' } },
                          region: { members: { startLine: 'scalar' } },
                        },
                      },
                    },
                  },
                },
                suppressions: {
                  first: 20,
                  of: { members: { status: 'scalar' } },
                },
                partialFingerprints: { any: 10 },
                fingerprints: { any: 10 },
              },
            },
          },
        },
      },
    },
  },
};
