import { cloneElement, type ReactElement } from 'react';
import { fireEvent, render, screen } from '@testing-library/react';
import TrendChart from './TrendChart';

// A test has no layout that a chart could take its size from.
jest.mock('recharts', () => ({
  ...jest.requireActual('recharts'),
  ResponsiveContainer: (props: { children: ReactElement }) =>
    cloneElement(props.children, { width: 600, height: 240 }),
}));

const DAY = 24 * 3_600_000;
const points = [0, 1, 2].map(day => ({
  at: Date.UTC(2026, 4, 1) + day * DAY,
  values: [day],
}));

/** Somebody clicks the drawing that far from its left, in pixels. */
async function clickAt(left: number, onOpen?: (at: number) => void) {
  const { container } = render(
    <TrendChart
      label="Levels"
      points={points}
      series={[{ key: 'one', name: 'One', color: '#123456' }]}
      onOpen={onOpen}
    />,
  );
  expect(screen.getByRole('img', { name: 'Levels' })).toBeInTheDocument();
  const drawing = container.querySelector('.recharts-wrapper')!;
  const click = new MouseEvent('click', {
    bubbles: true,
    clientX: left,
    clientY: 100,
  });
  Object.defineProperties(click, {
    pageX: { value: left },
    pageY: { value: 100 },
  });
  fireEvent(drawing, click);
  return drawing;
}

it.each([
  [60, 0],
  [300, 1],
  [580, 2],
])('opens the point nearest to a click at %s', async (left, point) => {
  const onOpen = jest.fn();
  expect(await clickAt(left, onOpen)).toHaveStyle({ cursor: 'pointer' });
  expect(onOpen.mock.calls).toEqual([[points[point].at]]);
});

it('opens nothing beside the drawing', async () => {
  const onOpen = jest.fn();
  await clickAt(599, onOpen);
  expect(onOpen).not.toHaveBeenCalled();
});

it('does not look as if it opened something where it does not', async () => {
  expect(await clickAt(300)).not.toHaveStyle({ cursor: 'pointer' });
});
