import { act, renderHook } from '@testing-library/react';
import { useAfterOthers } from './useAfterOthers';

describe('useAfterOthers', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  const start = () =>
    renderHook(
      ({ value, pending }: { value: string; pending: boolean }) =>
        useAfterOthers(value, pending),
      { initialProps: { value: 'old', pending: false } },
    );
  const pass = (ms: number) => act(() => jest.advanceTimersByTime(ms));

  it('shows the first value at once', () => {
    expect(start().result.current).toBe('old');
  });

  it('lets others go first, and shows the next value a frame after them', () => {
    const { result, rerender } = start();
    rerender({ value: 'new', pending: true });
    pass(200);
    expect(result.current).toBe('old');
    rerender({ value: 'new', pending: false });
    expect(result.current).toBe('old');
    pass(50);
    expect(result.current).toBe('new');
  });

  it('does not wait for others for long', () => {
    const { result, rerender } = start();
    rerender({ value: 'new', pending: true });
    pass(300);
    expect(result.current).toBe('new');
  });

  it('forgets what came before a newer value', () => {
    const { result, rerender } = start();
    rerender({ value: 'new', pending: true });
    rerender({ value: 'newest', pending: false });
    pass(50);
    expect(result.current).toBe('newest');
  });
});
