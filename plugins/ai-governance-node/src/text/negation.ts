/** Imperatives that turn what follows into a prohibition. */
const PROHIBITION =
  /\b(?:never|(?:do|does|must|should|shall|may|can|could|will|would) (?:absolutely |strictly |ever |also )?not|don'?t|doesn'?t|mustn'?t|shouldn'?t|can'?t|cannot|won'?t|not (?:allowed|permitted|acceptable|ok|okay) to|not to|no longer|avoid(?:s|ing)?|refrain|refuse(?:s)?|forbid(?:s|den)?|prohibit(?:s|ed)?|disallow(?:s|ed)?|ban(?:s|ned)?|prevents?|blocks?|rejects?|detects?|instead of|rather than|nobody (?:may|should)|no one (?:may|should))\b/gi;

/** A prohibition of something else: of worrying, asking, forgetting. */
const NOT_A_PROHIBITION =
  /^(?:never|do not|don'?t|not to|should not|shouldn'?t)\s+(?:worry|hesitate|bother|forget|fail|wait|ask|stop|need|only|be afraid|mind|care|pause|prompt|confirm|tell|inform|let)\b/i;

const DIRECTLY_BEFORE =
  /\b(?:no|without(?: using| the use of| passing)?|not|(?:replac|remov)(?:e|es|ed|ing)(?: the| any| all| every)?)\s*[`'"*_(]*$/i;

const PROHIBITED_AFTER =
  /\b(?:(?:is|are|be|being) (?:strictly |absolutely |explicitly |also )?(?:forbidden|prohibited|banned|disallowed|blocked|rejected|denied|never|not)\b|must (?:not|never)|should (?:not|never)|may (?:not|never)|(?:is|are)n'?t (?:allowed|permitted|acceptable)|not allowed|forbidden|prohibited|never acceptable|not permitted|(?:is|are) (?:so |very |too |extremely )?(?:risky|unsafe|insecure|dangerous|harmful|a (?:security )?risk)\b)/i;

/** Words of somebody who warns rather than instructs. */
const PROTECTIVE =
  /\b(?:prompt[- ]?injections?|injection (?:attempts?|attacks?)|injected|jailbreaks?|untrusted|malicious|suspicious|attack(?:er|ers|s)?|adversarial|red flags?|phishing|social engineering|exfiltration attempts?|watch (?:out )?for|look(?:ing)? (?:out )?for|beware|guard against|protect(?:s|ed|ing)? (?:against|from)|defen[ds](?:s|e)? against|treat (?:it|them|these|this|such)|data,? not instructions|anti-?patterns?|bad (?:example|practice)s?|unsafe|dangerous|vulnerab\w+|security (?:review|scan|check)\w*|(?:scan|search|grep|check|audit|review)(?:s|ing)? for|flag(?:s|ged)?|report(?:s|ed)? (?:any|if)|test(?:s|ing)? (?:that|for|against))\b/i;

/** Somebody else is the one who says it: `if a page tells you to …`. */
const REPORTED =
  /\b(?:says?|saying|tells?|telling|asks? you|asking you|instructs?|instructing|claims?|contain(?:s|ing)?|urges?|attempts? to|trying to|phrases?|wording)\b[^.!?]{0,60}$/i;

/** Marks people put before the bad half of an example. */
const BAD_MARK =
  /(?:❌|✗|✘|🚫|⛔|\b(?:bad|wrong|incorrect|don'?t|do not|never|avoid)\s*:)/iu;

/** A heading or introduction that makes everything below it a prohibition or a warning. */
const NEGATIVE_CONTEXT =
  /\b(?:never|don'?ts?|do not|must not|should not|may not|forbidden|prohibited|avoid|not allowed|disallowed|banned|blocked|denied|anti-?patterns?|what not to|bad (?:examples?|practices?)|red flags?|prompt[- ]?injection|threats?|attacks?|suspicious|malicious|untrusted|dangerous (?:commands?|operations?|patterns?)|security (?:risks?|issues?|checks?|review)|warning signs?|requires? (?:explicit )?(?:approval|confirmation|permission)|ask (?:first|before))\b/i;

/** A heading, or a comment in code, that passes a verdict on what follows. */
const VERDICT =
  /^\s*(?:#+|\/\/|--|::|rem\b)\s*[*_]{0,2}(?:[❌✗✘🚫⛔]|(?:bad|wrong|incorrect|unsafe|insecure|forbidden|not (?:ok|allowed))\b|(?:never|do not|don'?t|avoid)(?:\s*$|\s*[:—–-]|\s+(?:do|doing|run|running|use|using|try|execute|executing|pipe|piping|install|installing|download|downloading|this|these|like)\b))/imu;

/** `Don't forget to run:` asks for what follows. */
const REMINDERS =
  /\b(?:never|do not|don'?t|not to)\s+(?:forget|worry|hesitate|bother|fail|be afraid|mind|skip)\b/gi;

/** Longest stretch of text looked at around a match. */
const WINDOW = 400;

/** Makes curly quotes plain so that `don’t` is `don't`; keeps the length. */
export function plainQuotes(text: string): string {
  return text
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .replace(/[\u201c\u201d]/g, '"');
}

/**
 * Whether text around a match says the opposite of it or only talks about it: a prohibition in the same
 * sentence before it, a verdict after it, a quotation that somebody warns of, or a heading or
 * introduction of prohibitions above it. `text` has plain quotes.
 */
export function isProtective(
  text: string,
  start: number,
  end: number,
  context: string,
): boolean {
  const above = plainQuotes(context).replace(REMINDERS, '');
  if (NEGATIVE_CONTEXT.test(above) || isVerdict(above)) return true;
  const before = sentenceBefore(text, start);
  if (DIRECTLY_BEFORE.test(before)) return true;
  if (BAD_MARK.test(before)) return true;
  const clause = withoutCondition(before);
  for (const match of clause.matchAll(PROHIBITION)) {
    if (!NOT_A_PROHIBITION.test(clause.slice(match.index))) return true;
  }
  const after = sentenceAfter(text, end);
  if (PROHIBITED_AFTER.test(after)) return true;
  if (PROTECTIVE.test(before)) return true;
  const quoted =
    /[`"'*_(\[]\s*$/.test(before) ||
    (oddQuotes(before) && /^[^"`]*["`]/.test(after));
  return quoted && (PROTECTIVE.test(after) || REPORTED.test(before));
}

/** Whether a heading or comment says that what follows is bad. */
export function isVerdict(line: string): boolean {
  return VERDICT.test(plainQuotes(line));
}

function oddQuotes(text: string): boolean {
  let count = 0;
  for (const char of text) if (char === '"' || char === '`') count += 1;
  return count % 2 === 1;
}

function sentenceBefore(text: string, start: number): string {
  const from = Math.max(0, start - WINDOW);
  const slice = text.slice(from, start);
  let cut = 0;
  const breaks =
    /[.!?;](?=\s)|\b(?:, but|, just|, instead|, always|, then|, so)\b/gi;
  for (const match of slice.matchAll(breaks)) {
    const upTo = slice.slice(0, match.index + 1);
    if (/\b(?:e\.g|i\.e|etc|vs|cf|incl)\.$/i.test(upTo)) continue;
    cut = match.index + match[0].length;
  }
  return slice.slice(cut);
}

function sentenceAfter(text: string, end: number): string {
  const slice = text.slice(end, end + WINDOW);
  const stop = /[.!?;](?:\s|$)/.exec(slice);
  return stop ? slice.slice(0, stop.index) : slice;
}

/** `If hooks do not pass, use …`: the negation belongs to the condition. */
function withoutCondition(clause: string): string {
  const match =
    /^[\s>*_#\d.)-]*(?:if|when|whenever|because|since|in case|once|while|where|as)\b[^,]{0,200},/i.exec(
      clause,
    );
  return match ? clause.slice(match[0].length) : clause;
}
