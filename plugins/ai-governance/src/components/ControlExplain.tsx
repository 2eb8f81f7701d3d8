import type { Control } from '@plumbline/backstage-plugin-ai-governance-common';
import { useText } from '../hooks/useText';
import { Explain } from './Explain';

/** An info button that explains a control. @internal */
export function ControlExplain(props: { control: Control }) {
  const { control } = props;
  const t = useText();
  const references = Object.entries(control.references ?? {});
  return (
    <Explain
      label={t('control.explain', { control: control.id })}
      title={`${control.id} ${control.name}`}
    >
      <p>{control.description}</p>
      <h4>{t('control.implementation')}</h4>
      <p>{control.implementation}</p>
      <h4>{t('control.evidence')}</h4>
      <ul>
        {control.evidence.map(item => (
          <li key={item}>{item}</li>
        ))}
      </ul>
      <h4>{t('control.frequency')}</h4>
      <p>{control.frequency.label}</p>
      {control.limits && (
        <>
          <h4>{t('control.limits')}</h4>
          <p>{control.limits}</p>
        </>
      )}
      {references.length > 0 && (
        <>
          <h4>{t('control.references')}</h4>
          <ul>
            {references.map(([standard, clauses]) => (
              <li key={standard}>
                {standard}: {clauses.map(c => c.clause).join(', ')}
              </li>
            ))}
          </ul>
        </>
      )}
    </Explain>
  );
}
