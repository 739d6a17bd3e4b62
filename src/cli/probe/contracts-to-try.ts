import { RunError } from '../errors.ts';
import type { ProbeOptions } from '../probe-options.ts';
import type { Settings } from '../settings.ts';

/**
 * Takes what the user named, the options and the config; gives the contracts that requests are made up from, beside
 * those of recordings that are named: the one that the user chose, else those of the config that have the target.
 * Throws RunError where nothing tells which.
 */
export function contractsToTry(
  named: readonly string[],
  { generate, spec, target = '' }: Pick<ProbeOptions, 'generate' | 'spec' | 'target'>,
  { config }: Settings,
): readonly string[] {
  if (!generate) return [];
  if (spec !== undefined) return [spec];
  if (named.length > 0) return [];
  const [only, ...others] = config.apis.keys();
  if (only === undefined)
    throw new RunError('--generate makes requests up from a contract: name it with --spec');
  if (others.length === 0) return [only];
  const url = withoutSlash(target);
  const served = [...config.apis].filter(
    ([, { targets }]) =>
      targets !== undefined &&
      (targets.has(target) || [...targets.values()].some((one) => withoutSlash(one.url) === url)),
  );
  if (served.length > 0) return served.map(([name]) => name);
  throw new RunError(
    `--generate makes requests up from a contract, and "${target}" is the target of none of ${[...config.apis.keys()].join(', ')}: choose one with --spec`,
  );
}

function withoutSlash(url: string): string {
  return url.replace(/\/$/, '');
}
