import { NotFoundError } from '@backstage/errors';
import type {
  ControlFeedback,
  FeedbackResponse,
  FeedbackSummary,
  FeedbackVerdict,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { AuditLog } from '../audit/AuditLog';
import type { Transactor } from '../database/transaction';
import type { FrameworkService } from '../framework/FrameworkService';
import type { FeedbackStore } from './FeedbackStore';

/** Texts per control that are shown; the newest. */
const MOST_TEXTS = 50;

/** What engineers say of each control: one word per person, which they may change. */
export class FeedbackService {
  readonly #store: FeedbackStore;
  readonly #framework: FrameworkService;
  readonly #audit: AuditLog;
  readonly #transact: Transactor;
  readonly #now: () => string;

  constructor(options: {
    store: FeedbackStore;
    framework: FrameworkService;
    audit: AuditLog;
    transact: Transactor;
    now: () => string;
  }) {
    this.#store = options.store;
    this.#framework = options.framework;
    this.#audit = options.audit;
    this.#transact = options.transact;
    this.#now = options.now;
  }

  /** @param person - whose own words; `readsAll`: what others say as well, without who */
  async list(
    person: string,
    { readsAll }: { readsAll: boolean },
  ): Promise<FeedbackResponse> {
    const own = await this.#store.of(person);
    return {
      own,
      ...(readsAll && { items: this.#summed(await this.#store.all()) }),
    };
  }

  async give(
    control: string,
    request: { verdict: FeedbackVerdict; text?: string },
    person: string,
  ): Promise<ControlFeedback> {
    this.#requireControl(control);
    const text = request.text?.trim();
    const feedback: ControlFeedback = {
      control,
      verdict: request.verdict,
      ...(text && { text }),
      at: this.#now(),
    };
    await this.#transact(async trx => {
      await this.#store.put(trx, person, feedback);
      await this.#audit.append(trx, {
        at: feedback.at,
        actor: person,
        action: 'feedback.given',
        subject: `control:${control}`,
      });
    });
    return feedback;
  }

  async takeBack(control: string, person: string): Promise<void> {
    await this.#transact(async trx => {
      if (!(await this.#store.remove(trx, person, control))) {
        throw new NotFoundError(`You said nothing of ${control}`);
      }
      await this.#audit.append(trx, {
        at: this.#now(),
        actor: person,
        action: 'feedback.taken-back',
        subject: `control:${control}`,
      });
    });
  }

  #requireControl(control: string): void {
    const { controls } = this.#framework.current().framework;
    if (!controls.some(({ id }) => id === control)) {
      throw new NotFoundError(`The framework has no control ${control}`);
    }
  }

  /** Those that most people find wanting come first. */
  #summed(all: readonly ControlFeedback[]): FeedbackSummary[] {
    const sums = new Map<string, FeedbackSummary>();
    for (const { control, verdict, text, at } of all) {
      const sum = sums.get(control) ?? {
        control,
        people: 0,
        verdicts: {},
        texts: [],
      };
      sums.set(control, sum);
      sum.people += 1;
      sum.verdicts[verdict] = (sum.verdicts[verdict] ?? 0) + 1;
      if (text !== undefined && sum.texts.length < MOST_TEXTS) {
        sum.texts.push({ verdict, text, at });
      }
    }
    const wanting = ({ people, verdicts }: FeedbackSummary) =>
      people - (verdicts.useful ?? 0);
    return [...sums.values()].sort(
      (a, b) => wanting(b) - wanting(a) || (a.control < b.control ? -1 : 1),
    );
  }
}
