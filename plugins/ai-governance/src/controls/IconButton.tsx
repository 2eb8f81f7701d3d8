import { forwardRef } from 'react';
import MuiIconButton, {
  type IconButtonProps,
} from '@material-ui/core/IconButton';
import { useFocusRing } from './focusRing';

/** Material-UI's own with a ring for its focus, see the folder's index. @internal */
export const IconButton = forwardRef<HTMLButtonElement, IconButtonProps>(
  (props, ref) => {
    const { ring } = useFocusRing();
    return (
      <MuiIconButton
        ref={ref}
        disableFocusRipple
        focusVisibleClassName={ring}
        {...props}
      />
    );
  },
) as typeof MuiIconButton;
