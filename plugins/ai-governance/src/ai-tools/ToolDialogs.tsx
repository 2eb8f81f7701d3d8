import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormGroup from '@material-ui/core/FormGroup';
import { makeStyles } from '@material-ui/core/styles';
import {
  TOOL_PROPERTIES,
  type RegisteredTool,
  type ToolAnswer,
  type ToolProperty,
  type ToolRequest,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import {
  Choice,
  FormDialog,
  SafeLink,
  StatementBox,
  TextBox,
} from '../components';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useText } from '../hooks/useText';
import { personName } from '../scorecard/people';
import { quietText } from '../theme/colors';
import { Checkbox } from '../controls';
import { CriterionFields, isAnswered } from './CriterionFields';
import { VersionAndOwner } from './VersionAndOwner';

const useStyles = makeStyles(
  theme => ({
    short: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(240px, 1fr))',
      gap: theme.spacing(2),
      alignItems: 'start',
    },
    answers: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(240px, 1fr))',
      gap: theme.spacing(1.5, 2),
      margin: 0,
    },
    criterion: {
      color: quietText(theme),
      fontSize: theme.typography.pxToRem(13),
      fontWeight: 700,
    },
    answer: { margin: 0, overflowWrap: 'anywhere' },
    heading: { margin: 0, fontSize: 'inherit', fontWeight: 700 },
    options: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fill, minmax(200px, 1fr))',
    },
    option: { '& .MuiFormControlLabel-label': { overflowWrap: 'anywhere' } },
  }),
  { name: 'PlumblineToolDialogs' },
);

/** Lines of a text, without the empty ones. */
function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean);
}

function Choices<Id extends string>(props: {
  label: string;
  offered: readonly Id[];
  /** What a person reads of one. */
  nameOf: (id: Id) => string;
  chosen: ReadonlySet<Id>;
  onChange: (chosen: Set<Id>) => void;
}) {
  const { label, offered, nameOf, chosen, onChange } = props;
  const classes = useStyles();
  return (
    <FormGroup role="group" aria-label={label} className={classes.options}>
      {offered.map(id => (
        <FormControlLabel
          key={id}
          className={classes.option}
          label={nameOf(id)}
          control={
            <Checkbox
              color="primary"
              size="small"
              checked={chosen.has(id)}
              onChange={(_, checked) => {
                const next = new Set(chosen);
                if (checked) {
                  next.add(id);
                } else {
                  next.delete(id);
                }
                onChange(next);
              }}
            />
          }
        />
      ))}
    </FormGroup>
  );
}

