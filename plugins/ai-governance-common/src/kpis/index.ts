export { meetsTarget, readKpi, type KpiReading } from './readings';
export {
  readTrainingKpis,
  SHOWN_SCORE_STEP,
  trainingScored,
  type TrainingKpi,
} from './training';
