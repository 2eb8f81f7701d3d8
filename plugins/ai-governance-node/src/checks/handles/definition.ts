import type { CheckTypeDefinition } from '../types';

export const definition: CheckTypeDefinition = {
  type: 'repository.handles',
  name: 'What a repository shows of the subjects its code handles',
  what: 'The packages that manifests ask for in production (package.json, requirements files, pyproject.toml, go.mod, Cargo.toml, pom.xml, Gradle builds, Gemfile, composer.json, .NET projects) and the paths of source files, compared with the signs that the framework gives for each subject.',
  why: 'A declaration says what a team knows of its code. A payment library in a service that declares no payments is worth a question.',
  how: 'An observation: it never fails. Where a subject is seen, not declared, and asks for more than is in force, the scorecard shows a contradiction, if the framework compares what code handles. Only what lies in the folder of the entity counts; packages for development and tests, indirect ones, and everything in tests, documentation, examples, templates, vendored code and build output do not.',
  limits:
    'Seeing nothing says nothing: code handles much without a package or a folder of that name. Lock files, version catalogs of Gradle and packages that a parent or a workspace root asks for are not read. Ten signs of a subject are listed at most.',
};
