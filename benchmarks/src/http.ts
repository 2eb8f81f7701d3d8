import type { Benchmark } from './figures';

export const httpBenchmark: Benchmark = {
  name: 'http',
  description: '',
  async run() {
    return [];
  },
};
