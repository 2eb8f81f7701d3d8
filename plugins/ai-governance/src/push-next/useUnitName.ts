import { useFrameworkIndex } from '../framework/FrameworkProvider';

/** A unit as people call it: the control, or the criterion of a level. @internal */
export function useUnitName(): (unit: {
  key: string;
  control?: string;
  check?: string;
}) => string {
  const index = useFrameworkIndex();
  return ({ key, control, check }) => {
    if (control !== undefined) {
      return [control, index?.control(control)?.name].filter(Boolean).join(' ');
    }
    return (check !== undefined && index?.check(check)?.name) || key;
  };
}
