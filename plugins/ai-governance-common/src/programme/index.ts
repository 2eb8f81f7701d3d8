export { buildAgenda, type AgendaFacts, type DueItem } from './agenda';
export { minutesOf, quorumOf, seatsOf } from './committee';
