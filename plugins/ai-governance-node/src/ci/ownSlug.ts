import { asRecord, parseJson, parseYaml } from '../parsing/document';
import type { RepositorySnapshot } from '../repository/types';

const DESCRIPTORS = ['catalog-info.yaml', 'catalog-info.yml'];

/** Whether a path may say under which name the code host knows the repository. */
export function saysOwnSlug(path: string): boolean {
  return DESCRIPTORS.includes(path) || path === 'package.json';
}

/**
 * `owner/name` of the repository as it says so itself, lower case: its catalog descriptor, else its
 * package. Pipelines may call their own files by that name instead of by path.
 */
export function ownSlug(snapshot: RepositorySnapshot): string | undefined {
  for (const path of DESCRIPTORS) {
    const content = snapshot.files.get(path)?.content;
    const metadata = asRecord(
      asRecord(content === undefined ? undefined : parseYaml(content).value)
        ?.metadata,
    );
    const slug = asRecord(metadata?.annotations)?.['github.com/project-slug'];
    if (typeof slug === 'string') return slug.toLowerCase();
  }
  const content = snapshot.files.get('package.json')?.content;
  const repository = asRecord(
    content === undefined ? undefined : parseJson(content).value,
  )?.repository;
  const address =
    typeof repository === 'string' ? repository : asRecord(repository)?.url;
  if (typeof address !== 'string') return undefined;
  return /github(?:\.com[/:]|:)([\w.-]+\/[\w.-]+?)(?:\.git)?(?:[#/].*)?$/
    .exec(address)?.[1]
    .toLowerCase();
}
