import { assistantName } from '../assistants/names';
import { seenAssistants, SHARED_CONVENTIONS } from '../assessment/aiUse';
import { wordsOf, type CompiledFramework } from '../assessment/compile';
import { portableSha256 } from '../assessment/digest';
import type { DisputeIndex } from '../assessment/disputes';
import { currentEvidence, type EvidenceIndex } from '../assessment/evidence';
import { parseInstant, type DueClock } from '../assessment/instants';
import type {
  AssessedEntity,
  Evidence,
  Finding,
  Profile,
  ProfileConflict,
  ProfileField,
  SeenSign,
} from '../assessment/types';
import type { HandledSubject } from '../framework/types';

/**
 * Observation (not a check of a control) whose `data.handles` lists what a repository shows of the
 * subjects that code can handle.
 * @public
 */
export const HANDLES_OBSERVATION = 'repository.handles';

/** What declared and seen are compared with. */
export interface ContradictionsInput {
  compiled: CompiledFramework;
  profile: Profile;
  evidence: EvidenceIndex;
  entity: AssessedEntity;
  disputes?: DisputeIndex;
  due: DueClock;
}

/** What is seen of an entity, and where it contradicts what is declared. */
export interface Comparison {
  /** The profile with the contradictions still open among its conflicts. */
  profile: Profile;
  /** Signs that contradict the classification, disputed ones too: disputes are settled with the check. */
  findings: Finding[];
  /** Signs of what code handles, whether it is declared or not. */
  seen: SeenSign[];
}

/**
 * Compares what is declared with what is seen, as far as the framework says so. Nothing is raised or
 * corrected: a contradiction is for people to resolve. Where nothing is declared there is nothing to
 * contradict.
 */
export function compareWithSeen(input: ContradictionsInput): Comparison {
  const compared = input.compiled.framework.settings.compareWithSeen ?? [];
  const isDisputed = disputedSigns(input);
  const seen = compared.includes('handles') ? signsSeen(input, isDisputed) : [];
  const handled =
    seen.length > 0
      ? compareHandled(input, seen, isDisputed)
      : { conflicts: [], findings: [] };
  const ofAiUse = compared.includes('aiUse') ? compareAiUse(input) : undefined;
  const conflicts = [...handled.conflicts, ...(ofAiUse ? [ofAiUse] : [])];
  // A profile that was judged before brings the contradictions of then.
  const others = input.profile.conflicts.filter(
    ({ kind }) => kind !== 'contradiction',
  );
  const isSame =
    conflicts.length === 0 && others.length === input.profile.conflicts.length;
  return {
    profile: isSame
      ? input.profile
      : { ...input.profile, conflicts: [...others, ...conflicts] },
    findings: handled.findings,
    seen,
  };
}

/**
 * Signs of one subject that count beside the disputed ones; whoever pushes thousands shows no more by it.
 * Each that is found wrong makes room for the next, so that no sign hides behind others.
 */
const MOST_SIGNS = 20;

/** Signs in the order of the framework's subjects, each once. */
function signsSeen(
  input: ContradictionsInput,
  isDisputed: IsDisputed,
): SeenSign[] {
  const items = input.evidence.get(HANDLES_OBSERVATION);
  const apis = input.entity.catalog?.relations?.providesApis;
  if (!items && !apis?.length) {
    return [];
  }
  const { subjects, apiSigns } = input.compiled;
  const bySign = new Map<string, SeenSign>();
  const add = (sign: SeenSign) => {
    const key = [sign.subject, sign.kind, sign.what].join('\n');
    const known = bySign.get(key);
    if (!known || placeOf(sign) < placeOf(known)) {
      bySign.set(key, sign);
    }
  };
  for (const item of currentEvidence(items ?? [], input.due)) {
    signsOf(item).forEach(sign => subjects.has(sign.subject) && add(sign));
  }
  for (const ref of apis ?? []) {
    const what = ref.slice(ref.lastIndexOf('/') + 1);
    const words = wordsOf(what);
    for (const { subject, words: sign } of apiSigns) {
      if (words.includes(sign)) {
        add({ subject, kind: 'api', what });
      }
    }
  }
  const signs = [...bySign.values()].sort(
    (a, b) => compare(a.kind, b.kind) || compare(a.what, b.what),
  );
  return [...subjects.keys()].flatMap(id => {
    let counted = 0;
    return signs.filter(sign => {
      if (sign.subject !== id || isDisputed(sign)) {
        return sign.subject === id;
      }
      counted += 1;
      return counted <= MOST_SIGNS;
    });
  });
}

