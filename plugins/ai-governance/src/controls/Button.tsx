import { forwardRef } from 'react';
import MuiButton, { type ButtonProps } from '@material-ui/core/Button';
import { useFocusRing } from './focusRing';

/** Material-UI's own with a ring for its focus, see the folder's index. @internal */
export const Button = forwardRef<HTMLButtonElement, ButtonProps>(
  (props, ref) => {
    const { ring } = useFocusRing();
    return (
      <MuiButton
        ref={ref}
        disableFocusRipple
        focusVisibleClassName={ring}
        {...props}
      />
    );
  },
) as typeof MuiButton;
