import { Command } from 'commander';
import { frameworkDiff, frameworkValidate } from './commands/framework';
import { verifyAudit } from './commands/verifyAudit';

/** Where a command writes, and what its process ends with. */
export interface Output {
  out(text: string): void;
  err(text: string): void;
  /** 0: as it should be; 1: it is not; 2: it could not be told. */
  exit(code: number): void;
}

const toProcess: Output = {
  out: text => process.stdout.write(`${text}\n`),
  err: text => process.stderr.write(`${text}\n`),
  exit: code => {
    process.exitCode = code;
  },
};

/** Every command with its options. */
export function createProgram(output: Output = toProcess): Command {
  const program = new Command('plumbline')
    .description('AI code governance, with no server')
    .configureHelp({ sortSubcommands: true })
    .showHelpAfterError();
  program
    .command('verify-audit')
    .summary('verify an exported audit log')
    .description(
      'Verifies an exported audit log with nothing but the file and the public key.\nExits with 0 when it verifies, 1 when it does not, 2 when it cannot be read.',
    )
    .argument('<file>', 'the export, packed with gzip or not; - for stdin')
    .requiredOption(
      '--public-key <file...>',
      'public keys in PEM form, several in one file or several files',
    )
    .option('--json', 'print the result as JSON')
    .action(async (file, options) => verifyAudit(file, options, output));
  const framework = program
    .command('framework')
    .description('check framework files');
  framework
    .command('validate')
    .summary('name every mistake in a framework file')
    .description(
      'Names every mistake in a framework file with its path and line.\nExits with 0 when there is none, 1 when there are some.',
    )
    .argument('<file>', 'YAML or JSON; - for stdin')
    .option('--json', 'print the result as JSON')
    .action(async (file, options) => frameworkValidate(file, options, output));
  framework
    .command('diff')
    .summary('say what one version changes from another')
    .description(
      'Says what is different between two versions: controls added, removed, stricter and looser, and the levels that require them.',
    )
    .argument('<old>', 'framework file, or default for the default framework')
    .argument('<new>', 'framework file')
    .option('--json', 'print the result as JSON')
    .action(async (before, after, options) =>
      frameworkDiff(before, after, options, output),
    );
  return program;
}
