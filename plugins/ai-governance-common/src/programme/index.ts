export { buildAgenda, type AgendaFacts } from './agenda';
export { minutesOf, quorumOf, seatsOf } from './committee';
