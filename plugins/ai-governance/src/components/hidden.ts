import { makeStyles } from '@material-ui/core/styles';

/** For what is heard and not seen. @internal */
export const useHiddenStyles = makeStyles(
  {
    hidden: {
      position: 'absolute',
      width: 1,
      height: 1,
      margin: -1,
      padding: 0,
      overflow: 'hidden',
      clip: 'rect(0 0 0 0)',
      whiteSpace: 'nowrap',
    },
  },
  { name: 'PlumblineHidden' },
);
