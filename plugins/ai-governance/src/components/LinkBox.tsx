import { useText } from '../hooks/useText';
import { isSafeAddress } from './SafeLink';
import { TextBox } from './TextBox';

/** Whether something was typed that the backend does not take as an address. @internal */
export function isBadLink(link: string): boolean {
  const address = link.trim();
  return (
    address !== '' && !(/^https?:\/\//.test(address) && isSafeAddress(address))
  );
}

/** An address that may be left out, and says what is wrong with it. @internal */
export function LinkBox(props: {
  label: string;
  helperText?: string;
  value: string;
  onChange: (link: string) => void;
}) {
  const { helperText, ...rest } = props;
  const t = useText();
  const bad = isBadLink(props.value);
  return (
    <TextBox
      {...rest}
      helperText={bad ? t('attest.badLink') : helperText}
      error={bad}
      type="url"
      inputProps={{ maxLength: 2000 }}
    />
  );
}
