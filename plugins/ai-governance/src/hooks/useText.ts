import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { aiGovernanceTranslationRef } from '../translation';
import type { messages } from '../translation';

type Messages = typeof messages;

/** Keys of texts with points between their parts, plural forms included. */
type FormOf<TMessages> = {
  [TPart in keyof TMessages & string]: TMessages[TPart] extends string
    ? TPart
    : `${TPart}.${FormOf<TMessages[TPart]>}`;
}[keyof TMessages & string];

type BaseOf<TForm> = TForm extends `${infer TBase}_${'one' | 'other'}`
  ? TBase
  : TForm;

/** Keys of texts, those with plural forms once. */
type TextKey = BaseOf<FormOf<Messages>>;

type MessageAt<
  TMessages,
  TForm extends string,
> = TForm extends `${infer TPart}.${infer TRest}`
  ? TPart extends keyof TMessages
    ? MessageAt<TMessages[TPart], TRest>
    : never
  : TForm extends keyof TMessages
  ? TMessages[TForm]
  : never;

type Trimmed<TName> = TName extends ` ${infer TRest}` ? Trimmed<TRest> : TName;

type NameOf<TReplacement> = Trimmed<
  TReplacement extends `${infer TName},${string}` ? TName : TReplacement
>;

/** Names between double braces. */
type NamesIn<TMessage> =
  TMessage extends `${string}{{${infer TReplacement}}}${infer TRest}`
    ? NameOf<TReplacement> | NamesIn<TRest>
    : never;

/** Names in a text, and the count that chooses between plural forms. */
type NamesOf<TKey extends string> =
  | NamesIn<MessageAt<Messages, TKey>>
  | ([MessageAt<Messages, `${TKey}_other`>] extends [never]
      ? never
      : 'count' | NamesIn<MessageAt<Messages, `${TKey}_other`>>);

type ValuesOf<TNames extends string> = [TNames] extends [never]
  ? []
  : [values: { [TName in TNames]: string | number }];

/**
 * Looks a text up, with a value for each name in it. Backstage's own type says
 * the same and more, at many times the cost of checking this package.
 *
 * @internal
 */
export type Translate = <TKey extends TextKey>(
  key: TKey,
  ...values: ValuesOf<NamesOf<TKey>>
) => string;

/** The translation function of this plugin. @internal */
export function useText(): Translate {
  return useTranslationRef(aiGovernanceTranslationRef).t as Translate;
}
