import type {
  ClassificationId,
  Framework,
  ReviewTier,
} from '../framework/types';

/** What reading one written value gives: the value, or why it is not understood. */
export type Read<T> = { value: T } | { message: string };

const MAX_QUOTED = 60;

/** Quotes what somebody wrote, shortened so that hostile values do not flood a message. */
export function quote(written: string): string {
  const short =
    written.length > MAX_QUOTED ? `${written.slice(0, MAX_QUOTED)}…` : written;
  return JSON.stringify(short);
}

function normalize(written: string): string {
  return written
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
}

/** Reads a classification by id or alias, whatever its case. */
export function readClassification(
  framework: Framework,
  written: string,
): Read<ClassificationId> {
  const wanted = normalize(written);
  const found = framework.classifications.find(
    ({ id, aliases }) =>
      normalize(id) === wanted ||
      aliases.some(alias => normalize(alias) === wanted),
  );
  return found
    ? { value: found.id }
    : {
        message: `${quote(
          written,
        )} is not a known data classification; use one of ${list(
          framework.classifications,
        )}`,
      };
}

/** Reads a review tier: `2` or `tier 2`. */
export function readTier(
  framework: Framework,
  written: string,
): Read<ReviewTier> {
  const match = /^(?:tier-?)?(\d)$/.exec(normalize(written));
  const tier = framework.reviewTiers.find(
    candidate => candidate.tier === Number(match?.[1]),
  );
  return tier
    ? { value: tier.tier }
    : {
        message: `${quote(
          written,
        )} is not a known review tier; use one of ${framework.reviewTiers
          .map(candidate => candidate.tier)
          .join(', ')}`,
      };
}

/** Reads one thing code handles, by id or alias. */
export function readHandled(
  framework: Framework,
  written: string,
): Read<string> {
  const wanted = normalize(written);
  const found = framework.handles.find(
    ({ id, aliases }) => id === wanted || aliases?.includes(wanted),
  );
  return found
    ? { value: found.id }
    : {
        message: `${quote(
          written,
        )} is not a known subject that code handles; use one of ${list(
          framework.handles,
        )}`,
      };
}

/** Reads an adoption stage by id. */
export function readStage(framework: Framework, written: string): Read<string> {
  const wanted = normalize(written);
  const found = framework.adoptionStages.find(({ id }) => id === wanted);
  return found
    ? { value: found.id }
    : {
        message: `${quote(
          written,
        )} is not a known adoption stage; use one of ${list(
          framework.adoptionStages,
        )}`,
      };
}

function list(items: readonly { id: string }[]): string {
  return items.map(({ id }) => id).join(', ');
}

/** Stages between two that would be left out; none where it goes back or one on. */
export function skippedStages(
  { adoptionStages }: Framework,
  from: string,
  to: string,
): string[] {
  const ordered = [...adoptionStages]
    .sort((a, b) => a.order - b.order)
    .map(({ id }) => id);
  return ordered.slice(ordered.indexOf(from) + 1, ordered.indexOf(to));
}
