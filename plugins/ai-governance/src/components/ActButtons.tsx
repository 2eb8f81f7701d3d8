import { Button } from '../controls';

/** What can be done about one row of a list. @internal */
export function ActButtons<Act extends string>(props: {
  acts: readonly Act[];
  label: (act: Act) => string;
  /** The act together with what it is done to, for whoever only hears it. */
  describe: (act: Act) => string;
  isPrimary: (act: Act) => boolean;
  onAct: (act: Act) => void;
}) {
  const { acts, label, describe, isPrimary, onAct } = props;
  return (
    <>
      {acts.map(act => (
        <Button
          key={act}
          size="small"
          variant="outlined"
          color={isPrimary(act) ? 'primary' : 'default'}
          aria-label={describe(act)}
          onClick={() => onAct(act)}
        >
          {label(act)}
        </Button>
      ))}
    </>
  );
}
