import { missingRevision } from '../document/git.ts';
import type { DocumentStore } from '../document/store.ts';
import { uriKind } from '../document/uri.ts';
import type { LoadedApi } from '../openapi/load.ts';
import { RunError } from './errors.ts';
import { lintSpecs, type HowToLint } from './lint-specs.ts';
import { withoutRevision } from './naming.ts';
import { fromFolder } from './paths.ts';
import { openSource, type OpenedSpec } from './specs.ts';

/**
 * Takes a Git revision and the descriptions of a run; gives the fingerprints of what the same rules find in them as
 * they were then, with all that they referred to then. One that was not there, or cannot be read, had none. Throws
 * RunError where there is no such revision.
 */
export async function fingerprintsAt(
  revision: string,
  specs: readonly OpenedSpec[],
  how: HowToLint,
  store: DocumentStore,
): Promise<ReadonlySet<string>> {
  const { io, naming } = how;
  const missing = await missingRevision(revision, io.cwd);
  if (missing !== undefined) throw new RunError(`--since ${revision}: ${missing}`);
  const uris = new Set(specs.map(({ loaded }) => loaded.api.documents.root.uri));
  const before: LoadedApi[] = [];
  for (const uri of uris) {
    if (uriKind(uri) !== 'file') {
      io.err(`apicheck: ${uri} is no file of the repository, so all that is found in it is new\n`);
      continue;
    }
    const path = fromFolder(io.cwd, uri);
    const opened = await openSource(`${revision}:${path.startsWith('../') ? '' : './'}${path}`, store);
    if (typeof opened !== 'string') before.push(...opened);
  }
  const linted = await lintSpecs(before, { ...how, naming: withoutRevision(naming, revision) });
  return linted.fingerprints;
}
