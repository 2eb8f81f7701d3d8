export { meetsTarget, readKpi, type KpiReading } from './readings';
