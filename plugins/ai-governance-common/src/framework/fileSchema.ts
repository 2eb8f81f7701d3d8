import { z } from 'zod';
import { frameworkSchema } from './schema';

type Schema = { [keyword: string]: any };

/** Members that say which item of the default framework is meant. */
const KEYS = ['id', 'level', 'tier'];

/**
 * JSON Schema of a framework file, for editors: either a whole framework, or
 * one that extends the default framework and has only what differs. What needs
 * the whole document, such as references between its parts, is checked by
 * `parseFramework` alone.
 *
 * @public
 */
export function frameworkFileSchema(): object {
  const { $schema, $defs, ...whole } = z.toJSONSchema(frameworkSchema, {
    io: 'input',
    unrepresentable: 'any',
  }) as Schema;
  const override = overrideOf(whole);
  return {
    $schema,
    title: 'Plumbline framework',
    description:
      'What an organization decides about AI in its code: controls, levels, classifications and the rest. With `extends: default` it holds only what differs from the default framework.',
    type: 'object',
    if: { required: ['extends'] },
    then: {
      ...override,
      properties: {
        extends: {
          const: 'default',
          description: 'The default framework, which this file changes.',
        },
        ...override.properties,
      },
      required: ['extends'],
    },
    else: whole,
    $defs,
  };
}

/** The schema of what changes something that `schema` describes. */
function overrideOf(schema: Schema, inList = false): Schema {
  const { required: _, ...rest } = schema;
  if (rest.properties) {
    const key = KEYS.find(name => name in rest.properties);
    return {
      ...rest,
      properties: {
        ...Object.fromEntries(
          Object.entries(rest.properties as { [name: string]: Schema }).map(
            ([name, member]) => [
              name,
              name === key ? member : orNull(overrideOf(member)),
            ],
          ),
        ),
        ...(inList &&
          key && {
            remove: {
              const: true,
              description: 'Takes this item out of the default framework.',
            },
          }),
      },
      ...(inList && key && { required: [key] }),
    };
  }
  return rest.items
    ? // A list that is changed may be given with nothing in it.
      { type: 'array', items: overrideOf(rest.items, true) }
    : schema;
}

/** `null` takes an inherited member away. */
function orNull(schema: Schema): Schema {
  return { anyOf: [schema, { type: 'null' }] };
}
