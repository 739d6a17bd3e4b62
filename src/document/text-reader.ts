import type { Limits } from './limits.ts';
import { tooLong } from './limits.ts';
import { decodeText, readFileText, type ReadText } from './read.ts';
import { splitRevision, uriKind } from './uri.ts';

/** Where texts come from. */
export interface TextSources {
  /** The directory that relative paths begin at. */
  readonly cwd: string;
  /** Reach no network at all. */
  readonly offline: boolean;
  /** Takes how many bytes are wanted at most; gives the whole of standard input, of more than those a few more. */
  readonly stdin?: (mostBytes: number) => Promise<Buffer>;
  /** By uri, texts that stand for what would be read there. */
  readonly texts?: ReadonlyMap<string, string>;
}

/** What a store knows of what may be read. */
interface Surroundings {
  readonly limits: () => Limits;
  readonly isAllowed: (host: string) => boolean;
  /** Takes a URL whose text came from an address that is not public. */
  readonly onPrivate: (uri: string) => void;
}

/**
 * Takes where texts come from and what may be read; gives what takes the uri of a document that may be read, and
 * whether it is reached from public addresses only, and gives its text.
 */
export function createTextReader(
  sources: TextSources,
  { limits, isAllowed, onPrivate }: Surroundings,
): (uri: string, publicOnly: boolean) => Promise<ReadText> {
  // Starting processes is loaded with the first revision that is asked for.
  let revisions: ReturnType<typeof openRevisions> | undefined;
  const openRevisions = async () => (await import('./git.ts')).createRevisionReader(sources.cwd, limits());

  async function fetchAllowed(uri: string, publicOnly: boolean): Promise<ReadText> {
    if (sources.offline)
      return { ...failed(`${uri} is not fetched, as --offline forbids it`), refused: true };
    // What talks to hosts is loaded with the first that is asked.
    const { fetchText } = await import('./fetch.ts');
    const fetched = await fetchText(uri, { allowed: isAllowed, publicOnly }, limits());
    if (fetched.isPublic === false) onPrivate(uri);
    return fetched;
  }

  async function readStdin(): Promise<ReadText> {
    if (sources.stdin === undefined) return failed('there is no standard input to read');
    const bytes = await sources.stdin(limits().documentBytes);
    if (bytes.length > limits().documentBytes)
      return failed(tooLong('standard input', limits(), 'documentBytes'));
    return decodeText('standard input', bytes);
  }

  return async (uri, publicOnly) => {
    const given = sources.texts?.get(uri);
    if (given !== undefined) return { kind: 'text', text: given };
    switch (uriKind(uri)) {
      case 'url':
        return fetchAllowed(uri, publicOnly);
      case 'git': {
        const { revision, path } = splitRevision(uri);
        revisions ??= openRevisions();
        return revisions.then((readRevision) => readRevision(revision, path));
      }
      case 'stdin':
        return readStdin();
      case 'file':
        return readFileText(uri, sources.cwd, limits());
    }
  };
}

function failed(reason: string): ReadText & { readonly kind: 'failed' } {
  return { kind: 'failed', reason };
}
