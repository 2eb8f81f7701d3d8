import { GENERIC_CHECK_PARAMS } from './params';

/** A mistake in the parameters of a check, with the members and positions that lead to it. */
export interface ParamsMistake {
  path: (string | number)[];
  message: string;
}

/** Check types that only an entity can answer. */
const OF_ENTITIES = new Set(
  Object.keys(GENERIC_CHECK_PARAMS).filter(type => type !== 'number'),
);

/** Whether a check of this type makes sense outside entities. */
export function needsEntity(type: string): boolean {
  return OF_ENTITIES.has(type);
}

/** Every mistake in the parameters of a generic check; none for other types. */
export function paramsMistakes(type: string, params: unknown): ParamsMistake[] {
  const schema = Object.prototype.hasOwnProperty.call(
    GENERIC_CHECK_PARAMS,
    type,
  )
    ? GENERIC_CHECK_PARAMS[type]
    : undefined;
  const result = schema?.safeParse(params ?? {});
  if (!result || result.success) {
    return [];
  }
  return result.error.issues.flatMap(issue => {
    const path = issue.path.map(step =>
      typeof step === 'number' ? step : String(step),
    );
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map(key => ({
        path: [...path, key],
        message: `"${key}" is not a known member`,
      }));
    }
    if (issue.code === 'invalid_union') {
      // Of several shapes, the one that was probably meant has the deepest mistake.
      const nested = issue.errors
        .flat()
        .sort((a, b) => b.path.length - a.path.length)[0];
      if (nested) {
        return [
          {
            path: [...path, ...nested.path.map(String)],
            message: nested.message,
          },
        ];
      }
    }
    return [{ path, message: issue.message }];
  });
}
