import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { TranslationRef } from '@backstage/core-plugin-api/alpha';
import { aiGovernanceTranslationRef } from '../translation';

type Messages = typeof aiGovernanceTranslationRef extends TranslationRef<
  string,
  infer TMessages
>
  ? TMessages
  : never;

type BaseOf<TKey> = TKey extends `${infer TBase}_${'one' | 'other'}`
  ? TBase
  : TKey;

/** Keys of texts, those with plural forms once. */
type TextKey = BaseOf<keyof Messages>;

type MessageOf<TKey extends string> = TKey extends keyof Messages
  ? Messages[TKey]
  : `${TKey}_other` extends keyof Messages
  ? Messages[`${TKey}_other`]
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

/** Texts with plural forms are chosen by a count. */
type CountOf<TKey extends string> = `${TKey}_other` extends keyof Messages
  ? 'count'
  : never;

type ValuesOf<TNames extends string> = [TNames] extends [never]
  ? []
  : [values: { [TName in TNames]: string | number }];

/**
 * Looks a text up, with a value for each name in it. Backstage's own type says
 * the same and more, at ten times the cost of checking this package.
 *
 * @internal
 */
export type Translate = <TKey extends TextKey>(
  key: TKey,
  ...values: ValuesOf<NamesIn<MessageOf<TKey>> | CountOf<TKey>>
) => string;

/** The translation function of this plugin. @internal */
export function useText(): Translate {
  return useTranslationRef(aiGovernanceTranslationRef).t as Translate;
}
