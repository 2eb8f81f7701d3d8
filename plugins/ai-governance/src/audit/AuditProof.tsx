import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import LinearProgress from '@material-ui/core/LinearProgress';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import type { AuditVerification } from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { Section, usePageStyles } from '../components';
import { CopyButton } from '../components/CopyButton';
import { errorMessage } from '../components/Problem';
import { saveFile } from '../export/saveFile';
import { useNumber } from '../hooks/useLanguage';
import { useResource } from '../hooks/useResource';
import { useText } from '../hooks/useText';
import { Button } from '../controls';

/** What verifying found, in words. */
function Verdict(props: { found: AuditVerification }) {
  const t = useText();
  const number = useNumber();
  const { found } = props;
  const { pruned, erased } = found.withheld;
  return (
    <Alert severity={found.valid ? 'success' : 'error'}>
      <AlertTitle>
        {found.valid
          ? t('audit.valid', { number: number(found.entries) })
          : t('audit.broken', {
              seq: found.brokenAt === undefined ? '–' : String(found.brokenAt),
              fault: t(`audit.fault.${found.fault ?? 'malformed'}`),
            })}
      </AlertTitle>
      {found.valid
        ? [
            t('audit.signatures', { count: found.checkpoints }),
            ...(pruned + erased > 0
              ? [
                  t('audit.withheld', {
                    pruned: number(pruned),
                    erased: number(erased),
                  }),
                ]
              : []),
          ].join(' ')
        : found.message}
    </Alert>
  );
}

/** Recomputes the log, hands it out, and names the key that signs it. @internal */
export function AuditProof(props: {
  /** What an export is limited to. */
  span: { from?: string; until?: string };
  exports?: boolean;
}) {
  const { span, exports } = props;
  const classes = usePageStyles();
  const t = useText();
  const number = useNumber();
  const api = useApi(aiGovernanceApiRef);
  const [progress, setProgress] = useState<{ verified: number; of: number }>();
  const [busy, setBusy] = useState<'verify' | 'export'>();
  const [found, setFound] = useState<AuditVerification>();
  const [failed, setFailed] = useState<Error>();
  const keys = useResource(() => api.getAuditPublicKeys(), [api]);
  const current = keys.value?.items.find(key => key.current);

  const run = async (what: 'verify' | 'export', work: () => Promise<void>) => {
    setBusy(what);
    setFailed(undefined);
    setFound(undefined);
    try {
      await work();
    } catch (error) {
      setFailed(error as Error);
    } finally {
      setBusy(undefined);
      setProgress(undefined);
    }
  };
  const verify = () =>
    run('verify', async () =>
      setFound(
        await api.verifyAudit((verified, of) => setProgress({ verified, of })),
      ),
    );
  const download = () =>
    run('export', async () => {
      const file = await api.exportAudit({
        from: span.from,
        until: span.until,
        gzip: true,
      });
      saveFile(`audit-${new Date().toISOString().slice(0, 10)}.jsonl.gz`, file);
    });
  return (
    <Section
      title={t('audit.proof')}
      note={t('audit.proofNote')}
      action={
        <div className={classes.actions}>
          <Button
            variant="outlined"
            color="primary"
            disabled={busy !== undefined}
            onClick={verify}
          >
            {t('audit.verify')}
          </Button>
          {exports && (
            <Button
              variant="outlined"
              disabled={busy !== undefined}
              onClick={download}
            >
              {span.from || span.until
                ? t('audit.exportSpan')
                : t('audit.export')}
            </Button>
          )}
        </div>
      }
    >
      {busy && (
        <div role="status" aria-live="polite">
          <LinearProgress
            aria-label={t(`audit.busy.${busy}`)}
            {...(progress && {
              variant: 'determinate',
              value: (100 * progress.verified) / Math.max(1, progress.of),
            })}
          />
          <span className={classes.quiet}>
            {progress
              ? t('audit.progress', {
                  verified: number(progress.verified),
                  of: number(progress.of),
                })
              : t(`audit.busy.${busy}`)}
          </span>
        </div>
      )}
      {failed && <Alert severity="error">{errorMessage(failed)}</Alert>}
      {found && <Verdict found={found} />}
      {keys.value && (
        <div className={classes.actions}>
          <span className={classes.quiet}>
            {current
              ? t('audit.key', { keyId: current.keyId })
              : t('audit.noKey')}
          </span>
          {current && (
            <CopyButton text={current.publicKey} label={t('audit.copyKey')} />
          )}
        </div>
      )}
    </Section>
  );
}
