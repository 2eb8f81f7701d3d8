import { makeStyles } from '@material-ui/core/styles';

/** The ring around what has the keyboard's focus. @internal */
export const useFocusRing = makeStyles(
  {
    ring: { outline: '2px solid currentColor', outlineOffset: 2 },
  },
  { name: 'PlumblineFocusRing' },
);
