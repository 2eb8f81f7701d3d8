export * from './demoFeatures';
