import { makeStyles } from '@material-ui/core/styles';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useLanguage } from '../hooks/useLanguage';
import { usePrinting } from '../hooks/usePrinting';
import { useText } from '../hooks/useText';

const useStyles = makeStyles(
  theme => ({
    root: {
      marginTop: theme.spacing(2),
      paddingTop: theme.spacing(1),
      borderTop: `1px solid ${theme.palette.divider}`,
      fontFamily: theme.typography.fontFamily,
      fontSize: theme.typography.pxToRem(12),
      overflowWrap: 'anywhere',
    },
  }),
  { name: 'PlumblinePrintNote' },
);

/**
 * Says at the end of a printed page where it comes from: when, under which
 * framework, in which time zone, and the address with its filters, which are
 * not on the paper themselves. @internal
 */
export function PrintNote() {
  const classes = useStyles();
  const t = useText();
  const language = useLanguage();
  const index = useFrameworkIndex();
  if (!usePrinting()) {
    return null;
  }
  const zone = index?.timeZone ?? 'UTC';
  return (
    <div className={classes.root}>
      <div>
        {t('share.printed', {
          instant: new Date().toLocaleString(language, {
            dateStyle: 'medium',
            timeStyle: 'long',
            timeZone: zone,
          }),
          link: window.location.href,
        })}
      </div>
      {index && (
        <div>
          {t('share.printedUnder', {
            version: index.framework.version,
            zone,
          })}
        </div>
      )}
    </div>
  );
}
