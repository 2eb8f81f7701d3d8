import { DECLARED_ANNOTATIONS } from '../annotations/keys';
import type { Instant } from '../assessment/types';
import { defaultFramework } from '../framework/default';
import type { Framework } from '../framework/types';
import type { DeclaredValues, DescriptorDeclaration } from './types';
import {
  quote,
  readClassification,
  readHandled,
  readStage,
  readTier,
  type Read,
} from './values';

const MAX_ITEMS = 100;
const ASSISTANT_ID = /^[a-z0-9][a-z0-9._-]{0,62}$/;

/**
 * Reads what a descriptor declares. Case and white space do not matter, aliases are accepted, and what
 * is not understood is listed with a message that says what to write instead; it never throws.
 *
 * @param annotations - `metadata.annotations` of the entity, as the catalog gives it.
 * @param framework - The framework in force, whose classifications, tiers, subjects and stages are known.
 * @param at - When this content was first seen.
 * @public
 */
export function parseDescriptorAnnotations(
  annotations: { readonly [annotation: string]: unknown } | undefined | null,
  framework: Framework = defaultFramework,
  at?: Instant,
): DescriptorDeclaration {
  const values: DeclaredValues = {};
  const invalid: DescriptorDeclaration['invalid'] = [];

  /** Calls back with the text of an annotation that is present and can be read as text. */
  const withText = (
    annotation: string,
    read: (
      text: string,
      refuse: (message: string, value?: string) => void,
    ) => void,
  ) => {
    const written =
      annotations &&
      Object.prototype.hasOwnProperty.call(annotations, annotation)
        ? annotations[annotation]
        : undefined;
    if (written === undefined || written === null) {
      return;
    }
    const refuse = (message: string, value = textOf(written)) =>
      invalid.push({ annotation, value, message });
    if (typeof written === 'object' || typeof written === 'function') {
      refuse('The value must be text');
    } else if (String(written).trim() === '') {
      refuse('The value is empty; remove the annotation or give it a value');
    } else {
      read(String(written).trim(), refuse);
    }
  };

  const take = <T>(
    result: Read<T>,
    refuse: (message: string, value?: string) => void,
    written?: string,
  ): T | undefined => {
    if ('value' in result) {
      return result.value;
    }
    refuse(result.message, written);
    return undefined;
  };

  withText(DECLARED_ANNOTATIONS.classification, (text, refuse) => {
    const value = take(readClassification(framework, text), refuse);
    if (value !== undefined) {
      values.classification = value;
    }
  });
  withText(DECLARED_ANNOTATIONS.tier, (text, refuse) => {
    const value = take(readTier(framework, text), refuse);
    if (value !== undefined) {
      values.tier = value;
    }
  });
  withText(DECLARED_ANNOTATIONS.handles, (text, refuse) => {
    const items = itemsOf(text);
    if (items.length === 1 && items[0].toLowerCase() === 'none') {
      values.handles = [];
      return;
    }
    const known = new Set<string>();
    for (const item of items) {
      const value = take(readHandled(framework, item), refuse, item);
      if (value !== undefined) {
        known.add(value);
      }
    }
    if (known.size > 0) {
      values.handles = [...known];
    }
  });
  withText(DECLARED_ANNOTATIONS.adoptionStage, (text, refuse) => {
    const value = take(readStage(framework, text), refuse);
    if (value !== undefined) {
      values.adoptionStage = value;
    }
  });
  withText(DECLARED_ANNOTATIONS.aiUse, (text, refuse) => {
    const items = itemsOf(text).map(item => item.toLowerCase());
    const assistants = new Set<string>();
    for (const item of items) {
      if (ASSISTANT_ID.test(item) && item !== 'none') {
        assistants.add(item);
      } else if (item !== 'none') {
        refuse(
          `${quote(item)} is not an assistant id such as claude-code`,
          item,
        );
      }
    }
    if (assistants.size > 0) {
      // Naming an assistant beside "none" contradicts it; the assistants are the stricter reading.
      if (items.includes('none')) {
        refuse('"none" cannot stand beside an assistant');
      }
      values.aiUse = [...assistants].sort();
    } else if (items.includes('none')) {
      values.aiUse = 'none';
    }
  });

  return { values, invalid, ...(at !== undefined && { at }) };
}

function itemsOf(text: string): string[] {
  return text
    .split(',')
    .map(item => item.trim())
    .filter(item => item !== '')
    .slice(0, MAX_ITEMS);
}

function textOf(written: unknown): string {
  try {
    const text =
      typeof written === 'object' ? JSON.stringify(written) : String(written);
    return (text ?? '').slice(0, 200);
  } catch {
    return 'unreadable';
  }
}