function placeOf({ path = '', line = 0 }: SeenSign): string {
  return `${path}\n${String(line).padStart(9, '0')}`;
}

function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

/** Evidence comes from collectors and pushes: whatever is not understood says nothing. */
function signsOf(item: Evidence): SeenSign[] {
  const listed = item.data?.handles;
  if (!Array.isArray(listed)) {
    return [];
  }
  return listed.flatMap((entry): SeenSign[] => {
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
      return [];
    }
    const { id, kind, what, path, line } = entry;
    if (
      typeof id !== 'string' ||
      (kind !== 'dependency' && kind !== 'path') ||
      typeof what !== 'string' ||
      what === ''
    ) {
      return [];
    }
    const named = typeof path === 'string' && path !== '' ? path : undefined;
    // A folder or file is a place by itself, and hidden as one.
    const place = named ?? (kind === 'path' ? what : undefined);
    return [
      {
        subject: id,
        kind,
        what,
        ...(place !== undefined && { path: place }),
        ...(typeof line === 'number' && { line }),
      },
    ];
  });
}

function compareHandled(
  input: ContradictionsInput,
  seen: readonly SeenSign[],
  isDisputed: IsDisputed,
): Pick<Comparison, 'findings'> & { conflicts: ProfileConflict[] } {
  const { compiled, profile } = input;
  const { classification, tier, handles } = profile;
  const rank = (id: string) => compiled.classificationOrder.get(id) ?? Infinity;
  const findings: Finding[] = [];
  const ofClassification: ProfileConflict[] = [];
  const ofTier: ProfileConflict[] = [];
  // Nothing declared is a gap already; what is assumed instead contradicts nobody.
  const isTierDeclared =
    tier.source !== 'assumed' || handles.source !== 'assumed';
  for (const [id, subject] of compiled.subjects) {
    const signs = seen.filter(sign => sign.subject === id);
    if (signs.length === 0 || handles.value.includes(id)) {
      continue;
    }
    const open = signs.filter(sign => !isDisputed(sign));
    const { classificationFloor: floor, tierFloor } = subject;
    if (
      profile.declared &&
      floor !== undefined &&
      rank(floor) > rank(classification.value)
    ) {
      const instead = { subject, asks: floor, field: classification };
      findings.push(...signs.map(sign => findingOf(sign, instead)));
      if (open.length > 0) {
        ofClassification.push({
          field: 'classification',
          ...conflictOf(open, instead),
        });
      }
    }
    if (isTierDeclared && tierFloor > tier.value && open.length > 0) {
      ofTier.push({
        field: 'tier',
        ...conflictOf(open, {
          subject,
          asks: `tier ${tierFloor}`,
          field: { ...tier, value: `tier ${tier.value}` },
        }),
      });
    }
  }
  return { findings, conflicts: [...ofClassification, ...ofTier] };
}

/** Tells the signs that were found wrong by the deciding role, for as long as that holds. */
type IsDisputed = (sign: SeenSign) => boolean;

function disputedSigns({
  compiled,
  disputes,
  due,
}: ContradictionsInput): IsDisputed {
  const disputed = new Set<string>();
  for (const check of disputes ? compiled.classificationChecks : []) {
    for (const { from, until, fingerprint } of disputes!.suppressions.get(
      check,
    ) ?? []) {
      if (due.covers(parseInstant(from), parseInstant(until))) {
        disputed.add(fingerprint);
      }
    }
  }
  return sign => disputed.size > 0 && disputed.has(fingerprintOf(sign));
}

/** What a sign stands against. */
interface Instead {
  subject: HandledSubject;
  /** The floor in words. */
  asks: string;
  /** What is in force, its value in words. */
  field: ProfileField<string>;
}

const RULE_PREFIX = 'handles-';

function findingOf(sign: SeenSign, instead: Instead): Finding {
  return {
    rule: `${RULE_PREFIX}${sign.subject}`,
    severity: 'high',
    message: sentence(
      sign.kind === 'path'
        ? `There is ${sign.path ?? sign.what}`
        : clauseOf(sign),
      instead,
    ),
    ...(sign.path !== undefined && { path: sign.path }),
    ...(sign.line !== undefined && { line: sign.line }),
    fingerprint: fingerprintOf(sign),
  };
}

