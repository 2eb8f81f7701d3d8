import { useTheme, type Theme } from '@material-ui/core/styles';
import LockOutlinedIcon from '@material-ui/icons/LockOutlined';
import LockOpenIcon from '@material-ui/icons/LockOpen';
import VisibilityOffOutlinedIcon from '@material-ui/icons/VisibilityOffOutlined';
import PublicIcon from '@material-ui/icons/Public';
import type { ClassificationId } from '@plumbline/backstage-plugin-ai-governance-common';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useText } from '../hooks/useText';
import { classificationTones } from '../theme/colors';
import { Chip } from './Chip';
import { Explain } from './Explain';

const ICONS: Record<ClassificationId, typeof PublicIcon> = {
  public: PublicIcon,
  internal: LockOpenIcon,
  confidential: LockOutlinedIcon,
  restricted: VisibilityOffOutlinedIcon,
};

function capitalized(text: string): string {
  return text.charAt(0).toLocaleUpperCase('en-US') + text.slice(1);
}

/** A data classification with its fixed colour; explains itself on click. @internal */
export function ClassificationChip(props: {
  classification: ClassificationId;
  /** Nobody declared it: the framework's assumption stands. */
  assumed?: boolean;
  /** Leaves the explanation out where chips stand in every row. */
  plain?: boolean;
}) {
  const theme = useTheme<Theme>();
  const t = useText();
  const index = useFrameworkIndex();
  const { classification, assumed } = props;
  const definition = index?.classification(classification);
  const name = definition?.name ?? capitalized(classification);
  const Icon = ICONS[classification];
  const tone = classificationTones(theme)[classification];
  const icon = <Icon style={{ fontSize: 15 }} aria-hidden />;
  const note = assumed ? t('classification.assumed') : undefined;
  if (!definition || props.plain) {
    return (
      <Chip tone={tone} icon={icon} note={note}>
        {name}
      </Chip>
    );
  }
  return (
    <Explain
      label={t('classification.explain', { name })}
      title={t('classification.label', { name })}
      trigger={trigger => (
        <Chip tone={tone} icon={icon} note={note} {...trigger}>
          {name}
        </Chip>
      )}
    >
      {assumed && <p>{t('classification.assumedMeaning')}</p>}
      <p>{definition.description}</p>
      <h4>{t('classification.toolAccess')}</h4>
      <p>{definition.toolAccess.description}</p>
    </Explain>
  );
}
