import { forwardRef } from 'react';
import MuiToggleButton, {
  type ToggleButtonProps,
} from '@material-ui/lab/ToggleButton';
import { useFocusRing } from './focusRing';

/** Material-UI's own with a ring for its focus, see the folder's index. @internal */
export const ToggleButton = forwardRef<HTMLButtonElement, ToggleButtonProps>(
  (props, ref) => {
    const { ring } = useFocusRing();
    return (
      <MuiToggleButton
        ref={ref}
        disableFocusRipple
        focusVisibleClassName={ring}
        {...props}
      />
    );
  },
);
