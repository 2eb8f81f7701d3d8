import { AnnotationsInMemory } from './AnnotationsInMemory';

describe('AnnotationsInMemory', () => {
  it('gives back what it was given, for each entity its own', () => {
    const memory = new AnnotationsInMemory();
    const first = { a: '1', b: '2' };
    const second = { a: '3', b: '4' };
    const other = { b: '5', d: '6' };
    memory.set('component:default/first', first);
    memory.set('component:default/second', second);
    memory.set('component:default/other', other);
    expect(memory.size).toBe(3);
    expect(memory.get('component:default/first')).toEqual(first);
    expect(memory.get('component:default/second')).toEqual(second);
    expect(memory.get('component:default/other')).toEqual(other);
    expect(memory.get('component:default/unknown')).toBeUndefined();
  });

  it('keeps what was set last, and nothing of what is deleted', () => {
    const memory = new AnnotationsInMemory();
    memory.set('component:default/one', { a: '1' });
    memory.set('component:default/one', { a: '2', c: '3' });
    expect(memory.get('component:default/one')).toEqual({ a: '2', c: '3' });
    expect(memory.delete('component:default/one')).toBe(true);
    expect(memory.delete('component:default/one')).toBe(false);
    expect(memory.get('component:default/one')).toBeUndefined();
    expect(memory.size).toBe(0);
  });
});
