import fc from 'fast-check';
import { DomainTree } from './DomainTree';

const tree = new DomainTree([
  ['system:default/cards', 'domain:default/payments'],
  ['domain:default/payments', 'domain:default/money'],
  ['domain:default/lending', 'domain:default/money'],
  ['domain:default/self', 'domain:default/self'],
]);

const placed = (system: string | null, domain: string | null = null) => ({
  system,
  domain,
});

describe('DomainTree', () => {
  it('places an entity where it says itself, or else where its system lies', () => {
    expect(tree.of(placed('system:default/cards'))).toBe(
      'domain:default/payments',
    );
    expect(
      tree.of(placed('system:default/cards', 'domain:default/lending')),
    ).toBe('domain:default/lending');
    expect(tree.of(placed('system:default/unknown'))).toBeNull();
    expect(tree.of(placed(null))).toBeNull();
  });

  it('tells nothing of what the caller may not see', () => {
    const cards = placed('system:default/cards');
    expect(tree.of(cards, new Set(['domain:default/payments']))).toBeNull();
    expect(tree.of(cards, new Set(['system:default/cards']))).toBe(
      'domain:default/payments',
    );
    const money = new Set(['domain:default/money', 'domain:default/lending']);
    expect(tree.withBelow(['domain:default/money'], money)).toEqual(money);
    expect(tree.withBelow(['domain:default/money'], new Set())).toEqual(
      new Set(['domain:default/money']),
    );
    expect(tree.withAbove('domain:default/payments', money)).toEqual(
      new Set(['domain:default/payments']),
    );
    expect(tree.withAbove('domain:default/lending', money)).toEqual(money);
  });

  it('names the domain a domain lies in, and never itself', () => {
    expect(tree.domainOf('domain:default/payments')).toBe(
      'domain:default/money',
    );
    expect(tree.domainOf('domain:default/money')).toBeUndefined();
    expect(tree.domainOf('domain:default/self')).toBeUndefined();
  });

  it('survives any nesting, circles among it', () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.constantFrom(...names)), {
          minLength: names.length,
          maxLength: names.length,
        }),
        above => {
          const random = new DomainTree(
            names.flatMap((name, index): [string, string][] => {
              const domain = above[index];
              return domain === null ? [] : [[name, domain]];
            }),
          );
          for (const name of names) {
            for (const other of names) {
              expect(random.withAbove(name).has(other)).toBe(
                random.withBelow([other]).has(name),
              );
            }
          }
        },
      ),
    );
  });
});
