import type { RepositorySnapshot } from '../repository/types';
import { shellCommands } from './shell';
import type { CiStep, CollectedPipelines, Expand } from './types';

/**
 * Shell steps of a Jenkinsfile. Groovy is code: what is quoted after `sh` and `bat` is read, when the
 * job runs is not in the file.
 */
export function collectJenkins(
  snapshot: RepositorySnapshot,
  expand: Expand,
): CollectedPipelines {
  const file = snapshot.files.get('Jenkinsfile');
  if (!file) return { steps: [], files: [], problems: [] };
  const text = (file.content ?? '').slice(0, 500_000);
  const steps: CiStep[] = [];
  const call = /\b(?:sh|bat)\b\s*\(?\s*(?:script:\s*)?(?:'''|"""|'|")/g;
  for (let match = call.exec(text); match; match = call.exec(text)) {
    const quote = /('''|"""|'|")$/.exec(match[0])![1];
    const start = match.index + match[0].length;
    const end = text.indexOf(quote, start);
    if (end < 0) break;
    const before = text.lastIndexOf('\n', match.index) + 1;
    const commented = /^\s*(\/\/|\*)/.test(text.slice(before, match.index));
    if (!commented) {
      for (const command of expand(shellCommands(text.slice(start, end)))) {
        steps.push({
          system: 'jenkins',
          file: 'Jenkinsfile',
          job: 'pipeline',
          triggers: {
            names: ['as the Jenkins server is set up'],
            runsOnPullRequest: false,
            reason: 'a Jenkinsfile does not say whether pull requests start it',
          },
          command: command.words,
          image: command.image,
          with: {},
          gates: !command.failureIgnored,
        });
      }
    }
    call.lastIndex = end + quote.length;
  }
  return { steps, files: ['Jenkinsfile'], problems: [] };
}
