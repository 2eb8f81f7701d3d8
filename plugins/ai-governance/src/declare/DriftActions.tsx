import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  scorecardReadPermission,
  type DeclaredValues,
  type ProfileConflict,
  type ProfileResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { CopyButton, Problem, ReadDialog, usePageStyles } from '../components';
import { errorMessage } from '../components/Problem';
import { ScrollRegion } from '../components/ScrollRegion';
import { rememberPlace } from '../hooks/useFocusBack';
import { useResource } from '../hooks/useResource';
import { useText } from '../hooks/useText';
import { statusTones } from '../theme/colors';
import { Button } from '../controls';

const usePatchStyles = makeStyles(
  theme => {
    const tones = statusTones(theme);
    return {
      change: {
        overflowX: 'auto',
        borderRadius: theme.shape.borderRadius,
        border: `1px solid ${theme.palette.divider}`,
      },
      lines: {
        width: 'max-content',
        minWidth: '100%',
        margin: 0,
        padding: theme.spacing(1, 0),
        fontFamily: 'ui-monospace, Menlo, Consolas, monospace',
        fontSize: theme.typography.pxToRem(12.5),
      },
      // The signs at the beginning of the lines say the same as the colours.
      line: {
        display: 'block',
        padding: theme.spacing(0, 1.5),
        '&[data-change="+"]': {
          color: tones.met.text,
          backgroundColor: tones.met.surface,
        },
        '&[data-change="-"]': {
          color: tones.gap.text,
          backgroundColor: tones.gap.surface,
        },
      },
    };
  },
  { name: 'PlumblinePatch' },
);

/** The portal's declaration as a change of the descriptor, to take along. */
function PatchDialog(props: { entityRef: string; onClose: () => void }) {
  const { entityRef, onClose } = props;
  const classes = usePatchStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const { value, error, reload } = useResource(
    () => api.getDescriptorPatch(entityRef),
    [api, entityRef],
  );
  return (
    <ReadDialog
      title={t('drift.patchTitle')}
      onClose={onClose}
      actions={
        value && (
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
        )
      }
    >
      {!value && !error && <Skeleton variant="rect" height={240} />}
      {error && (
        <Problem
          error={error}
          permission={scorecardReadPermission.name}
          onRetry={reload}
        />
      )}
      {value && (
        <>
          <p>{t('drift.patchText', { path: value.path })}</p>
          <ScrollRegion
            className={classes.change}
            label={t('drift.patchTitle')}
          >
            <pre className={classes.lines}>
              {value.diff
                .trimEnd()
                .split('\n')
                .map((line, position) => (
                  <span
                    key={position}
                    className={classes.line}
                    // The file's name before and after is no change of it.
                    data-change={position < 2 ? undefined : line[0]}
                  >
                    {line}
                    {'\n'}
                  </span>
                ))}
            </pre>
          </ScrollRegion>
        </>
      )}
    </ReadDialog>
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
    const back = rememberPlace();
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
    back();
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
