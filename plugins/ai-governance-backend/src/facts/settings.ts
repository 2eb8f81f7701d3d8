import type { Config } from '@backstage/config';
import { readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';

/** A service over HTTP that facts are fetched from. */
export interface FactSetting {
  id: string;
  /** With a trailing slash. */
  baseUrl: string;
  headers: { [name: string]: string };
  timeoutMs: number;
  maxBytes: number;
}

/** Reads `aiGovernance.facts`: the only hosts that a framework can have asked. */
export function readFacts(own: Config | undefined): FactSetting[] {
  const facts = (own?.getOptionalConfigArray('facts') ?? []).map(entry => {
    const id = entry.getString('id');
    const written = entry.getString('baseUrl');
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(id)) {
      throw new InputError(
        `aiGovernance.facts: the id '${id}' must consist of letters, digits, ".", "_" and "-"`,
      );
    }
    const url = URL.canParse(written) ? new URL(written) : undefined;
    if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash) {
      throw new InputError(
        `aiGovernance.facts: baseUrl of '${id}' must be an http(s) address without query`,
      );
    }
    if (url.username || url.password) {
      throw new InputError(
        `aiGovernance.facts: put the credentials of '${id}' into headers, not into baseUrl`,
      );
    }
    return {
      id,
      baseUrl: url.href.replace(/\/*$/, '/'),
      headers: entry.getOptional<{ [name: string]: string }>('headers') ?? {},
      timeoutMs: entry.has('timeout')
        ? durationToMilliseconds(
            readDurationFromConfig(entry, { key: 'timeout' }),
          )
        : 10_000,
      maxBytes: entry.getOptionalNumber('maxBytes') ?? 1024 * 1024,
    };
  });
  const ids = facts.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) {
    throw new InputError(`aiGovernance.facts: '${twice}' is there twice`);
  }
  return facts;
}
