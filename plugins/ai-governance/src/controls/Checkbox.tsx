import { forwardRef } from 'react';
import MuiCheckbox, { type CheckboxProps } from '@material-ui/core/Checkbox';
import { useFocusRing } from './focusRing';

/** Material-UI's own with a ring for its focus, see the folder's index. @internal */
export const Checkbox = forwardRef<HTMLButtonElement, CheckboxProps>(
  (props, ref) => {
    const { ring } = useFocusRing();
    return (
      <MuiCheckbox
        ref={ref}
        disableFocusRipple
        focusVisibleClassName={ring}
        {...props}
      />
    );
  },
);
