import { makeStyles } from '@material-ui/core/styles';
import type {
  ToolAnswer,
  ToolCriterion,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { isBadLink, LinkBox, TextBox } from '../components';
import { useText } from '../hooks/useText';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)',
      gap: theme.spacing(2),
      alignItems: 'start',
      [theme.breakpoints.down('xs')]: {
        gridTemplateColumns: 'minmax(0, 1fr)',
      },
    },
  }),
  { name: 'PlumblineCriterionFields' },
);

/** Whether an answer says something, and its link leads somewhere. @internal */
export function isAnswered(answer?: ToolAnswer): boolean {
  return Boolean(answer?.answer.trim()) && !isBadLink(answer?.link ?? '');
}

/** Asks how a tool stands with one criterion, and where that is written. @internal */
export function CriterionFields(props: {
  criterion: ToolCriterion;
  value?: ToolAnswer;
  onChange: (answer: ToolAnswer) => void;
}) {
  const { criterion, value = { answer: '' }, onChange } = props;
  const classes = useStyles();
  const t = useText();
  return (
    <div className={classes.root}>
      <TextBox
        label={criterion.name}
        helperText={criterion.description}
        value={value.answer}
        onChange={answer => onChange({ ...value, answer })}
        multiline
        minRows={1}
        required
        inputProps={{ maxLength: 2000 }}
      />
      <LinkBox
        label={t('aiTools.criterionLink', { criterion: criterion.name })}
        value={value.link ?? ''}
        onChange={link => onChange({ ...value, link })}
      />
    </div>
  );
}
