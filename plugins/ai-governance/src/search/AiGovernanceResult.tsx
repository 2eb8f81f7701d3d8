import type { ReactElement } from 'react';
import { Link } from '@backstage/core-components';
import type {
  ResultHighlight,
  SearchDocument,
} from '@backstage/plugin-search-common';
import { HighlightedSearchResultText } from '@backstage/plugin-search-react';
import ListItemIcon from '@material-ui/core/ListItemIcon';
import { makeStyles } from '@material-ui/core/styles';
import { useText } from '../hooks/useText';
import { quietText } from '../theme/colors';

const KINDS = [
  'control',
  'risk',
  'level',
  'classification',
  'tier',
  'zone',
  'policy',
] as const;

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      padding: theme.spacing(1, 0),
      fontFamily: theme.typography.fontFamily,
      lineHeight: 1.5,
    },
    words: { minWidth: 0, overflowWrap: 'anywhere' },
    title: { fontSize: theme.typography.pxToRem(18), fontWeight: 700 },
    quiet: {
      color: quietText(theme),
      fontSize: theme.typography.pxToRem(13),
    },
    text: {
      margin: theme.spacing(0.5, 0, 0),
      fontSize: theme.typography.pxToRem(14),
    },
    label: { fontWeight: 700 },
  }),
  { name: 'PlumblineSearchResult' },
);

/** What the search page hands to a list item. @public */
export interface AiGovernanceResultProps {
  icon?: ReactElement | ((result: any) => ReactElement);
  result?: SearchDocument;
  highlight?: ResultHighlight;
  rank?: number;
}

/**
 * Whether the marks of a highlighted text stand as a pair around words. Where
 * found words overlap, some search engines write one mark into another. The
 * name in the marks is made anew for every answer, so no text has it.
 */
function isWellMarked(text: string, { preTag, postTag }: ResultHighlight) {
  const parts = text.split(preTag);
  const name = preTag.replace(/[<>]/g, '');
  return (
    parts.slice(1).every(part => part.split(postTag).length === 2) &&
    !parts[0].includes(postTag) &&
    !parts.join('').split(postTag).join('').includes(name)
  );
}

/** One control or policy that was found, with what to do about it. @internal */
export function AiGovernanceResult(props: AiGovernanceResultProps) {
  const { icon, highlight } = props;
  const result = props.result as
    | (SearchDocument & {
        kind?: string;
        domain?: string;
        remediation?: string;
      })
    | undefined;
  const classes = useStyles();
  const t = useText();
  if (!result) {
    return null;
  }
  const kind = KINDS.find(each => each === result.kind);
  const marked = (field: 'title' | 'text' | 'remediation') =>
    highlight?.fields[field] &&
    isWellMarked(highlight.fields[field], highlight) ? (
      <HighlightedSearchResultText
        text={highlight.fields[field]}
        preTag={highlight.preTag}
        postTag={highlight.postTag}
      />
    ) : (
      result[field]
    );
  return (
    <div className={classes.root}>
      {icon && (
        <ListItemIcon>
          {typeof icon === 'function' ? icon(result) : icon}
        </ListItemIcon>
      )}
      <div className={classes.words}>
        <Link noTrack to={result.location} className={classes.title}>
          {marked('title')}
        </Link>
        <div className={classes.quiet}>
          {[kind && t(`searchResult.kinds.${kind}`), result.domain]
            .filter(Boolean)
            .join(' · ')}
        </div>
        <p className={classes.text}>{marked('text')}</p>
        {result.remediation && (
          <p className={classes.text}>
            <span className={classes.label}>
              {t('searchResult.remediation')}
            </span>{' '}
            {marked('remediation')}
          </p>
        )}
      </div>
    </div>
  );
}
