import type { TargetConfig } from '../config/config.ts';
import type { AuthConfig } from '../probe/live/auth/config.ts';
import type { LiveOptions } from '../probe/live/session.ts';
import { RunError } from './errors.ts';
import { readTextFile } from './files.ts';
import type { Io } from './io.ts';
import { fromBase } from './paths.ts';
import type { TargetOptions } from './probe-options.ts';
import { proxyFor } from './proxy.ts';
import type { Settings } from './settings.ts';

type Connection = Pick<LiveOptions, 'target' | 'socketPath' | 'proxy' | 'tls'>;

/**
 * Takes a target as the config has it, its authentication and the options, which win; gives how it is reached:
 * straight, through a proxy or a Unix socket, and with which certificates. Throws RunError.
 */
export async function targetConnection(
  named: string,
  { url, proxy, tls = {} }: Pick<TargetConfig, 'url' | 'proxy' | 'tls'>,
  auths: ReadonlyMap<string, AuthConfig>,
  settings: Settings,
  options: TargetOptions,
  io: Io,
): Promise<Connection> {
  const socket = /^unix:(?:\/\/)?([^:]+)(?::(\/.*))?$/i.exec(url);
  const target = socket ? `http://localhost${socket[2] ?? ''}` : url;
  if (!/^https?:\/\//i.test(target) || !URL.canParse(target)) {
    throw new RunError(`target ${named} is not an http or https URL, nor unix:PATH: ${url}`);
  }
  const ofBase = (path: string): Promise<string> => readTextFile(fromBase(settings.base, path), io.cwd);
  const ofUser = (path: string): Promise<string> => readTextFile(path, io.cwd);
  const file = (option: string | undefined, configured: string | undefined): Promise<string> | undefined =>
    option !== undefined ? ofUser(option) : configured !== undefined ? ofBase(configured) : undefined;
  const mutual = [...auths.values()].find((one) => one.type === 'mutual-tls');
  const [ca, cert, key] = await Promise.all([
    file(options.ca, tls.ca ?? mutual?.ca),
    file(options.cert, tls.cert ?? mutual?.cert),
    file(options.key, tls.key ?? mutual?.key),
  ]);
  if ((cert === undefined) !== (key === undefined))
    throw new RunError('a certificate of the client and its key go together: give both --cert and --key');
  const insecure = options.insecure ?? tls.insecure ?? false;
  const through = options.proxy ?? proxy ?? proxyFor(new URL(target), io.env);
  if (through !== undefined && !(URL.canParse(through) && /^https?:$/.test(new URL(through).protocol)))
    throw new RunError(`the proxy is no http or https URL: ${through}`);
  return {
    target,
    ...(socket?.[1] !== undefined && { socketPath: socket[1] }),
    ...(through !== undefined && !socket && { proxy: through }),
    tls: {
      insecure,
      ...(ca !== undefined && { ca }),
      ...(cert !== undefined && { cert }),
      ...(key !== undefined && { key }),
    },
  };
}
