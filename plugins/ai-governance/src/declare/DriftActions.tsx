import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import Alert from '@material-ui/lab/Alert';
import type {
  DeclaredValues,
  ProfileConflict,
  ProfileResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { CopyButton, usePageStyles } from '../components';
import { errorMessage } from '../components/Problem';
import { ScrollRegion } from '../components/ScrollRegion';
import { useResource } from '../hooks/useResource';
import { useText } from '../hooks/useText';

/** The portal's declaration as a change of the descriptor, to take along. */
function PatchDialog(props: { entityRef: string; onClose: () => void }) {
  const { entityRef, onClose } = props;
  const classes = usePageStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const { value, error } = useResource(
    () => api.getDescriptorPatch(entityRef),
    [api, entityRef],
  );
  return (
    <Dialog
      open
      fullWidth
      maxWidth="md"
      onClose={onClose}
      aria-label={t('drift.patchTitle')}
    >
      <DialogTitle>{t('drift.patchTitle')}</DialogTitle>
      <DialogContent dividers>
        {error && <Alert severity="error">{errorMessage(error)}</Alert>}
        {value && (
          <>
            <p className={classes.text}>
              {t('drift.patchText', { path: value.path })}
            </p>
            <ScrollRegion
              className={classes.scroll}
              label={t('drift.patchTitle')}
            >
              <pre>{value.diff}</pre>
            </ScrollRegion>
          </>
        )}
      </DialogContent>
      <DialogActions>
        {value && (
          <>
            <CopyButton text={value.diff} />
            <Button
              component="a"
              href={`data:text/x-patch;charset=utf-8,${encodeURIComponent(
                value.diff,
              )}`}
              download="catalog-info.patch"
            >
              {t('drift.download')}
            </Button>
          </>
        )}
        <Button onClick={onClose}>{t('actions.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}

/** Resolves what the portal and the descriptor declare differently. @internal */
export function DriftActions(props: {
  entityRef: string;
  conflicts: readonly ProfileConflict[];
  current: ProfileResponse;
  onDone: () => Promise<void>;
}) {
  const { entityRef, conflicts, current, onDone } = props;
  const classes = usePageStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const [patching, setPatching] = useState(false);
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<Error>();
  const fields = conflicts
    .filter(({ kind }) => kind === 'disagreement')
    .map(({ field }) => field as keyof DeclaredValues);
  const { descriptor, portal, allowed } = current;
  if (fields.length === 0 || !descriptor || !portal) {
    return null;
  }
  const take = async () => {
    setSending(true);
    setError(undefined);
    try {
      const taken = Object.fromEntries(
        fields.map(field => [field, descriptor.values[field]]),
      );
      await api.declareProfile(entityRef, { ...portal.values, ...taken });
      await onDone();
    } catch (e) {
      setError(e instanceof Error ? e : new Error(String(e)));
    }
    setSending(false);
  };
  return (
    <div>
      <p className={classes.quiet}>{t('drift.help')}</p>
      <div className={classes.actions}>
        <Button
          size="small"
          variant="outlined"
          disabled={!allowed.declare || sending}
          onClick={take}
        >
          {t('drift.takeDescriptor')}
        </Button>
        <Button
          size="small"
          variant="outlined"
          onClick={() => setPatching(true)}
        >
          {t('drift.keepPortal')}
        </Button>
      </div>
      {error && <Alert severity="error">{errorMessage(error)}</Alert>}
      {patching && (
        <PatchDialog entityRef={entityRef} onClose={() => setPatching(false)} />
      )}
    </div>
  );
}
