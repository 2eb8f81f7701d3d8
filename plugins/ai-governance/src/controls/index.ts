import MuiButton from '@material-ui/core/Button';
import MuiCheckbox from '@material-ui/core/Checkbox';
import MuiIconButton from '@material-ui/core/IconButton';
import MuiRadio from '@material-ui/core/Radio';
import MuiToggleButton from '@material-ui/lab/ToggleButton';
import { withFocusRing } from './withFocusRing';

/*
 * Material-UI's controls without the ripple that pulsates on focus. Material-UI 4
 * starts it on a control that got the focus before its second rendering, where
 * there is no ripple yet: who tabs fast on a slow machine loses the whole page to
 * "Cannot read properties of null (reading 'pulsate')". A ring says what has the
 * focus instead, which also reads better. Use these, never Material-UI's own.
 */

/** @internal */
export const Button = withFocusRing(MuiButton);
/** @internal */
export const Checkbox = withFocusRing(MuiCheckbox);
/** @internal */
export const IconButton = withFocusRing(MuiIconButton);
/** @internal */
export const Radio = withFocusRing(MuiRadio);
/** @internal */
export const ToggleButton = withFocusRing(MuiToggleButton);