/** Asks for a tool, or for more than a tool is approved for. @internal */
export function RequestToolDialog(props: {
  tool?: RegisteredTool;
  /** What is known of a tool that was seen somewhere. */
  seen?: { id?: string; name?: string };
  onClose: () => void;
  onDone: () => Promise<void>;
}) {
  const { tool, seen, onClose, onDone } = props;
  const classes = useStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const index = useFrameworkIndex();
  const criteria = index?.framework.settings.tools.criteria ?? [];
  const [id, setId] = useState(tool?.id ?? seen?.id ?? '');
  const [name, setName] = useState(tool?.name ?? seen?.name ?? '');
  const [vendor, setVendor] = useState(tool?.vendor ?? '');
  const [version, setVersion] = useState(tool?.version ?? '');
  const [owner, setOwner] = useState(tool?.owner ?? '');
  const [reason, setReason] = useState('');
  const [endpoints, setEndpoints] = useState(tool?.endpoints.join('\n') ?? '');
  const [properties, setProperties] = useState<Set<ToolProperty>>(
    new Set(TOOL_PROPERTIES.filter(property => tool?.[property])),
  );
  const [answers, setAnswers] = useState<{ [criterion: string]: ToolAnswer }>(
    tool?.criteria ?? {},
  );
  const goodId = /^[a-z0-9][a-z0-9-]*$/.test(id);
  const incomplete =
    !goodId ||
    !name.trim() ||
    !reason.trim() ||
    criteria.some(({ id: criterion }) => !isAnswered(answers[criterion]));
  const request = (): ToolRequest => ({
    id,
    name: name.trim(),
    ...(vendor.trim() && { vendor: vendor.trim() }),
    ...(version.trim() && { version: version.trim() }),
    ...(owner.trim() && { owner: owner.trim() }),
    reason: reason.trim(),
    properties: Object.fromEntries(
      [...properties].map(property => [property, true]),
    ),
    endpoints: linesOf(endpoints),
    criteria: Object.fromEntries(
      criteria.map(({ id: criterion }) => {
        const { answer, link = '' } = answers[criterion];
        return [
          criterion,
          { answer: answer.trim(), ...(link.trim() && { link: link.trim() }) },
        ];
      }),
    ),
  });
  return (
    <FormDialog
      title={
        tool
          ? t('aiTools.requestMoreTitle', { tool: tool.name })
          : t('aiTools.requestTitle')
      }
      submit={t('aiTools.request')}
      maxWidth="md"
      incomplete={incomplete}
      onClose={onClose}
      onSubmit={async () => {
        await api.requestTool(request());
        await onDone();
        onClose();
      }}
    >
      <p>{t('aiTools.requestText')}</p>
      <div className={classes.short}>
        {!tool && (
          <TextBox
            label={t('aiTools.id')}
            helperText={t('aiTools.idHelp')}
            error={id !== '' && !goodId}
            value={id}
            onChange={setId}
            required
            inputProps={{ maxLength: 64 }}
          />
        )}
        <TextBox
          label={t('aiTools.name')}
          value={name}
          onChange={setName}
          required
          inputProps={{ maxLength: 200 }}
        />
        <TextBox
          label={t('aiTools.vendor')}
          value={vendor}
          onChange={setVendor}
          inputProps={{ maxLength: 200 }}
        />
        <VersionAndOwner
          version={version}
          onVersion={setVersion}
          owner={owner}
          onOwner={setOwner}
        />
      </div>
      <StatementBox
        label={t('aiTools.reason')}
        value={reason}
        onChange={setReason}
        maxLength={4000}
      />
      <div>
        <h3 className={classes.heading}>{t('aiTools.properties')}</h3>
        <p>{t('aiTools.propertiesHelp')}</p>
        <Choices
          label={t('aiTools.properties')}
          offered={TOOL_PROPERTIES}
          nameOf={property => t(`aiTools.property.${property}`)}
          chosen={properties}
          onChange={setProperties}
        />
      </div>
      <TextBox
        label={t('aiTools.endpoints')}
        helperText={t('aiTools.endpointsHelp')}
        value={endpoints}
        onChange={setEndpoints}
        multiline
        minRows={2}
      />
      <div>
        <h3 className={classes.heading}>{t('aiTools.criteria')}</h3>
        <p>{t('aiTools.criteriaHelp')}</p>
      </div>
      {criteria.map(criterion => (
        <CriterionFields
          key={criterion.id}
          criterion={criterion}
          value={answers[criterion.id]}
          onChange={answer =>
            setAnswers(before => ({ ...before, [criterion.id]: answer }))
          }
        />
      ))}
    </FormDialog>
  );
}

