import { isOwnFolder } from '../../assistants/ownSetup';
import { basenameOf, dirnameOf } from '../../repository/paths';

/** Folders beside the code that runs. */
const ASIDE = new Set([
  'test',
  'tests',
  'testing',
  'spec',
  'specs',
  'e2e',
  'cypress',
  'playwright',
  'mock',
  'mocks',
  'stub',
  'stubs',
  'fake',
  'fakes',
  'doc',
  'docs',
  'documentation',
  'example',
  'examples',
  'sample',
  'samples',
  'demo',
  'demos',
  'tutorial',
  'tutorials',
  'playground',
  'sandbox',
  'benchmark',
  'benchmarks',
  'stories',
  'storybook',
  '.storybook',
]);

/** `Basket.UnitTests`, `payment-tests`, `androidTest` */
const TEST_FOLDER =
  /(?:^|[._-])(?:unit|integration|functional|e2e)?[._-]?tests?$/i;
const TEST_SOURCE_SET = /[a-z](?:Test|Tests)$/;

const TEST_FILE =
  /(?:^|[._-])(?:tests?|specs?|stories|story|mocks?|fixtures?|e2e)\.[^/]+$|^test_|^conftest\.py$/i;
const TEST_CLASS = /(?:Tests?|Spec|IT)\.(?:java|kt|cs|scala|groovy|swift|php)$/;

const SOURCE = new Set(
  'ts tsx js jsx mjs cjs mts cts vue svelte py rb go rs java kt kts scala groovy cs fs vb php swift m mm c cc cpp h hpp ex exs erl clj dart lua pl'.split(
    ' ',
  ),
);

/** Whether a path, seen from the folder of its entity, is of code that runs in production. */
export function isInProduction(path: string): boolean {
  const folders = dirnameOf(path).split('/');
  const name = basenameOf(path);
  return (
    !folders.some(
      folder =>
        ASIDE.has(folder.toLowerCase()) ||
        TEST_FOLDER.test(folder) ||
        TEST_SOURCE_SET.test(folder),
    ) &&
    !TEST_FILE.test(name) &&
    !TEST_CLASS.test(name)
  );
}

/** Whether a file holds code, by its name. */
export function isSource(path: string): boolean {
  return (
    SOURCE.has(path.slice(path.lastIndexOf('.') + 1)) && !path.endsWith('.d.ts')
  );
}

/** Whether a path may be of the repository's own code, as far as its folders alone tell. */
export function mayBeOwn(path: string): boolean {
  return isOwnFolder(dirnameOf(path));
}
