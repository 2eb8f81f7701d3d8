import { makeStyles } from '@material-ui/core/styles';
import BlockIcon from '@material-ui/icons/Block';
import CheckIcon from '@material-ui/icons/Check';
import type { Scorecard } from '@plumbline/backstage-plugin-ai-governance-common';
import { Section } from '../components';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useText } from '../hooks/useText';
import { quietText, statusTones } from '../theme/colors';

const useStyles = makeStyles(
  theme => {
    const tones = statusTones(theme);
    return {
      text: { margin: theme.spacing(0, 0, 1.5), lineHeight: 1.5 },
      quiet: {
        color: quietText(theme),
        fontSize: theme.typography.pxToRem(13),
        lineHeight: 1.5,
      },
      list: { listStyle: 'none', margin: 0, padding: 0 },
      item: {
        padding: theme.spacing(1, 0),
        borderTop: `1px solid ${theme.palette.divider}`,
        overflowWrap: 'anywhere',
      },
      head: {
        display: 'flex',
        justifyContent: 'space-between',
        gap: theme.spacing(1),
        fontWeight: 600,
      },
      access: {
        display: 'inline-flex',
        alignItems: 'center',
        gap: theme.spacing(0.5),
        whiteSpace: 'nowrap',
        fontSize: theme.typography.pxToRem(13),
      },
      allowed: { color: tones.met.text },
      denied: { color: tones.unknown.text },
      icon: { fontSize: theme.typography.pxToRem(16) },
      reasons: {
        margin: theme.spacing(0.25, 0, 0),
        paddingLeft: theme.spacing(2),
      },
    };
  },
  { name: 'PlumblineToolsPanel' },
);

/** Which AI tools may be used here, and on which conditions. @internal */
export function ToolsPanel(props: { scorecard: Scorecard }) {
  const { toolAccess, aiUse, profile } = props.scorecard;
  const classes = useStyles();
  const t = useText();
  const index = useFrameworkIndex();
  const classification = index?.classification(profile.classification.value);
  const allowed = toolAccess.filter(tool => tool.allowed).length;
  // Where no tool is allowed at all, the same reason five times says no more.
  const none = classification?.toolAccess.allowed === 'none';
  const listed = none
    ? []
    : [...toolAccess].sort(
        (a, b) =>
          Number(b.allowed) - Number(a.allowed) || a.name.localeCompare(b.name),
      );
  let summary: string = t('tools.summary', {
    allowed: String(allowed),
    total: String(toolAccess.length),
  });
  if (toolAccess.length === 0) {
    summary = t('tools.empty');
  } else if (classification && none) {
    summary = t('tools.noneAllowed', { classification: classification.name });
  }
  return (
    <Section title={t('tools.title')}>
      <p className={classes.text}>{summary}</p>
      {aiUse.assistants.length > 0 && (
        <p className={`${classes.text} ${classes.quiet}`}>
          {t('tools.observed', {
            assistants: aiUse.assistants
              .map(id => index?.toolName(id) ?? id)
              .join(', '),
          })}
        </p>
      )}
      <ul className={classes.list}>
        {listed.map(tool => (
          <li key={tool.tool} className={classes.item}>
            <div className={classes.head}>
              <span>{tool.name}</span>
              <span
                className={`${classes.access} ${
                  tool.allowed ? classes.allowed : classes.denied
                }`}
              >
                {tool.allowed ? (
                  <CheckIcon className={classes.icon} aria-hidden />
                ) : (
                  <BlockIcon className={classes.icon} aria-hidden />
                )}
                {tool.allowed ? t('access.allowed') : t('access.denied')}
              </span>
            </div>
            {tool.reasons.length > 0 && (
              <ul className={`${classes.reasons} ${classes.quiet}`}>
                {tool.reasons.map(reason => (
                  <li key={reason}>{reason}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
