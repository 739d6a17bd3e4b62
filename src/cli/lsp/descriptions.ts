import type { ParsedDocument } from '../../document/parse.ts';
import { createStore, type RenewableStore } from '../../document/store.ts';
import type { LoadedApi } from '../../openapi/load.ts';
import { openSource } from '../specs.ts';
import { withDocumentsNow } from './latest.ts';

/** In UTF-16 units: a description this long takes so long to lint that its structure is judged first. */
export const long = 400_000;
/** In milliseconds: what else is to be done waits for a load no longer than that. */
const slice = 10;

/** The descriptions that a session has loaded, each for as long as nothing changes in what it reads. */
export interface Descriptions {
  /** Takes the uri of a root file; gives the descriptions in it, none where it cannot be read as one. */
  apis(root: string): Promise<readonly LoadedApi[]>;
  /**
   * As `apis`, without waiting for a long one: as it was when it was loaded last, with the texts of the editor as they
   * are now (`currentNode`).
   */
  latest(root: string): Promise<readonly LoadedApi[]>;
  /** Takes the uri of a root, and of a file with a text that it might have; gives what `apis` would then. */
  apisWith(root: string, uri: string, text: string): Promise<readonly LoadedApi[]>;
  /** Whether the description of a root is a long one. */
  isLong(root: string): boolean;
  /** Whether the description of a root reads a file, as it was when it was loaded last; false where it never was. */
  reaches(root: string, uri: string): boolean;
  /** The description of a root as it was loaded last, in sessions that keep it; undefined where it is not one. */
  last(root: string): LoadedApi | undefined;
  /** Whether a root was loaded before. */
  wasLoaded(root: string): boolean;
  /** Takes the uri of a file that changed, and whether there may have been nothing before, or be nothing now. */
  forget(uri: string, isNew: boolean): void;
}

/** What is known of a root from the last time that it was loaded. */
interface Reach {
  readonly uris: ReadonlySet<string>;
  /** Whether a reference led nowhere: a file that comes to be may be the one that it wants. */
  readonly incomplete: boolean;
}

/**
 * Takes the working directory, the store, the texts of the editor, which go before those of files, and whether what was
 * loaded before is kept, for `latest` and `last`: then a description is loaded a little at a time.
 */
export function createDescriptions(
  cwd: string,
  store: RenewableStore,
  texts: ReadonlyMap<string, string>,
  forChanges: boolean,
): Descriptions {
  const loaded = new Map<string, readonly LoadedApi[]>();
  /** As `loaded`, whatever has changed since; of sessions that are asked for changes. */
  const last = new Map<string, readonly LoadedApi[]>();
  const loading = new Map<string, Promise<readonly LoadedApi[]>>();
  const reached = new Map<string, Reach>();
  let changes = 0;

  function forget(uri: string, isNew: boolean): void {
    changes++;
    store.forget(uri);
    for (const [root, reach] of reached)
      if (root === uri || reach.uris.has(uri) || (isNew && reach.incomplete)) loaded.delete(root);
  }

  function apis(root: string): Promise<readonly LoadedApi[]> {
    const known = loaded.get(root);
    if (known !== undefined) return Promise.resolve(known);
    const begun = loading.get(root) ?? load(root).finally(() => loading.delete(root));
    loading.set(root, begun);
    return begun;
  }

  async function load(root: string): Promise<readonly LoadedApi[]> {
    for (;;) {
      const before = changes;
      const isOutdated = () => before !== changes;
      const opened = await openSource(root, store, forChanges ? { pause: pauses(isOutdated) } : {}).catch(
        (error: unknown) => {
          if (error !== outdated) throw error;
        },
      );
      // What changed while files were read may have been read as it was.
      if (isOutdated() || opened === undefined) continue;
      if (typeof opened === 'string') return [];
      const uris = opened.flatMap(({ api }) => [...api.documents.all.keys()]);
      const incomplete = opened.some(({ api }) => api.referenceProblems.length > 0);
      reached.set(root, { uris: new Set(uris), incomplete });
      loaded.set(root, opened);
      if (forChanges) last.set(root, opened);
      return opened;
    }
  }

  function lastOf(root: string): LoadedApi | undefined {
    const [before, second] = last.get(root) ?? [];
    return second === undefined ? before : undefined;
  }

  /** A description as it was loaded, with the texts of the editor that have changed since. */
  async function asOfNow(before: LoadedApi): Promise<LoadedApi> {
    const changed: ParsedDocument[] = [];
    for (const document of before.api.documents.all.values()) {
      if (!texts.has(document.uri)) continue;
      const opened = await store.open(document.uri);
      const parsed = opened.kind === 'opened' ? opened.opened[0] : undefined;
      if (parsed && parsed.document !== document) changed.push(parsed);
    }
    return withDocumentsNow(before, changed);
  }

  return {
    apis,
    async latest(root) {
      const before = lastOf(root);
      if (loaded.has(root) || before === undefined || !isLong(before)) return apis(root);
      return [await asOfNow(before)];
    },
    async apisWith(root, uri, text) {
      const supposed = createStore({ cwd, offline: true, texts: new Map([...texts, [uri, text]]) });
      const opened = await openSource(root, supposed, { pause: pauses(() => false) });
      return typeof opened === 'string' ? [] : opened;
    },
    isLong: (root) => (loaded.get(root) ?? []).some(isLong),
    reaches: (root, uri) => root === uri || reached.get(root)?.uris.has(uri) === true,
    last: lastOf,
    wasLoaded: (root) => reached.has(root),
    forget,
  };
}

/** Thrown where a load is not worth finishing. */
const outdated = Symbol('outdated');

/** Gives what lets others have their turn every few milliseconds, and throws `outdated` once it is. */
function pauses(isOutdated: () => boolean): () => Promise<void> | undefined {
  let begun = performance.now();
  return () => {
    if (performance.now() - begun < slice) return undefined;
    return new Promise((done, fail) => {
      setImmediate(() => {
        begun = performance.now();
        if (isOutdated()) fail(outdated);
        else done();
      });
    });
  };
}

function isLong({ api: { documents } }: LoadedApi): boolean {
  return [...documents.all.values()].some(({ text }) => text.length > long);
}
