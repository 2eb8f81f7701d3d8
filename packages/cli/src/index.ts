/**
 * The `plumbline` command.
 *
 * @packageDocumentation
 */
import { createProgram } from './program';

createProgram()
  .parseAsync(process.argv)
  .catch(error => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  });
