import { packAtEnd, unpackAtEnd } from './atEnd';

describe('entities of campaigns that are over', () => {
  const entities = new Map([
    ['component:default/a', ['group:default/one', 'group:default/two']],
    ['component:default/b', []],
    ['component:default/c', ['group:default/one', 'group:default/two']],
    ['component:größer/d', ['user:default/zoë']],
  ]);

  it('are unpacked as they were packed', () => {
    for (const each of [entities, new Map<string, string[]>()]) {
      expect(unpackAtEnd(packAtEnd(each))).toEqual(each);
    }
  });

  it('are read as they were kept before they were packed', () => {
    expect(unpackAtEnd(JSON.stringify(Object.fromEntries(entities)))).toEqual(
      entities,
    );
  });

  it('take little of a whole organization', () => {
    const whole = new Map(
      Array.from({ length: 20_000 }, (_, index) => [
        `component:default/service-${(index * 7919) % 20_011}`,
        [`group:default/team-${index % 800}`],
      ]),
    );
    expect(packAtEnd(whole).length).toBeLessThan(200_000);
  });
});
