import { dirname, resolve } from 'node:path';
import { uriKind } from '../document/uri.ts';
import type { Naming } from '../findings/fingerprint.ts';
import type { Io } from './io.ts';
import { fromFolder } from './paths.ts';

/**
 * Takes the process, the folder that the config starts at, and the baseline, both relative to the working directory;
 * gives what fingerprints call documents. Files are named from the folder of the baseline, else from that of the
 * config, so that a fingerprint is the same in whatever folder a run is started.
 */
export function createNaming(io: Pick<Io, 'cwd'>, base: string, baseline: string | undefined): Naming {
  const folder = resolve(io.cwd, baseline === undefined ? base : dirname(baseline));
  const names = new Map<string, string>();
  const nameOf = (uri: string): string =>
    uriKind(uri) === 'file' ? fromFolder(folder, resolve(io.cwd, uri)) : uri;
  return {
    uri(uri) {
      const name = names.get(uri) ?? nameOf(uri);
      names.set(uri, name);
      return name;
    },
    text: (message) => message,
  };
}

/** Takes names and a Git revision; gives names in which a file of that revision is called as the file is now. */
export function withoutRevision(naming: Naming, revision: string): Naming {
  const prefix = `${revision}:`;
  return {
    uri: (uri) => naming.uri(uri.startsWith(prefix) ? uri.slice(prefix.length) : uri),
    text: (message) => naming.text(message.replaceAll(`${prefix}./`, '').replaceAll(prefix, '')),
  };
}
