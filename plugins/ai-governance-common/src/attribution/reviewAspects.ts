/** `- [x] **Edge cases** were looked at` */
const TICKED = /^\s*(?:[-*+]|\d{1,3}[.)])\s+\[[xX]\]\s+(.{1,300})$/;

/** `enhanced-review: security`, `reviewed/security` */
const LABEL = /^(?:enhanced[\s_-]*review|review(?:ed)?)[\s]*[:/][\s]*(.+)$/i;

const slugOf = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');

/**
 * Which of the wanted aspects a review recorded: by a ticked line of a task
 * list that begins with the aspect, or by a label such as
 * `enhanced-review: security`. Sorted.
 * @public
 */
export function reviewAspects(options: {
  /** Texts of reviews and of the change's description. */
  texts: readonly string[];
  labels: readonly string[];
  /** Ids as the framework names them, `edge-cases`. */
  aspects: readonly string[];
}): string[] {
  const said = [
    ...options.texts.flatMap(text =>
      text
        .slice(0, 100_000)
        .split(/\r\n|\n|\r/)
        .flatMap(line => TICKED.exec(line)?.[1] ?? []),
    ),
    ...options.labels.flatMap(label => LABEL.exec(label.trim())?.[1] ?? []),
  ].map(slugOf);
  return [...new Set(options.aspects)]
    .filter(aspect => {
      const wanted = slugOf(aspect);
      return (
        wanted !== '' &&
        said.some(slug => slug === wanted || slug.startsWith(`${wanted}-`))
      );
    })
    .sort();
}
