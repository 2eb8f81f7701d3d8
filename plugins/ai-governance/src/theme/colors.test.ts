import { createTheme, getContrastRatio } from '@material-ui/core/styles';
import { palettes } from '@backstage/theme';
import {
  classificationTones,
  hoveredPaper,
  levelTones,
  quietText,
  statusTones,
  STATUS_ORDER,
  tierTones,
} from './colors';

const themes = {
  light: createTheme({ palette: palettes.light as any }),
  dark: createTheme({ palette: palettes.dark as any }),
  // An app theme nobody chose for its contrast.
  pale: createTheme({
    palette: {
      type: 'light',
      error: { main: '#ffcdd2' },
      warning: { main: '#fff59d' },
      success: { main: '#c8e6c9' },
      primary: { main: '#b3e5fc' },
    },
  }),
};

describe.each(Object.entries(themes))('colours in the %s theme', (_, theme) => {
  const grounds = [
    theme.palette.background.paper,
    theme.palette.background.default,
    hoveredPaper(theme),
  ];

  it.each([
    ...Object.entries(statusTones(theme)),
    ...Object.entries(classificationTones(theme)),
    ...Object.entries(tierTones(theme)),
  ])('writes %s with enough contrast', (_name, tone) => {
    for (const ground of [...grounds, tone.surface]) {
      expect(getContrastRatio(tone.text, ground)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('keeps secondary text and level numbers legible', () => {
    const levels = levelTones(theme);
    for (const ground of grounds) {
      expect(getContrastRatio(quietText(theme), ground)).toBeGreaterThan(4.5);
      expect(getContrastRatio(levels.reached, ground)).toBeGreaterThan(3);
    }
  });
});

it('gives every classification and every tier a colour of its own', () => {
  const tones = [
    ...Object.values(classificationTones(themes.light)),
    ...Object.values(tierTones(themes.light)),
  ].map(tone => `${tone.text} ${tone.surface}`);
  expect(new Set(tones).size).toBe(tones.length);
});

it('orders statuses by alarm', () => {
  expect(STATUS_ORDER).toEqual([
    'gap',
    'stale',
    'unknown',
    'exempt',
    'met',
    'notApplicable',
  ]);
});
