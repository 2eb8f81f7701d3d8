import { EntityRefBox, TextBox } from '../components';
import { useText } from '../hooks/useText';

/** Asks which version of a tool is meant, and who looks after it. @internal */
export function VersionAndOwner(props: {
  version: string;
  onVersion: (version: string) => void;
  owner: string;
  onOwner: (owner: string) => void;
}) {
  const t = useText();
  return (
    <>
      <TextBox
        label={t('aiTools.version')}
        value={props.version}
        onChange={props.onVersion}
        inputProps={{ maxLength: 100 }}
      />
      <EntityRefBox
        label={t('aiTools.owner')}
        helperText={t('refs.ownerHelp')}
        of="owner"
        value={props.owner}
        onChange={props.onOwner}
      />
    </>
  );
}
