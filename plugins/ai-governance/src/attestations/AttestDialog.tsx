import { useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { attestConfirmPermission } from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  AttestationRequest,
  AttestationResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';
import {
  FormDialog,
  isBadLink,
  isSafeAddress,
  LinkBox,
  StatementBox,
  TextBox,
} from '../components';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import type { PlacedCheck } from '../framework/frameworkIndex';
import { useText } from '../hooks/useText';
import { quietText } from '../theme/colors';
import { dateIn, isDayBetween, longestDay } from './until';

const useStyles = makeStyles(
  theme => ({
    items: {
      display: 'grid',
      gap: theme.spacing(1.5),
      margin: 0,
      padding: theme.spacing(1.5),
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius,
      minWidth: 0,
    },
    legend: { fontWeight: 700, padding: theme.spacing(0, 0.5) },
    quiet: {
      color: quietText(theme),
      fontSize: theme.typography.pxToRem(13),
    },
  }),
  { name: 'PlumblineAttestDialog' },
);

/** A wanted piece as it is sent: an address is a link, the rest a digest. */
function itemOf(name: string, value: string) {
  return isSafeAddress(value) ? { name, link: value } : { name, digest: value };
}

/** What the form is filled with: what was said last time. */
function before(previous: AttestationResponse | undefined, wanted: string[]) {
  return Object.fromEntries(
    wanted.map(name => {
      const item = previous?.items?.find(
        candidate => candidate.name.toLowerCase() === name.toLowerCase(),
      );
      return [name, item?.link ?? item?.digest ?? ''];
    }),
  );
}

/**
 * Evidence given by a person: what is so, where it can be seen, until when.
 * @internal
 */
export function AttestDialog(props: {
  place: PlacedCheck;
  /** What is attested for: the organization, a group, an entity, or several. */
  subjectName: string;
  /** The one it takes the place of. */
  previous?: AttestationResponse;
  onClose: () => void;
  /** Sends it; without `subject`, which the caller knows. */
  onAttest: (request: Omit<AttestationRequest, 'subject'>) => Promise<void>;
}) {
  const { place, subjectName, previous, onClose, onAttest } = props;
  const classes = useStyles();
  const t = useText();
  const { check } = place;
  const organization = place.scope === 'organization';
  const wanted = check.wanted ?? [];
  const [now] = useState(() => Date.now());
  const zone = useFrameworkIndex()?.timeZone ?? 'UTC';
  const today = dateIn(zone, now);
  const longest = longestDay(now, place.days, zone);
  const [statement, setStatement] = useState(previous?.statement ?? '');
  const [link, setLink] = useState(previous?.link ?? '');
  const [items, setItems] = useState(() => before(previous, wanted));
  const [day, setDay] = useState(longest);

  const missing = wanted.some(name => !items[name].trim());
  const badDay = !isDayBetween(day, today, longest);
  return (
    <FormDialog
      title={t('attest.title', { check: check.name })}
      submit={organization ? t('attest.sendOrganization') : t('attest.send')}
      incomplete={
        !statement.trim() ||
        isBadLink(link) ||
        badDay ||
        (organization && missing)
      }
      onClose={onClose}
      onSubmit={() => {
        const named = wanted.flatMap(name =>
          items[name].trim() ? [itemOf(name, items[name].trim())] : [],
        );
        return onAttest({
          check: check.id,
          statement: statement.trim(),
          ...(link.trim() && { link: link.trim() }),
          ...(named.length > 0 && { items: named }),
          // The longest there is needs no date: the backend counts from now.
          ...(day !== longest && { validUntil: day }),
        });
      }}
    >
      <p>
        <strong>{subjectName}</strong> · {check.id}
        <br />
        {check.description}
      </p>
      {organization && (
        <p className={classes.quiet}>
          {t('attest.secondPerson', {
            permission: attestConfirmPermission.name,
          })}
        </p>
      )}
      <StatementBox
        label={t('attest.statement')}
        helperText={t('attest.statementHelp')}
        value={statement}
        onChange={setStatement}
        rows={3}
      />
      <LinkBox
        label={t('attest.link')}
        helperText={t('attest.linkHelp')}
        value={link}
        onChange={setLink}
      />
      {wanted.length > 0 && (
        <fieldset className={classes.items}>
          <legend className={classes.legend}>{t('attest.wanted')}</legend>
          <span className={classes.quiet}>
            {organization ? t('attest.wantedAll') : t('attest.wantedSome')}
          </span>
          {wanted.map(name => (
            <TextBox
              key={name}
              label={name}
              placeholder={t('attest.wantedPlaceholder')}
              value={items[name]}
              onChange={value => setItems({ ...items, [name]: value })}
              required={organization}
              inputProps={{ maxLength: 2000 }}
            />
          ))}
        </fieldset>
      )}
      <TextBox
        label={t('attest.until')}
        helperText={t('attest.untilHelp', {
          days: String(place.days),
          zone,
        })}
        error={badDay}
        type="date"
        value={day}
        onChange={setDay}
        required
        inputProps={{
          max: longest,
          min: today,
        }}
      />
    </FormDialog>
  );
}
