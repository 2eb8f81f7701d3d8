const controls = ['Button', 'Checkbox', 'IconButton', 'Radio'].map(
  name => `@material-ui/core/${name}`,
);

module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  restrictedImports: [...controls, '@material-ui/lab/ToggleButton'].map(
    name => ({
      name,
      message: 'Use src/controls, which says why.',
    }),
  ),
  overrides: [
    {
      files: ['src/controls/**'],
      rules: { 'no-restricted-imports': 'off' },
    },
  ],
});
