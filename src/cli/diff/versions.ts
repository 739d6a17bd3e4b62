import { readConfig } from '../../config/config.ts';
import { missingRevision, renamedFrom, repositoryPrefix } from '../../document/git.ts';
import { nearestName } from '../../document/nearest.ts';
import type { DocumentStore } from '../../document/store.ts';
import { uriKind } from '../../document/uri.ts';
import type { Pair } from '../../diff/pair.ts';
import { RunError } from '../errors.ts';
import type { Io } from '../io.ts';
import { fromBase, fromFolder } from '../paths.ts';
import type { Settings } from '../settings.ts';

/** What the user named. */
export interface NamedVersions {
  readonly first: string | undefined;
  readonly second: string | undefined;
  readonly base: string | undefined;
}

/**
 * Takes what the user named; gives what to open for each version. With a base, that is an API of the config, or a
 * file, as it was in that revision and as it is now. Throws RunError where they do not make two versions.
 */
export async function versionsOf(
  { first, second, base }: NamedVersions,
  settings: Settings,
  store: DocumentStore,
  io: Io,
): Promise<Pair<string>> {
  if (base === undefined) {
    if (first === undefined || second === undefined)
      throw new RunError('diff needs two versions, or the name of an API with --base REV');
    return { before: first, after: second };
  }
  if (second !== undefined)
    throw new RunError('--base takes the place of the second version: give one of them');
  const name = first ?? onlyApi(settings);
  return { before: await atRevision(base, name, settings, store, io), after: name };
}

function onlyApi({ config: { apis } }: Settings): string {
  const [name, ...more] = apis.keys();
  if (name !== undefined && more.length === 0) return name;
  throw new RunError(
    name === undefined
      ? '--base needs a file, or the name of an API in apicheck.yaml'
      : `--base needs the name of one API: ${[name, ...more].join(', ')}`,
  );
}

/** Where an API was in a revision: where the config said so then, else where it is now, else what Git says it was. */
async function atRevision(
  revision: string,
  name: string,
  settings: Settings,
  store: DocumentStore,
  io: Io,
): Promise<string> {
  const missing = await missingRevision(revision, io.cwd);
  if (missing !== undefined) throw new RunError(`--base ${revision}: ${missing}`);
  const spec = settings.config.apis.get(name)?.spec;
  const now = spec === undefined ? name : fromBase(settings.base, spec);
  if (uriKind(now) !== 'file')
    throw new RunError(`--base ${revision}: ${now} is no file of the repository, so it has no revisions`);
  const prefix = (await repositoryPrefix(io.cwd)) ?? '';
  const uriOf = (path: string): string => {
    const relative = fromFolder(io.cwd, path);
    // In the folder at the root, what Git counts from there and from here is the same.
    return `${revision}:${prefix === '' || relative.startsWith('../') ? '' : './'}${relative}`;
  };
  const then = spec === undefined ? undefined : await specThen(name, uriOf, settings, store);
  for (const path of new Set([...(then === undefined ? [] : [then]), now])) {
    if ((await store.open(uriOf(path))).kind === 'opened') return uriOf(path);
  }
  const old = await renamedFrom(revision, prefix + fromFolder(io.cwd, now), io.cwd);
  if (old === undefined) {
    const near = spec === undefined ? nearestName(name, settings.config.apis.keys()) : undefined;
    if (near !== undefined && (await store.open(now)).kind === 'failed')
      throw new RunError(`${name} is not found; did you mean the API "${near}"?`);
    return uriOf(now);
  }
  io.err(`apicheck: ${now} was ${old} at ${revision}\n`);
  return `${revision}:${old}`;
}

/** The path that the config gave to an API in the revision, undefined where there was none or it cannot be read. */
async function specThen(
  name: string,
  uriOf: (path: string) => string,
  { file, base }: Settings,
  store: DocumentStore,
): Promise<string | undefined> {
  if (file === undefined) return undefined;
  const opened = await store.open(uriOf(file));
  const [first] = opened.kind === 'failed' ? [] : opened.opened;
  if (!first) return undefined;
  const spec = readConfig(first.document).config.apis.get(name)?.spec;
  return spec === undefined || uriKind(spec) !== 'file' ? undefined : fromBase(base, spec);
}
