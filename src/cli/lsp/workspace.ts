import { looksLikeOpenApi } from '../../document/sniff.ts';
import { expandSources } from '../../document/sources.ts';
import { uriKind } from '../../document/uri.ts';
import type { Document } from '../../document/document.ts';
import type { LoadedApi } from '../../openapi/load.ts';
import { fromBase } from '../paths.ts';
import type { Session } from './session.ts';

/** A file as one description reads it. */
export interface View {
  readonly loaded: LoadedApi;
  readonly document: Document;
}

/** Which descriptions the files of an editor belong to. */
export interface Workspace {
  /** Takes the uri and the text of a file that is open in the editor. */
  opened(uri: string, text: string): void;
  closed(uri: string): void;
  /** Files may have come to be or be gone, or the config may list other APIs. */
  stale(): void;
  /** Takes the uri of a file; gives the roots whose descriptions read it, itself among them where it is one. */
  rootsOf(uri: string): Promise<readonly string[]>;
  /**
   * Takes the uri of a file; gives it as each description reads it: soon (`Session.latest`), or as all is now.
   */
  views(uri: string, when?: 'soon' | 'now'): Promise<readonly View[]>;
  /** As `views`, if the file had another text. */
  viewsWith(uri: string, text: string): Promise<readonly View[]>;
}

type Load = (root: string) => Promise<readonly LoadedApi[]>;

/** Of a workspace with more descriptions than this, the rest is not searched for the one that a file belongs to. */
const mostSearched = 50;

/** Takes the session and the workspace, an absolute path. */
export function createWorkspace(session: Session, cwd: string): Workspace {
  /** Descriptions that are open, also while what is typed has broken them. */
  const open = new Set<string>();
  let configured: Promise<readonly string[]> | undefined;
  let searched: Promise<readonly string[]> | undefined;

  async function configuredRoots(): Promise<readonly string[]> {
    const { config, base } = await session.settings();
    const specs = [...config.apis.values()].flatMap(({ spec }) => spec ?? []);
    const local = specs.map((spec) => fromBase(base, spec)).filter((spec) => uriKind(spec) === 'file');
    return (await expandSources(local, { cwd })).sources;
  }

  async function searchedRoots(): Promise<readonly string[]> {
    return (await expandSources(['.'], { cwd })).sources.slice(0, mostSearched);
  }

  async function reaching(candidates: Iterable<string>, uri: string, load: Load): Promise<readonly string[]> {
    const found: string[] = [];
    for (const root of new Set(candidates)) {
      await load(root);
      if (session.reaches(root, uri)) found.push(root);
    }
    return found;
  }

  const rootsOf = async (uri: string, load: Load = session.apis): Promise<readonly string[]> => {
    // A config with mistakes in it is told of elsewhere.
    configured ??= configuredRoots().catch(() => []);
    const known = await reaching([...open, ...(await configured)], uri, load);
    if (known.length > 0) return known;
    searched ??= searchedRoots().catch(() => []);
    return reaching(await searched, uri, load);
  };

  async function viewsOf(uri: string, find: Load, load: Load): Promise<readonly View[]> {
    const views: View[] = [];
    for (const root of await rootsOf(uri, find))
      for (const loaded of await load(root)) {
        const document = loaded.api.documents.all.get(uri);
        if (document) views.push({ loaded, document });
      }
    return views;
  }

  return {
    opened(uri, text) {
      if (looksLikeOpenApi(text)) open.add(uri);
    },
    closed: (uri) => void open.delete(uri),
    stale() {
      configured = undefined;
      searched = undefined;
    },
    rootsOf: (uri) => rootsOf(uri),
    views(uri, when = 'soon') {
      const load = when === 'soon' ? session.latest : session.apis;
      return viewsOf(uri, load, load);
    },
    viewsWith: (uri, text) => viewsOf(uri, session.latest, (root) => session.apisWith(root, uri, text)),
  };
}
