import type { CheckTypeDefinition } from '../types';

export const definition: CheckTypeDefinition = {
  type: 'repository.license-scanning',
  name: 'Licence scan of dependencies in the pipeline',
  what: 'Steps of the repository’s pipelines that look at the licences of code and dependencies, and whether a forbidden licence stops the pipeline.',
  why: 'A suggestion may bring in a package, or code, whose licence the organization cannot accept; seeing it before the merge is cheaper than removing it after a release.',
  how: 'Passes when a licence scan of dependencies or code runs on pull requests and fails on a licence outside its policy. Scans that only collect a report are named and do not pass unless `params.acceptCollecting` says so; checks of file headers are not licence scans.',
  limits:
    'The policy itself lives in the scanner’s settings, which may be outside the repository. Snippets copied without their licence are found by code scanners such as ScanCode only.',
};
