import {
  createElement,
  forwardRef,
  type ElementType,
  type ForwardedRef,
} from 'react';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(
  { ring: { outline: '2px solid currentColor', outlineOffset: 2 } },
  { name: 'PlumblineFocusRing' },
);

/** A control of Material-UI with a ring around it while the keyboard has it. @internal */
export function withFocusRing<Control extends ElementType>(
  control: Control,
): Control {
  return forwardRef((props: object, ref: ForwardedRef<unknown>) => {
    const { ring } = useStyles();
    return createElement(control as ElementType, {
      disableFocusRipple: true,
      focusVisibleClassName: ring,
      ...props,
      ref,
    });
  }) as unknown as Control;
}
