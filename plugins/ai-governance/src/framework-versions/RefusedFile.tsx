import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { usePageStyles } from '../components';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useText } from '../hooks/useText';

/** Mistakes shown before the rest is counted. */
const MOST_SHOWN = 20;

/** Why the configured framework file is not in force; nothing where it is. @internal */
export function RefusedFile() {
  const classes = usePageStyles();
  const t = useText();
  const refused = useFrameworkIndex()?.refused ?? [];
  if (refused.length === 0) {
    return null;
  }
  const more = refused.length - MOST_SHOWN;
  return (
    <Alert severity="error">
      <AlertTitle>{t('frameworkVersions.refusedTitle')}</AlertTitle>
      {t('frameworkVersions.refusedNote')}
      <ul className={classes.list}>
        {refused.slice(0, MOST_SHOWN).map(mistake => (
          <li key={`${mistake.path} ${mistake.message}`}>
            <code>{mistake.path}</code>: {mistake.message}
            {mistake.line !== undefined && (
              <>
                {' '}
                ({t('frameworkVersions.refusedLine', { line: mistake.line })})
              </>
            )}
          </li>
        ))}
        {more > 0 && (
          <li>{t('frameworkVersions.refusedMore', { count: more })}</li>
        )}
      </ul>
    </Alert>
  );
}
