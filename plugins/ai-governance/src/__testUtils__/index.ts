export * from './entity';
export * from './larkspur';
export * from './organization';
export * from './maturity';
