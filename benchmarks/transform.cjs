// Transpiles like the command line's own hook, without the source maps inside
// of every file: who installs the packages does not have these in memory, and
// they are as large as everything else the code takes.
const { Module } = require('node:module');
const { pathToFileURL } = require('node:url');
const { addHook } = require('pirates');
const { transformSync } = require('@swc/core');

addHook(
  (code, filename) =>
    transformSync(code, {
      filename,
      sourceMaps: false,
      module: { type: 'commonjs', ignoreDynamic: true },
      jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
    }).code,
  { extensions: ['.ts', '.cts'], ignoreNodeModules: true },
);

// Imports at run time find out there that what they mean is CommonJS.
Module.register(
  pathToFileURL(
    require.resolve('@backstage/cli-node/config/nodeTransformHooks.mjs'),
  ).href,
);
