import type {
  ControlFeedback,
  FeedbackVerdict,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { Knex } from 'knex';
import type { Transaction } from '../database/transaction';

interface Row {
  control: string;
  person: string;
  verdict: FeedbackVerdict;
  text: string | null;
  at: string;
}

const toFeedback = ({ control, verdict, text, at }: Row): ControlFeedback => ({
  control,
  verdict,
  ...(text !== null && { text }),
  at,
});

/** What each person says of each control. */
export class FeedbackStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async of(person: string): Promise<ControlFeedback[]> {
    const rows: Row[] = await this.#knex('control_feedback')
      .where({ person })
      .orderBy('control');
    return rows.map(toFeedback);
  }

  /** Everybody's, newest first, without who. */
  async all(): Promise<ControlFeedback[]> {
    const rows: Row[] = await this.#knex('control_feedback').orderBy([
      { column: 'at', order: 'desc' },
      { column: 'control' },
    ]);
    return rows.map(toFeedback);
  }

  async put(
    trx: Transaction,
    person: string,
    feedback: ControlFeedback,
  ): Promise<void> {
    await trx('control_feedback')
      .insert({ ...feedback, text: feedback.text ?? null, person })
      .onConflict(['control', 'person'])
      .merge();
  }

  async remove(
    trx: Transaction,
    person: string,
    control: string,
  ): Promise<boolean> {
    return (
      (await trx('control_feedback').where({ control, person }).delete()) === 1
    );
  }
}
