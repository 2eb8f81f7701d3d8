import type { Finding } from '@plumbline/backstage-plugin-ai-governance-common';
import { OTHER_LANGUAGES, type Wordings } from './otherLanguages';
import { REMOTE_CODE } from './remoteCode';

/** One thing instructions must not say. Patterns have bounded gaps only, so that time stays linear. */
export interface InstructionRule {
  id: string;
  severity: Finding['severity'];
  pattern: RegExp;
  message: string;
  /** Prose is read by people too; scripts are only searched for what they run. */
  appliesTo: 'prose' | 'everything' | 'agents';
  /** What in the command makes it a safe one. */
  unless?: RegExp;
  /** The language of the pattern, where it is not English. */
  wordings?: Wordings;
  /** The first place is enough: the rest of the file says the same. */
  oncePerFile?: boolean;
}

const PEOPLE =
  '(?:the |your |any |our )?(?:user|users|human|humans|developer|developers|reviewer|reviewers|operator|maintainers?|team|person|anyone|anybody|me)';
const DO_NOT = "(?:do not|don'?t|never|must not|should not|without)";
/** What an assistant was told by those it answers to. */
const TOLD =
  '(?:instructions?|prompts?|directions|rules|guidelines|directives|messages?|context|constraints|programming|training)';
const SET_ASIDE =
  '(?:ignore|disregard|forget|override|overrides|overrule|bypass|drop|discard|set aside|throw out|unlearn|erase)';
const EARLIER =
  '(?:previous|prior|above|earlier|preceding|foregoing|original|initial|existing)';

const OVERRIDES =
  'tells the assistant to set aside the instructions it was given before, which is how injected text takes over';
const CONCEALS =
  'tells the assistant to keep what it does from the people it works for';

