import { exclusionText } from './exclusionText';

/** Says which text was asked for, and with what. */
const t = ((key: string, values?: object) =>
  `${key} ${JSON.stringify(values ?? {})}`) as never;

it.each([
  [
    'The framework assesses Component, API, not Template',
    'exclusion.kind {"kinds":"Component, API","kind":"Template"}',
  ],
  [
    'The framework leaves out entities of type website',
    'exclusion.type {"type":"website"}',
  ],
  [
    'The framework leaves out entities whose lifecycle is archived',
    'exclusion.lifecycle {"lifecycle":"archived"}',
  ],
  ['The repository is archived', 'exclusion.archived {}'],
  ['All its repositories are archived', 'exclusion.allArchived {}'],
  ['Something a newer backend says', 'Something a newer backend says'],
])('has a text for: %s', (reason, text) => {
  expect(exclusionText(reason, t)).toBe(text);
});
