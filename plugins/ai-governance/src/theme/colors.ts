import {
  alpha,
  darken,
  decomposeColor,
  getContrastRatio,
  lighten,
  type Theme,
} from '@material-ui/core/styles';
import blue from '@material-ui/core/colors/blue';
import blueGrey from '@material-ui/core/colors/blueGrey';
import deepPurple from '@material-ui/core/colors/deepPurple';
import pink from '@material-ui/core/colors/pink';
import teal from '@material-ui/core/colors/teal';
import type {
  ClassificationId,
  ControlStatus,
  ReviewTier,
} from '@plumbline/backstage-plugin-ai-governance-common';

/** Contrast text must have against its background (WCAG 2.2 AA). */
const TEXT_CONTRAST = 4.9;

/** A neutral grey for each kind of theme. */
const QUIET = { light: '#5c636e', dark: '#b5bac1' };

/** A colour made legible in a theme. @internal */
export interface Tone {
  /** For text and icons, at least 4.5 : 1 on `surface`, paper, page and a hovered row. */
  text: string;
  /** A quiet opaque background. */
  surface: string;
  /** A border that belongs to it. */
  border: string;
}

function channels(color: string): [number, number, number] {
  const values = decomposeColor(color).values;
  return [values[0], values[1], values[2]];
}

function mix(color: string, background: string, share: number): string {
  const over = channels(color);
  const under = channels(background);
  const mixed = over.map((value, index) =>
    Math.round(value * share + under[index] * (1 - share)),
  );
  return `rgb(${mixed.join(', ')})`;
}

function worstContrast(text: string, backgrounds: string[]): number {
  return Math.min(
    ...backgrounds.map(background => getContrastRatio(text, background)),
  );
}

/** A row on paper under the pointer. @internal */
export function hoveredPaper(theme: Theme): string {
  const { action, background } = theme.palette;
  const [, , , opacity = 1] = decomposeColor(action.hover).values as number[];
  return mix(action.hover, background.paper, opacity);
}

/**
 * Moves a colour of the theme toward the text until it can be read on every
 * background it may stand on, so that any app theme keeps the contrast.
 * @internal
 */
export function toneOf(theme: Theme, color: string, share = 0.1): Tone {
  const dark = theme.palette.type === 'dark';
  const { paper, default: page } = theme.palette.background;
  const surface = mix(color, paper, dark ? share * 1.6 : share);
  const backgrounds = [surface, paper, page, hoveredPaper(theme)];
  let text = color;
  for (let step = 0; step < 24; step++) {
    if (worstContrast(text, backgrounds) >= TEXT_CONTRAST) {
      break;
    }
    text = dark ? lighten(text, 0.1) : darken(text, 0.1);
  }
  return { text, surface, border: alpha(text, dark ? 0.5 : 0.35) };
}

/** The colour of secondary text, legible on paper, page and hovered rows. @internal */
export function quietText(theme: Theme): string {
  return toneOf(theme, QUIET[theme.palette.type], 0.08).text;
}

/** Statuses in order of alarm, the one language of every page. @internal */
export const STATUS_ORDER: ControlStatus[] = [
  'gap',
  'stale',
  'unknown',
  'exempt',
  'met',
  'notApplicable',
];

/** The colour of each control status in a theme. @internal */
export function statusTones(theme: Theme): Record<ControlStatus, Tone> {
  const { palette } = theme;
  const quiet = QUIET[palette.type];
  return {
    gap: toneOf(theme, palette.error.main),
    stale: toneOf(theme, palette.warning.main),
    unknown: toneOf(theme, quiet, 0.06),
    exempt: toneOf(theme, deepPurple[palette.type === 'dark' ? 200 : 500]),
    met: toneOf(theme, palette.success.main),
    notApplicable: toneOf(theme, quiet, 0.04),
  };
}

/** The fixed colour of each classification in a theme. @internal */
export function classificationTones(
  theme: Theme,
): Record<ClassificationId, Tone> {
  const shade = theme.palette.type === 'dark' ? 300 : 600;
  return {
    public: toneOf(theme, teal[shade]),
    internal: toneOf(theme, blue[shade]),
    confidential: toneOf(theme, deepPurple[shade]),
    restricted: toneOf(theme, pink[shade], 0.14),
  };
}

/** The fixed colour of each review tier: one hue, stronger with the tier. @internal */
export function tierTones(theme: Theme): Record<ReviewTier, Tone> {
  const dark = theme.palette.type === 'dark';
  return {
    1: toneOf(theme, blueGrey[dark ? 200 : 400], 0.04),
    2: toneOf(theme, blueGrey[dark ? 200 : 500], 0.12),
    3: toneOf(theme, blueGrey[dark ? 100 : 800], dark ? 0.12 : 0.22),
  };
}

/** The colours of a level: reached, reached by one's own part, not reached. @internal */
export function levelTones(theme: Theme): {
  reached: string;
  onReached: string;
  own: string;
  open: string;
} {
  const reached = toneOf(theme, theme.palette.primary.main).text;
  return {
    reached,
    onReached: theme.palette.getContrastText(reached),
    own: alpha(reached, 0.28),
    open: alpha(theme.palette.text.primary, 0.11),
  };
}

/** The tint of a share of a whole: the stronger the larger, text stays legible. @internal */
export function shareTint(theme: Theme, color: string, share: number): string {
  const { paper } = theme.palette.background;
  const strongest = theme.palette.type === 'dark' ? 0.42 : 0.36;
  return share === 0
    ? paper
    : mix(color, paper, 0.06 + (strongest - 0.06) * share);
}

/**
 * Colours of pictures: levels from pale to strong in one hue, statuses as
 * everywhere else in their order of calm, lines that differ in lightness too.
 * @internal
 */
export function chartTones(theme: Theme): {
  levels: string[];
  statuses: string[];
  lines: string[];
  score: string[];
  exceptions: string[];
} {
  const { paper } = theme.palette.background;
  const { reached } = levelTones(theme);
  const status = statusTones(theme);
  const dark = theme.palette.type === 'dark';
  return {
    levels: [
      alpha(theme.palette.text.primary, 0.16),
      ...[0.18, 0.36, 0.55, 0.76, 1].map(share => mix(reached, paper, share)),
    ],
    statuses: [...STATUS_ORDER]
      .reverse()
      .map(id =>
        id === 'notApplicable'
          ? alpha(theme.palette.text.primary, 0.12)
          : status[id].text,
      ),
    lines: [
      toneOf(theme, QUIET[theme.palette.type]).text,
      reached,
      toneOf(theme, teal[dark ? 200 : 700]).text,
      status.stale.text,
      status.gap.text,
    ],
    score: [reached],
    exceptions: [status.exempt.text],
  };
}
