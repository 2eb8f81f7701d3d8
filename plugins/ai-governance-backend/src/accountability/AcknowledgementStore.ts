import type { Knex } from 'knex';
import type { Transaction } from '../database/transaction';

/** What one person acknowledged last. */
export interface Acknowledgement {
  person: string;
  digest: string;
  at: string;
}

/** What people acknowledged last; earlier ones are on the audit log. */
export class AcknowledgementStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async get(person: string): Promise<Acknowledgement | undefined> {
    return this.#knex('acknowledgements').where({ person }).first();
  }

  /** Everybody who acknowledged these texts. */
  async people(digest: string): Promise<Set<string>> {
    const rows: { person: string }[] = await this.#knex('acknowledgements')
      .where({ digest })
      .select('person');
    return new Set(rows.map(({ person }) => person));
  }

  async put(trx: Transaction, acknowledgement: Acknowledgement): Promise<void> {
    await trx('acknowledgements')
      .insert(acknowledgement)
      .onConflict('person')
      .merge();
  }
}
