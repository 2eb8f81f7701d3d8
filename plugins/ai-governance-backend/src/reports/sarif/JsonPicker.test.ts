import fc from 'fast-check';
import { JsonPicker } from './JsonPicker';
import type { Picked, Shape } from './JsonPicker';

const SHAPE: Shape = {
  members: {
    name: 'scalar',
    list: { first: 2, of: { members: { a: 'scalar' } } },
    all: { as: 'item', each: { members: { a: 'scalar' } } },
    free: { any: 2 },
  },
};

function pick(pieces: readonly Uint8Array[], shape: Shape = SHAPE) {
  const items: Picked[] = [];
  const picker = new JsonPicker({
    shape,
    onItem: (as, item) => items.push({ as, item }),
  });
  for (const piece of pieces) {
    picker.write(piece);
  }
  // Picked objects have no prototype; the comparison should not see that.
  return JSON.parse(JSON.stringify({ result: picker.end() ?? null, items }));
}

const bytes = (text: string) => new TextEncoder().encode(text);

describe('picking from JSON', () => {
  it('keeps what is wanted and gives items away', () => {
    const text = JSON.stringify({
      ignored: { name: 'x', list: [1, [2, { a: 3 }]] },
      name: 'shop',
      list: [{ a: 1, b: 2 }, { a: 2 }, { a: 3 }],
      all: [{ a: 1, b: [{}] }, { b: 2 }, 7, null, [], { a: 'z' }],
      free: { x: 1, y: { z: 1 }, z: 2, w: 3 },
    });
    expect(pick([bytes(text)])).toEqual({
      result: {
        name: 'shop',
        list: [{ a: 1 }, { a: 2 }],
        all: [],
        free: { x: 1, z: 2 },
      },
      items: [
        { as: 'item', item: { a: 1 } },
        { as: 'item', item: {} },
        { as: 'item', item: { a: 'z' } },
      ],
    });
  });

  it('cannot be told to change what objects are', () => {
    const { result } = pick([
      bytes('{"__proto__":{"a":1},"free":{"__proto__":"x","constructor":1}}'),
    ]);
    expect(result.free.constructor).toBe(1);
    expect(({} as any).a).toBeUndefined();
  });

  it('takes and refuses the same texts as JSON.parse, in any pieces', () => {
    const damaged = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '}', '[', '"', '1'))
      .map(([text, at, more]) => {
        const position = at % (text.length + 1);
        return text.slice(0, position) + more + text.slice(position + 1);
      });
    fc.assert(
      fc.property(
        fc.oneof(fc.json(), damaged),
        fc.integer({ min: 1, max: 7 }),
        (text, size) => {
          let isJson = true;
          try {
            JSON.parse(text);
          } catch {
            isJson = false;
          }
          const all = bytes(text);
          const pieces = Array.from(
            { length: Math.ceil(all.length / size) },
            (_, index) => all.subarray(index * size, (index + 1) * size),
          );
          let isPicked = true;
          try {
            // A number may go on until the end of the text is known.
            pick([...pieces, bytes(' ')]);
          } catch {
            isPicked = false;
          }
          expect([text, isPicked]).toEqual([text, isJson]);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('reads characters of several bytes cut in two', () => {
    const all = bytes('{"name":"Größe 𝒳 ✓"}');
    for (let cut = 1; cut < all.length; cut++) {
      expect(pick([all.subarray(0, cut), all.subarray(cut)]).result.name).toBe(
        'Größe 𝒳 ✓',
      );
    }
  });

  it('skips a byte order mark', () => {
    expect(pick([bytes('\uFEFF{"name":"x"}')]).result).toEqual({ name: 'x' });
  });

  it.each([
    ['', 'ends before'],
    ['{"name":"x"', 'ends before'],
    ['{"name":"x"} {}', 'follows'],
    ['{"name" "x"}', "':'"],
    ['{"name":"x",}', 'name of a member'],
    ['[1 2]', "','"],
    ['{]', 'name of a member'],
    [']', 'a value'],
    ['nonsense', 'Unexpected'],
    ['['.repeat(1_000_000), 'deeper than 100'],
    ['{"a":'.repeat(1_000_000), 'deeper than 100'],
  ])('says what is wrong: %.20s', (text, message) => {
    expect(() => pick([bytes(text)])).toThrow(message);
  });

  it('takes a text longer than its buffer', () => {
    const { result } = pick([bytes(`{"name":"${'ü'.repeat(500_000)}"}`)]);
    expect(result.name).toBe('ü'.repeat(4_000));
  });
});
