import { configure } from '@testing-library/react';
import '@testing-library/jest-dom';

/** Warnings of libraries about themselves, which drown the ones about this code. */
const FOREIGN = [
  'React Router Future Flag Warning',
  'findDOMNode is deprecated',
  'icons were registered as IconComponent',
  'Could not parse CSS stylesheet',
  '[JSS] processedRuleToParse',
  'An update to TransitionGroup',
  "HTMLCanvasElement's getContext() method",
];

for (const level of ['warn', 'error'] as const) {
  // eslint-disable-next-line no-console
  const write = console[level];
  // eslint-disable-next-line no-console
  console[level] = (...args: unknown[]) => {
    const [format, ...values] = args.map(String);
    const text = (format ?? '').replace(/%s/g, () => values.shift() ?? '');
    if (!FOREIGN.some(foreign => text.includes(foreign))) {
      write(...args);
    }
  };
}

// jsdom lays nothing out: whoever asks is told of a window's width.
window.ResizeObserver ??= class {
  readonly #changed: ResizeObserverCallback;

  constructor(changed: ResizeObserverCallback) {
    this.#changed = changed;
  }

  observe(target: Element) {
    const contentRect = { width: 600, height: 240 } as DOMRectReadOnly;
    this.#changed([{ target, contentRect } as ResizeObserverEntry], this);
  }

  unobserve() {}

  disconnect() {}
};

// The first render of a file loads the component libraries, which takes its
// time on a busy machine.
jest.setTimeout(30_000);
configure({ asyncUtilTimeout: 5_000 });
