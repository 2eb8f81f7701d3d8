import { forwardRef } from 'react';
import MuiRadio, { type RadioProps } from '@material-ui/core/Radio';
import { useFocusRing } from './focusRing';

/** Material-UI's own with a ring for its focus, see the folder's index. @internal */
export const Radio = forwardRef<HTMLButtonElement, RadioProps>((props, ref) => {
  const { ring } = useFocusRing();
  return (
    <MuiRadio
      ref={ref}
      disableFocusRipple
      focusVisibleClassName={ring}
      {...props}
    />
  );
});
