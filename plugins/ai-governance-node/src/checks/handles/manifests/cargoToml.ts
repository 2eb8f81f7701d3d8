import { asRecord, parseToml } from '../../../parsing/document';
import type { Dependency, ManifestParser } from './types';

export const cargoToml: ManifestParser = text => {
  const document = parseToml(text);
  const root = asRecord(document.value);
  const tables = [
    ['dependencies'],
    ...Object.keys(asRecord(root?.target) ?? {}).map(target => [
      'target',
      target,
      'dependencies',
    ]),
  ];
  return tables.flatMap(path =>
    Object.entries(
      asRecord(
        path.reduce<unknown>((value, key) => asRecord(value)?.[key], root),
      ) ?? {},
    )
      .filter(([, asked]) => asRecord(asked)?.optional !== true)
      .map(([key, asked]): Dependency => {
        // A crate can be used under another name than its own.
        const renamed = asRecord(asked)?.package;
        return {
          type: 'cargo',
          name: typeof renamed === 'string' ? renamed : key,
          line: () => document.lineOf([...path, key]),
        };
      }),
  );
};
