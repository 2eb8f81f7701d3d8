import { act, renderHook } from '@testing-library/react';
import { useDimming } from './useDimming';

describe('what waits for its successor', () => {
  const shown = { current: document.createElement('div') };
  const start = () =>
    renderHook(({ stale }) => useDimming(stale, shown), {
      initialProps: { stale: false },
    });
  const opacity = () => shown.current.style.opacity;

  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('is dimmed once somebody notices, until the answer is there', () => {
    const { rerender } = start();
    rerender({ stale: true });
    act(() => jest.advanceTimersByTime(249));
    expect(opacity()).toBe('');
    act(() => jest.advanceTimersByTime(1));
    expect(opacity()).toBe('0.55');
    rerender({ stale: false });
    expect(opacity()).toBe('');
  });

  it('stays as it is where the answer is quick, or nobody looks any more', () => {
    const { rerender, unmount } = start();
    rerender({ stale: true });
    act(() => jest.advanceTimersByTime(200));
    rerender({ stale: false });
    act(() => jest.advanceTimersByTime(500));
    expect(opacity()).toBe('');
    rerender({ stale: true });
    unmount();
    act(() => jest.advanceTimersByTime(500));
    expect(opacity()).toBe('');
  });
});