/** What was answered to the criteria, with the links. @internal */
export function Answers(props: {
  criteria: { [criterion: string]: ToolAnswer };
}) {
  const classes = useStyles();
  const index = useFrameworkIndex();
  const known = index?.framework.settings.tools.criteria ?? [];
  const answers = Object.entries(props.criteria);
  if (answers.length === 0) {
    return null;
  }
  return (
    <dl className={classes.answers}>
      {answers.map(([id, { answer, link }]) => (
        <div key={id}>
          <dt className={classes.criterion}>
            {known.find(criterion => criterion.id === id)?.name ?? id}
          </dt>
          <dd className={classes.answer}>
            {answer} {link && <SafeLink to={link}>{link}</SafeLink>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Signs for a role, or refuses, with everything that was asked for. @internal */
export function SignDialog(props: {
  act: 'approve' | 'reject';
  tool: RegisteredTool;
  onClose: () => void;
  onDone: () => Promise<void>;
}) {
  const { act, tool, onClose, onDone } = props;
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const index = useFrameworkIndex();
  const request = tool.request!;
  const roles = tool.allowed?.sign ?? request.missing;
  const [role, setRole] = useState<string | undefined>(
    roles.length === 1 ? roles[0] : undefined,
  );
  const [reason, setReason] = useState('');
  const [conditions, setConditions] = useState('');
  return (
    <FormDialog
      title={t(`aiTools.signTitle.${act}`, { tool: request.name })}
      submit={t(`aiTools.act.${act}`)}
      maxWidth="md"
      incomplete={!reason.trim()}
      onClose={onClose}
      onSubmit={async () => {
        await api.decideTool(tool.id, act, {
          reason: reason.trim(),
          ...(role && { role }),
          ...(act === 'approve' &&
            linesOf(conditions).length > 0 && {
              conditions: linesOf(conditions),
            }),
        });
        await onDone();
        onClose();
      }}
    >
      <p>{t(`aiTools.signText.${act}`)}</p>
      <p>
        {personName(request.requestedBy)}: {request.reason}
      </p>
      {request.loosens.length > 0 && (
        <p>
          {t('aiTools.claims', {
            properties: request.loosens
              .map(property => t(`aiTools.property.${property}`))
              .join(', '),
          })}
        </p>
      )}
      <Answers criteria={request.criteria} />
      {roles.length > 1 && (
        <Choice
          label={t('aiTools.role')}
          any={t('aiTools.ownRole')}
          value={role}
          options={roles.map(each => ({
            value: each,
            label: index?.roleName(each) ?? each,
          }))}
          onChange={setRole}
        />
      )}
      {act === 'approve' && (
        <TextBox
          label={t('aiTools.conditions')}
          helperText={t('aiTools.conditionsHelp')}
          value={conditions}
          onChange={setConditions}
          multiline
          minRows={2}
        />
      )}
      <StatementBox
        label={t('riskRegister.reason')}
        value={reason}
        onChange={setReason}
        maxLength={4000}
      />
    </FormDialog>
  );
}

/** Looks at an approved tool again. @internal */
export function ReviewDialog(props: {
  tool: RegisteredTool;
  onClose: () => void;
  onDone: () => Promise<void>;
}) {
  const { tool, onClose, onDone } = props;
  const classes = useStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const index = useFrameworkIndex();
  const [reason, setReason] = useState('');
  const [version, setVersion] = useState(tool.version ?? '');
  const [conditions, setConditions] = useState('');
  const held = TOOL_PROPERTIES.filter(property => tool[property]);
  const [lost, setLost] = useState<Set<ToolProperty>>(new Set());
  const [closed, setClosed] = useState<Set<string>>(new Set());
  const [owner, setOwner] = useState(tool.owner ?? '');
  const days = index?.framework.settings.tools.reviewDays;
  return (
    <FormDialog
      title={t('aiTools.reviewTitle', { tool: tool.name })}
      submit={t('aiTools.act.review')}
      maxWidth="md"
      incomplete={!reason.trim()}
      onClose={onClose}
      onSubmit={async () => {
        await api.reviewTool(tool.id, {
          revision: tool.revision,
          reason: reason.trim(),
          ...(version.trim() && { version: version.trim() }),
          ...(linesOf(conditions).length > 0 && {
            conditions: linesOf(conditions),
          }),
          ...(lost.size > 0 && { lost: [...lost] }),
          ...(closed.size > 0 && {
            endpoints: tool.endpoints.filter(host => !closed.has(host)),
          }),
          ...(owner.trim() &&
            owner.trim() !== tool.owner && { owner: owner.trim() }),
        });
        await onDone();
        onClose();
      }}
    >
      <p>{t('aiTools.reviewText', { days: String(days ?? '') })}</p>
      <Answers criteria={tool.criteria} />
      {held.length > 0 && (
        <div>
          <h3 className={classes.heading}>{t('aiTools.lost')}</h3>
          <Choices
            label={t('aiTools.lost')}
            offered={held}
            nameOf={property => t(`aiTools.property.${property}`)}
            chosen={lost}
            onChange={setLost}
          />
        </div>
      )}
      {tool.endpoints.length > 0 && (
        <div>
          <h3 className={classes.heading}>{t('aiTools.closedHosts')}</h3>
          <p>{t('aiTools.closedHostsHelp')}</p>
          <Choices
            label={t('aiTools.closedHosts')}
            offered={tool.endpoints}
            nameOf={host => host}
            chosen={closed}
            onChange={setClosed}
          />
        </div>
      )}
      <div className={classes.short}>
        <VersionAndOwner
          version={version}
          onVersion={setVersion}
          owner={owner}
          onOwner={setOwner}
        />
      </div>
      <TextBox
        label={t('aiTools.furtherConditions')}
        helperText={t('aiTools.conditionsHelp')}
        value={conditions}
        onChange={setConditions}
        multiline
        minRows={2}
      />
      <StatementBox
        label={t('aiTools.found')}
        value={reason}
        onChange={setReason}
        maxLength={4000}
      />
    </FormDialog>
  );
}
