import fc from 'fast-check';
import { GroupGraph } from './GroupGraph';

const graph = new GroupGraph({
  groups: ['company', 'engineering', 'web', 'mobile', 'guild'],
  parents: [
    ['engineering', 'company'],
    ['guild', 'company'],
    ['web', 'engineering'],
    ['web', 'guild'],
    ['mobile', 'engineering'],
    ['mobile', 'gone'],
  ],
  members: [
    ['web', 'ada'],
    ['web', 'bob'],
    ['mobile', 'bob'],
    ['engineering', 'cid'],
    ['gone', 'eve'],
  ],
});

describe('GroupGraph', () => {
  it('counts everybody below a group once', () => {
    expect([...graph.membersOf('engineering')].sort()).toEqual([
      'ada',
      'bob',
      'cid',
    ]);
    expect([...graph.membersOf('guild')].sort()).toEqual(['ada', 'bob']);
    expect(graph.membersOf('gone').size).toBe(0);
  });

  it('knows what is above and below, along every way', () => {
    expect([...graph.ancestorsOf('web')].sort()).toEqual([
      'company',
      'engineering',
      'guild',
    ]);
    expect([...graph.descendantsOf('company')].sort()).toEqual([
      'engineering',
      'guild',
      'mobile',
      'web',
    ]);
    expect([...graph.groupsWith(['bob'])].sort()).toEqual([
      'company',
      'engineering',
      'guild',
      'mobile',
      'web',
    ]);
  });

  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const edges = fc.array(
    fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names)),
    { maxLength: 20 },
  );

  it('survives any nesting, circles among it', () => {
    fc.assert(
      fc.property(edges, parents => {
        const random = new GroupGraph({
          groups: names,
          parents,
          members: names.map(name => [name, `user-${name}`]),
        });
        for (const group of names) {
          const below = random.descendantsOf(group);
          expect(below.has(group)).toBe(false);
          expect([...random.membersOf(group)].sort()).toEqual(
            [group, ...below].map(name => `user-${name}`).sort(),
          );
          for (const other of below) {
            expect(random.ancestorsOf(other).has(group)).toBe(true);
          }
          expect(random.groupsWith([`user-${group}`])).toEqual(
            new Set([group, ...random.ancestorsOf(group)]),
          );
        }
      }),
    );
  });
});
