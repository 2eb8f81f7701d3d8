import { useEffect, useState } from 'react';
import CheckIcon from '@material-ui/icons/Check';
import FileCopyOutlinedIcon from '@material-ui/icons/FileCopyOutlined';
import useCopyToClipboard from 'react-use/lib/useCopyToClipboard';
import { useText } from '../hooks/useText';
import { Button } from '../controls';

/** Copies a text and says so. @internal */
export function CopyButton(props: { text: string; label?: string }) {
  const t = useText();
  const [, copy] = useCopyToClipboard();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) {
      return undefined;
    }
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <Button
      size="small"
      variant="outlined"
      startIcon={copied ? <CheckIcon /> : <FileCopyOutlinedIcon />}
      aria-label={props.label}
      onClick={() => {
        copy(props.text);
        setCopied(true);
      }}
    >
      <span aria-live="polite">
        {copied ? t('actions.copied') : t('actions.copy')}
      </span>
    </Button>
  );
}
