import type {
  Exercise,
  Incident,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { Knex } from 'knex';
import { RecordStore } from '../records/RecordStore';

/** Keeps incidents, found by the services they concern and by what they leave to do. */
export function incidentStoreOf(knex: Knex): RecordStore<Incident> {
  return new RecordStore(knex, {
    table: 'incidents',
    links: {
      table: 'incident_entities',
      column: 'entity_ref',
      of: incident => incident.entityRefs,
    },
    followUps: {
      table: 'incident_follow_ups',
      // Owed once a second person has read what asks for them.
      of: ({ state, review }) =>
        state === 'reviewed' ? review?.followUps ?? [] : [],
    },
  });
}

/** Keeps exercises, found by what they leave to do. */
export function exerciseStoreOf(knex: Knex): RecordStore<Exercise> {
  return new RecordStore(knex, {
    table: 'exercises',
    followUps: {
      table: 'exercise_follow_ups',
      of: ({ followUps }) => followUps,
    },
  });
}