/**
 * What signs contradict, without where they stand: the summary of a check outlives its findings.
 *
 * @param classification - the one that is in force
 */
export function summaryOfSigns(
  findings: readonly Finding[],
  classification: string,
): string {
  const subjects = new Set(
    findings.map(({ rule }) => rule.slice(RULE_PREFIX.length)),
  );
  return `${findings.length} ${
    findings.length === 1 ? 'sign' : 'signs'
  } of more than ${classification}: ${[...subjects].join(', ')}`;
}

/** Of what is seen and not of where: a manifest that moves is no other finding. */
function fingerprintOf({ subject, kind, what }: SeenSign): string {
  return portableSha256(`handles\n${subject}\n${kind}\n${what}`).slice(0, 32);
}

function conflictOf(
  signs: SeenSign[],
  instead: Instead,
): Omit<ProfileConflict, 'field'> {
  const { field } = instead;
  const [first, ...others] = signs;
  const more =
    others.length > 0
      ? ` (and ${others.length} more ${others.length === 1 ? 'sign' : 'signs'})`
      : '';
  return {
    kind: 'contradiction',
    message: sentence(`${clauseOf(first)}${more}`, instead),
    values: [{ source: field.source, value: field.value }],
    seen: signs,
  };
}

/** Without the place: who reviews a contradiction need not be one who may know it. */
function clauseOf({ kind, what }: SeenSign): string {
  if (kind === 'dependency') {
    return `${what} is a dependency`;
  }
  return kind === 'api' ? `${what} is an API it provides` : 'There is a file';
}

function sentence(clause: string, { subject, asks, field }: Instead): string {
  return `${clause}, which handles ${subject.id} and asks for ${asks}; ${
    field.value
  } is ${isOwnWord(field) ? 'declared' : 'in force'}`;
}

function isOwnWord({ source }: ProfileField<unknown>): boolean {
  return source === 'descriptor' || source === 'portal';
}

const SEEN_IN: { [observation: string]: string } = {
  'repository.assistants': 'in the repository',
  'changes.assistants': 'in the attribution of changes',
  'usage.assistants': 'in the usage of tools',
};

/**
 * Assistants seen against a declaration of none, or beside the declared ones. Files that any assistant
 * reads void a declaration of none, and name no tool that a list could leave out.
 */
function compareAiUse({
  profile,
  evidence,
  due,
}: ContradictionsInput): ProfileConflict | undefined {
  const declaration = profile.aiUse;
  if (!declaration) {
    return undefined;
  }
  const declared = declaration.value;
  const seen = [...seenAssistants(evidence, due)]
    .filter(
      ([assistant]) =>
        declared === 'none' ||
        (!SHARED_CONVENTIONS.has(assistant) && !declared.includes(assistant)),
    )
    .sort(([a], [b]) => compare(a, b));
  if (seen.length === 0) {
    return undefined;
  }
  const named = seen.map(
    ([assistant, { observation }]) =>
      `${assistantName(assistant)} is seen ${SEEN_IN[observation]}`,
  );
  return {
    field: 'aiUse',
    kind: 'contradiction',
    message: `${named.join(', ')}; ${
      declared === 'none'
        ? 'no AI use is declared'
        : `only ${declared.map(assistantName).join(', ') || 'no assistant'} ${
            declared.length > 1 ? 'are' : 'is'
          } declared`
    }`,
    values: [
      {
        source: declaration.source,
        value: declared === 'none' ? declared : declared.join(', '),
      },
    ],
    seen: seen.map(([assistant, { items }]) => {
      const path = fileOf(assistant, items);
      return {
        subject: assistant,
        kind: 'assistant',
        what: assistantName(assistant),
        ...(path !== undefined && { path }),
      };
    }),
  };
}

/** The first file that sets an assistant up, where evidence names any. */
function fileOf(
  assistant: string,
  items: readonly Evidence[],
): string | undefined {
  const paths = items.flatMap(({ data }) => {
    const files = Array.isArray(data?.files) ? data.files : [];
    return files.flatMap(file =>
      typeof file === 'object' &&
      file !== null &&
      !Array.isArray(file) &&
      file.assistant === assistant &&
      typeof file.path === 'string'
        ? [file.path]
        : [],
    );
  });
  return paths.sort()[0];
}
