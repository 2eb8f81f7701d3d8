// Benchmarks run from the sources and never ship, so they may reach into the
// packages they measure.
module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    '@backstage/no-forbidden-package-imports': 'off',
    '@backstage/no-mixed-plugin-imports': 'off',
    'no-new-func': 'off',
    'no-restricted-imports': 'off',
    'no-restricted-syntax': 'off',
    'no-console': 'off',
  },
});
