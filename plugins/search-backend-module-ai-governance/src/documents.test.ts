import { defaultFramework } from '@plumbline/backstage-plugin-ai-governance-common';
import { documentsOf } from './documents';

const documents = documentsOf(defaultFramework);

it('has a document for each control, with what to do about it', () => {
  const controls = documents.filter(({ kind }) => kind === 'control');
  expect(controls.map(({ id }) => id)).toEqual(
    defaultFramework.controls.map(({ id }) => id),
  );
  for (const { title, text, domain, remediation, location } of controls) {
    expect(title).toMatch(/^[A-Z]+-\d+ \S/);
    expect(text.length).toBeGreaterThan(40);
    expect(domain).toBeTruthy();
    expect(remediation).toBeTruthy();
    expect(location).toMatch(
      /^\/ai-governance\/entities\?control=.+status=open/,
    );
  }
});

it('has the policies it judges by', () => {
  const idsOf = (kind: string) =>
    documents.filter(each => each.kind === kind).map(({ id }) => id);
  expect(idsOf('level')).toEqual(['1', '2', '3', '4', '5']);
  expect(idsOf('tier')).toEqual(['1', '2', '3']);
  expect(idsOf('risk')).toEqual(defaultFramework.risks.map(({ id }) => id));
  expect(idsOf('classification')).toEqual(
    defaultFramework.classifications.map(({ id }) => id),
  );
  expect(idsOf('zone').sort()).toEqual(['green', 'red', 'yellow']);
});

it('has the policies that people follow, with every rule of them', () => {
  const policies = documents.filter(({ kind }) => kind === 'policy');
  expect(policies.map(({ id }) => id)).toEqual(
    defaultFramework.policies.map(({ id }) => id),
  );
  defaultFramework.policies.forEach(({ id, name, items }, index) => {
    expect(policies[index].title).toBe(name);
    expect(policies[index].location).toBe(
      `/ai-governance/policies?policy=${id}`,
    );
    for (const { text } of items) {
      expect(policies[index].text).toContain(text);
    }
  });
});

it('leads to what a rule says rather than to the services it is about', () => {
  const locationOf = (kind: string, id: string) =>
    documents.find(each => each.kind === kind && each.id === id)?.location;
  const page = '/ai-governance/policies';
  expect(locationOf('classification', 'restricted')).toBe(
    `${page}?classification=restricted`,
  );
  expect(locationOf('tier', '3')).toBe(`${page}?tier=3`);
  expect(locationOf('zone', 'red')).toBe(`${page}?zone=red`);
});

it('leads to where the app has its pages', () => {
  const locations = documentsOf(
    {
      ...defaultFramework,
      controls: [{ ...defaultFramework.controls[0], id: 'A&B 1' }],
    },
    '/portal/governance',
  ).map(({ location }) => location);
  expect(locations[0]).toBe(
    '/portal/governance/entities?control=A%26B+1&status=open',
  );
  for (const location of locations) {
    expect(location).toMatch(/^\/portal\/governance/);
  }
});

it('repeats no sentence', () => {
  for (const { text, remediation = '' } of documents) {
    for (const prose of [text, remediation]) {
      const sentences = prose.split('. ').filter(each => each.length > 30);
      expect(new Set(sentences).size).toBe(sentences.length);
    }
  }
});
