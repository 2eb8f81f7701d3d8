import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import type {
  ImportKind,
  ImportResult,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { Choice, FormDialog, isBadLink, LinkBox, TextBox } from '../components';
import { dateIn } from '../attestations/until';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useText } from '../hooks/useText';
import { FileField, textOf } from './FileField';

const KINDS: { [kind in ImportKind]: string } = {
  'asset-inventory': 'tool, machine, version, machines, users',
  'egress-report': 'count, endpoint, tool, entity, repository, group, approved',
  'gap-analysis': 'regulation, control, status, note, link',
  'licence-remediation':
    'component, licence, entity, repository, finding, resolution, date, link',
};

const useStyles = makeStyles(
  theme => ({
    pair: {
      display: 'grid',
      gridTemplateColumns: '1fr 1fr',
      gap: theme.spacing(2),
    },
    list: { margin: theme.spacing(0.5, 0, 0) },
  }),
  { name: 'PlumblineImportDialog' },
);

/** Imports one CSV file. @internal */
export function ImportDialog(props: {
  onClose: () => void;
  onImported: () => Promise<void>;
}) {
  const { onClose, onImported } = props;
  const classes = useStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const [kind, setKind] = useState<ImportKind>('asset-inventory');
  const [source, setSource] = useState('');
  const zone = useFrameworkIndex()?.timeZone ?? 'UTC';
  const [asOf, setAsOf] = useState(() => dateIn(zone, Date.now()));
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [link, setLink] = useState('');
  const [file, setFile] = useState<File>();
  const [result, setResult] = useState<ImportResult>();
  const period = kind === 'egress-report';
  const edit =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      set(value);
      setResult(undefined);
    };
  return (
    <FormDialog
      title={t('data.import')}
      submit={t('data.upload')}
      incomplete={
        !file ||
        !source.trim() ||
        !asOf ||
        isBadLink(link) ||
        (period && (!from || !to)) ||
        result !== undefined
      }
      onClose={onClose}
      onSubmit={async () => {
        setResult(
          await api.takeImport(
            kind,
            {
              source: source.trim(),
              asOf,
              ...(period && { from, to }),
              ...(link.trim() && { link: link.trim() }),
            },
            await textOf(file!),
          ),
        );
        await onImported();
      }}
    >
      <Choice
        label={t('data.kind')}
        value={kind}
        any={null}
        options={(Object.keys(KINDS) as ImportKind[]).map(id => ({
          value: id,
          label: t(`data.kinds.${id}`),
        }))}
        onChange={edit(id => id && setKind(id as ImportKind))}
      />
      <TextBox
        label={t('data.source')}
        helperText={t('data.sourceHelp')}
        value={source}
        onChange={edit(setSource)}
        required
        inputProps={{ maxLength: 200 }}
      />
      <TextBox
        label={t('data.asOf')}
        helperText={t('data.asOfHelp', { zone })}
        type="date"
        value={asOf}
        onChange={edit(setAsOf)}
        required
      />
      {period && (
        <div className={classes.pair}>
          <TextBox
            label={t('data.from')}
            type="date"
            value={from}
            onChange={edit(setFrom)}
            required
          />
          <TextBox
            label={t('data.to')}
            type="date"
            value={to}
            onChange={edit(setTo)}
            required
          />
        </div>
      )}
      <LinkBox
        label={t('attest.link')}
        helperText={t('attest.linkHelp')}
        value={link}
        onChange={edit(setLink)}
      />
      <FileField
        help={t('data.columns', { columns: KINDS[kind] })}
        onChange={edit(setFile)}
      />
      {result && (
        <div role="status" aria-live="polite">
          <Alert severity={result.notFound.length > 0 ? 'warning' : 'success'}>
            {result.written
              ? t('data.imported', { summary: result.summary })
              : t('data.importedBefore')}
            {!result.inForce && ` ${t('data.newerInForce')}`}
            {result.notFound.length > 0 && (
              <>
                <br />
                {t('data.notFound')}
                <ul className={classes.list}>
                  {result.notFound.map(name => (
                    <li key={name}>{name}</li>
                  ))}
                </ul>
              </>
            )}
          </Alert>
        </div>
      )}
    </FormDialog>
  );
}
