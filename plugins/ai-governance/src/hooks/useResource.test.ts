import { act, renderHook, waitFor } from '@testing-library/react';
import { useResource } from './useResource';

/** Questions that are answered by hand; an aborted one fails as `fetch` does. */
function questions() {
  const asked: {
    name: string;
    signal: AbortSignal;
    answer: (value: string) => void;
  }[] = [];
  const ask = (name: string, signal: AbortSignal) =>
    new Promise<string>((answer, fail) => {
      asked.push({ name, signal, answer });
      signal.addEventListener('abort', () => fail(signal.reason));
    });
  return { asked, ask };
}

function start() {
  const { asked, ask } = questions();
  const hook = renderHook(
    ({ name }) =>
      useResource(signal => ask(name, signal), [name], { keep: true }),
    { initialProps: { name: 'first' } },
  );
  return { asked, ...hook };
}

describe('useResource', () => {
  it('ends a question when another one takes its place', async () => {
    const { asked, result, rerender } = start();
    rerender({ name: 'second' });
    expect(asked.map(({ name, signal }) => [name, signal.aborted])).toEqual([
      ['first', true],
      ['second', false],
    ]);
    await act(async () => asked[1].answer('of the second'));
    await waitFor(() => expect(result.current.loading).toBe(false));
    // That the first was ended is no error of the second.
    expect(result.current.value).toBe('of the second');
    expect(result.current.error).toBeUndefined();
  });

  it('ends what is under way when it is asked again', async () => {
    const { asked, result } = start();
    act(() => {
      result.current.reload();
    });
    expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    await act(async () => asked[1].answer('again'));
    expect(result.current).toMatchObject({ loading: false, value: 'again' });
  });

  it('says that it was read again only once the newest answer is there', async () => {
    const { asked, result, rerender } = start();
    await act(async () => asked[0].answer('before'));
    let isRead = false;
    act(() => {
      result.current.reload().then(() => {
        isRead = true;
      });
    });
    rerender({ name: 'second' });
    expect(asked[1].signal.aborted).toBe(true);
    await act(async () => {});
    expect(isRead).toBe(false);
    await act(async () => asked[2].answer('of the second'));
    expect(isRead).toBe(true);
    expect(result.current.value).toBe('of the second');
  });

  it('leaves what was answered alone, and ends the rest with the page', async () => {
    const { asked, result, rerender, unmount } = start();
    await act(async () => asked[0].answer('kept'));
    rerender({ name: 'second' });
    expect(result.current).toMatchObject({ loading: true, value: 'kept' });
    unmount();
    expect(asked[1].signal.aborted).toBe(true);
  });

  it('leaves an answer in place that says the same, where it is steady', async () => {
    for (const steady of [true, false]) {
      const answers = [['a'], ['a'], ['b']];
      const { result } = renderHook(() =>
        useResource(async () => answers.shift()!, [], { keep: true, steady }),
      );
      await waitFor(() => expect(result.current.value).toEqual(['a']));
      const first = result.current.value;
      await act(() => result.current.reload());
      expect(result.current.value === first).toBe(steady);
      await act(() => result.current.reload());
      expect(result.current).toMatchObject({ loading: false, value: ['b'] });
    }
  });
});
