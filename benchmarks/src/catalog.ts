import type { Benchmark } from './figures';

export const catalogBenchmark: Benchmark = {
  name: 'catalog',
  description: '',
  async run() {
    return [];
  },
};