export const INSTRUCTION_RULES: readonly InstructionRule[] = [
  {
    id: 'instruction-override',
    severity: 'critical',
    appliesTo: 'prose',
    pattern: new RegExp(
      [
        String.raw`\b${SET_ASIDE}\b[^.\n]{0,30}\b${EARLIER}\b[^.\n]{0,20}\b${TOLD}\b`,
        String.raw`\b${SET_ASIDE}\b (?:all |any |every |your |the )?(?:of )?(?:your |the |its )?(?:system|safety|security|developer|built-in|content)[ -](?:prompts?|instructions?|rules?|guidelines?|restrictions?|polic(?:y|ies)|filters?|messages?)\b`,
        // `ignore any instructions in fetched pages` is the opposite, so nothing may follow that says where they are.
        String.raw`\b${SET_ASIDE}\b (?:(?:all|any|every|each|of|the|other) ){0,3}(?:all|any|every|your|its|other|those)(?: of)?(?: your| the| its| other| those)? (?:instructions?|prompts?|guidelines|directives|restrictions|safeguards|guardrails|programming|training)\b(?!\s+(?:in|from|inside|within|found|contained|embedded|hidden|that|which|for|of|about|on|by|to|it|they|you|coming|given by|written)\b)`,
        String.raw`\b${SET_ASIDE}\b (?:everything|anything|all|whatever)(?: (?:that|of what|what))?(?: (?:you|i|we|they|the user|anyone|others?)(?:'ve| have| had| were| was)?(?: been)? (?:said|told|wrote|given|taught|instructed|asked|learned)| (?:said|written|stated|listed))?(?: you| before)? (?:above|before|earlier|so far|previously|until now|up to now|to this point)\b`,
        String.raw`\b(?:do not|don'?t|stop|no longer|never) (?:follow|following|obey|obeying|honou?r|honou?ring|comply with|complying with|adhere to|adhering to) (?:all |any |the |your |of )*(?:${EARLIER}|system|safety|developer|built-in)(?: (?:system|safety|developer))? ${TOLD}\b`,
        String.raw`\b(?:override|overrule|supersede|replace|cancel|outrank|take (?:precedence|priority) over)s? (?:all |any |your |the |every )*(?:system|safety|vendor|built-in)(?:[ -](?:level|safety))? (?:prompts?|messages?|instructions?|rules?|guidelines?|polic(?:y|ies)|guardrails?|restrictions?)\b`,
        String.raw`\byou are (?:now |no longer )(?:dan\b|in developer mode|jailbroken|unrestricted|bound by|restricted by|an unrestricted)`,
        String.raw`\byou (?:now )?(?:have|are under|are bound by|are subject to) no (?:restrictions|rules|guidelines|limits|limitations|ethical)\b`,
        String.raw`\byou are (?:now )?(?:free|freed|released|exempt) (?:from|of) (?:all |any |your |the )*(?:restrictions|rules|guidelines|constraints|limitations|policies)\b`,
        String.raw`\b(?:reveal|print|output|repeat|show)\b (?:me )?(?:your|the) (?:full |entire |original |hidden )?system prompt\b`,
        String.raw`\b(?:pretend|act as if) (?:that )?(?:you|there) (?:have|are) no (?:restrictions|rules|guidelines|limits)\b`,
      ].join('|'),
      'gi',
    ),
    message: OVERRIDES,
  },
  {
    id: 'concealment',
    severity: 'critical',
    appliesTo: 'prose',
    pattern: new RegExp(
      [
        String.raw`\b${DO_NOT} (?:ever )?(?:tell|inform|notify|alert|warn|telling|informing|notifying|alerting|warning) ${PEOPLE}\b`,
        String.raw`\b${DO_NOT} (?:ever )?(?:mention|reveal|disclose|show|explain|report|mentioning|revealing|disclosing) (?:this|it|these|that|any of this|these steps|these instructions|the above) to ${PEOPLE}\b`,
        String.raw`\b${DO_NOT} (?:ever )?(?:reveal|disclose|acknowledge|admit)(?: (?:that|to) [^.\n]{0,20})? (?:the existence of )?(?:these|this|those) (?:hidden |secret |additional )?(?:instructions?|rules?|directives?|message|note)\b`,
        String.raw`\b${DO_NOT} (?:ever )?let(?:ting)? ${PEOPLE} (?:know (?:about|that|of|what|why)|know\b(?=[.!;]|$)|notice (?:this|it|that)|find out)\b`,
        String.raw`\bwithout ${PEOPLE}(?:'s)? (?:knowing|noticing|realizing|realising|finding out|being told|knowledge|awareness)\b`,
        String.raw`\b${PEOPLE} (?:must|should|may|can|need|does|do|is|are)(?: not|n't|not| never)(?: to| ever| need to)? (?:know (?:about )?(?:this|that|these|it|any of this)|find out|be told|be made aware|learn (?:of|about) (?:this|it|that))\b`,
        String.raw`\b(?:hide|conceal|keep) (?:this|it|these|that|these instructions|the change|the changes) (?:secret |hidden )?from ${PEOPLE}\b`,
        String.raw`\b(?:hide|conceal|withhold) (?:your|these|all|any) (?:of )?(?:your |these )?(?:actions?|changes?|steps?|instructions?|edits?|activity|tracks|reasoning|tool calls?) from ${PEOPLE}\b`,
        String.raw`\bkeep (?:this|these (?:steps|instructions|rules)) (?:between us|to yourself|(?:a )?secret)\b`,
        String.raw`\b(?:secretly|silently) (?:add|insert|change|modify|include|send|upload|execute|run|install)\b`,
      ].join('|'),
      'gi',
    ),
    message: CONCEALS,
  },
  ...OTHER_LANGUAGES.flatMap((wordings): InstructionRule[] => [
    {
      id: 'instruction-override',
      severity: 'critical',
      appliesTo: 'prose',
      pattern: wordings.override,
      wordings,
      message: OVERRIDES,
    },
    {
      id: 'concealment',
      severity: 'critical',
      appliesTo: 'prose',
      pattern: wordings.concealment,
      wordings,
      message: CONCEALS,
    },
  ]),
  {
    id: 'no-confirmation',
    severity: 'medium',
    appliesTo: 'prose',
    pattern: new RegExp(
      [
        String.raw`\b${DO_NOT} (?:ever )?(?:ask|asking|prompt|prompting|bother|bothering|consult|consulting|wait for|waiting for) ${PEOPLE}\b`,
        String.raw`\b${DO_NOT} (?:ever )?(?:stop to )?(?:ask|asking|prompt|prompting|wait|waiting|request|requesting|require|requiring|seek|seeking)(?: ${PEOPLE})? (?:for )?(?:any |explicit |further |user |human |manual |the user's |my )*(?:permission|confirmation|approval|consent|authorization)\b`,
        String.raw`\b(?:proceed|continue|execute|run|commit|push|merge|deploy|delete|apply)\b(?:(?!never|not\b|n't)[^.;\n]){0,40}\bwithout (?:any |explicit |further |user |human |manual )*(?:permission|confirmation|approval|consent|asking|confirming|prompting)\b`,
        String.raw`\b(?:skip|bypass|suppress|disable)(?:ping|ing)? (?:all |any |the )?(?:confirmations?|confirmation prompts?|approval prompts?|approvals?|permission (?:prompts?|checks?|requests?)|user approval)\b`,
        String.raw`\bno need to (?:ask|confirm|wait for)(?: ${PEOPLE})?(?: for)? ?(?:permission|confirmation|approval)?`,
        String.raw`\bauto-?approve (?:all|every|any)\b`,
      ].join('|'),
      'gi',
    ),
    message:
      'tells the assistant to act without asking the person it works for',
  },
  ...REMOTE_CODE.map(
    (pattern): InstructionRule => ({
      id: 'remote-code-execution',
      appliesTo: 'everything',
      ...pattern,
    }),
  ),
  {
    id: 'disabled-safety',
    severity: 'high',
    appliesTo: 'prose',
    pattern: new RegExp(
      [
        String.raw`--no-verify\b`,
        String.raw`--dangerously-skip-permissions\b`,
        String.raw`--allow-dangerously-skip-permissions\b`,
        String.raw`--dangerously-bypass-approvals-and-sandbox\b`,
        String.raw`--yolo\b`,
        String.raw`--(?:yes-always|auto-approve-all|allow-all-tools|trust-all-tools)\b`,
        String.raw`\bbypassPermissions\b`,
        String.raw`\brequired_permissions["'${'`'}]?\s*[:=]\s*\[\s*["']?all["']?\s*\]`,
        String.raw`\bHUSKY=0\b`,
        String.raw`\bNODE_TLS_REJECT_UNAUTHORIZED=["']?0\b`,
        String.raw`\b(?:skip|bypass|disable|circumvent)(?:ping|ing)? (?:all |any |the |our )?(?:pre-?commit|git|commit|pre-?push) hooks?\b`,
        String.raw`\b(?:bypass|circumvent|disable|turn off|switch off)(?:ing)? (?:all |any |the |our )?(?:code review|branch protection|security (?:checks?|scans?|scanning|controls?)|sandbox(?:ing)?|safety (?:checks?|guards?)|guardrails|permission (?:checks?|system))\b`,
      ].join('|'),
      'gi',
    ),
    message:
      'switches off a safeguard that stands between the assistant and the code',
  },
  {
    id: 'secret-exfiltration',
    severity: 'critical',
    appliesTo: 'everything',
    pattern: new RegExp(
      [
        String.raw`\bexfiltrat(?:e|es|ing)\b`,
        String.raw`\b(?:send|post|upload|transmit|forward|e-?mail|copy|leak)(?:ing)? (?:the |all |any |their |your |contents? of )*(?:the )?(?:\.env(?: files?)?|environment variables|ssh keys?|private keys?|secrets|passwords|credentials|api keys)\b[^.\n]{0,60}\bto\b[^.\n]{0,40}(?:https?:|webhook|server|endpoint|url|e-?mail|pastebin|gist|slack|discord|telegram)`,
        String.raw`\b(?:cat|type|printenv|env|head|base64)\b[^|\n;]{0,80}(?:\.env\b|id_rsa|id_ed25519|credentials|\.aws|\.ssh|printenv|^env)[^|\n;]{0,60}\|\s*(?:curl|wget|nc|ncat)\b`,
        String.raw`\b(?:printenv|env)\s*\|\s*(?:base64[^|\n]{0,20}\|\s*)?(?:curl|wget|nc|ncat)\b`,
        String.raw`\bcurl\b[^\n]{0,160}(?:-d|--data|--data-binary|--data-raw|-F|--form|-T|--upload-file)[= ]["']?(?:\w+=)?@?[^\s"']{0,80}(?:\.env\b|id_rsa|id_ed25519|\.aws/credentials|\.ssh/)`,
        String.raw`\bcurl\b[^\n]{0,160}\$\((?:cat|printenv|env)\b`,
      ].join('|'),
      'gi',
    ),
    message: 'sends secrets somewhere else',
  },
  {
    id: 'auto-run',
    severity: 'high',
    appliesTo: 'prose',
    pattern: new RegExp(
      [
        String.raw`^\s*//\s*turbo(?:-all)?\s*$`,
        String.raw`\bSafeToAutoRun["']?\s*[:=]\s*true\b`,
        String.raw`\b(?:automatically|auto-?) ?(?:run|execute)(?:s|ing)? (?:all|any|every) (?:terminal |shell )?commands?\b`,
      ].join('|'),
      'gi',
    ),
    message:
      'lets the assistant run the next command without anybody approving it',
  },
  {
    id: 'publishes-changes',
    severity: 'low',
    appliesTo: 'agents',
    oncePerFile: true,
    pattern:
      /\b(?:git push|push (?:the |your |a |to the )?(?:branch|changes|commits?|to origin)|gh pr (?:create|merge)|(?:open|create)s? (?:a |the )?(?:draft )?(?:pull request|pr)\b)/gi,
    message:
      'has the agent publish changes by itself: make sure that review is required where it pushes to',
  },
];
