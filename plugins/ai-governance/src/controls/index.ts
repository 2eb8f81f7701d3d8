/**
 * Material-UI's controls without the ripple that pulsates on focus. Material-UI 4
 * starts it on a control that got the focus before its second rendering, where
 * there is no ripple yet: who tabs fast on a slow machine loses the whole page to
 * "Cannot read properties of null (reading 'pulsate')". A ring says what has the
 * focus instead, which also reads better. Use these, never Material-UI's own.
 */
export * from './Button';
export * from './Checkbox';
export * from './IconButton';
export * from './Radio';
export * from './ToggleButton';
