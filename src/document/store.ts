import type { Document } from './document.ts';
import { fetchText } from './fetch.ts';
import { readFileText, type ReadText } from './read.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { fencedSources, isMarkdown } from './markdown.ts';
import { looksLikeOpenApi } from './sniff.ts';
import { formatOf, parseSource, type ParsedDocument } from './parse.ts';
import { wholeSource } from './entry.ts';
import { normalizeUri, splitRevision, uriKind } from './uri.ts';

export interface StoreOptions {
  /** The directory that relative paths begin at. */
  readonly cwd: string;
  /** Reach no network at all. */
  readonly offline: boolean;
  /** Hosts (`example.com`, `example.com:8443`) that local documents may refer to. */
  readonly allowHosts?: readonly string[];
  /** Gives the whole of standard input. */
  readonly stdin?: () => Promise<string>;
  /** By uri, texts that stand for what would be read there. */
  readonly texts?: ReadonlyMap<string, string>;
  readonly limits?: Partial<Limits>;
}

export interface Failed {
  readonly kind: 'failed';
  readonly reason: string;
  /** Whether nobody looked, since the user has not allowed it. */
  readonly refused?: true;
}
export type Opened = ({ readonly kind: 'opened' } & ParsedDocument) | Failed;
/** What a user named: one document, or, of a Markdown file, all that are in its fences. */
export type OpenedAll = { readonly kind: 'opened'; readonly opened: readonly ParsedDocument[] } | Failed;

/** Reads and parses documents, each uri once. */
export interface DocumentStore {
  /**
   * Takes what the user named; gives its documents, or in a sentence why it cannot be had: not found, not readable,
   * binary, too large. A document with mistakes in it is opened nonetheless.
   */
  open(uri: string): Promise<OpenedAll>;
  /**
   * Takes the uri that a reference in `from` leads to, made by `resolveUri`; gives the document, or why it cannot be
   * had. Local documents reach only the hosts that the user named or allowed; remote ones never reach files; Git
   * objects reach their own revision.
   */
  openReferenced(uri: string, from: Document): Promise<Opened>;
}

/** A store for more than one run. */
export interface RenewableStore extends DocumentStore {
  /** The uris of all that was read or could not be, in the order in which they were asked for. */
  uris(): readonly string[];
  /** Takes a uri; what it names is read again when it is asked for next. */
  forget(uri: string): void;
}

/** Makes a store, which keeps what it has read for as long as it is kept itself. */
export function createStore(options: StoreOptions): RenewableStore {
  const limits: Limits = { ...defaultLimits, ...options.limits };
  const hosts = new Set(options.allowHosts?.map((host) => host.toLowerCase()));
  const read = new Map<string, Promise<OpenedAll>>();
  // Starting processes is loaded with the first revision that is asked for.
  let revisions: ReturnType<typeof openRevisions> | undefined;
  const openRevisions = async () => (await import('./git.ts')).createRevisionReader(options.cwd, limits);

  function readText(uri: string): Promise<ReadText> {
    const given = options.texts?.get(uri);
    if (given !== undefined) return Promise.resolve({ kind: 'text', text: given });
    switch (uriKind(uri)) {
      case 'url':
        if (options.offline)
          return Promise.resolve(refusedFor(`${uri} is not fetched, as --offline forbids it`));
        return fetchText(uri, (host) => hosts.has(host), limits);
      case 'git': {
        const { revision, path } = splitRevision(uri);
        revisions ??= openRevisions();
        return revisions.then((readRevision) => readRevision(revision, path));
      }
      case 'stdin':
        return readStdin();
      case 'file':
        return readFileText(uri, options.cwd, limits);
    }
  }

  async function readStdin(): Promise<ReadText> {
    if (options.stdin === undefined) return failed('there is no standard input to read');
    const text = await options.stdin();
    if (Buffer.byteLength(text) > limits.bytes) return failed(tooLarge('standard input', limits));
    return text.includes('\0') ? failed('standard input is not text') : { kind: 'text', text };
  }

  async function load(uri: string): Promise<OpenedAll> {
    const result = await readText(uri);
    if (result.kind === 'failed') return result;
    const { text } = result;
    // What is called JSON or YAML is not searched for fences.
    const mayHaveFences = isMarkdown(uri) || (formatOf(uri) === undefined && !looksLikeOpenApi(text));
    const fences = mayHaveFences ? fencedSources(uri, text) : [];
    if (fences.length > 0) {
      return {
        kind: 'opened',
        opened: fences.map(({ source, format }) => parseSource(source, format, limits)),
      };
    }
    if (isMarkdown(uri)) return failed(`${uri} has no OpenAPI description in a fenced block`);
    const parsed = parseSource(wholeSource(uri, text), formatOf(uri) ?? result.format, limits);
    if (formatOf(uri) === undefined && isProse(parsed) && !looksLikeOpenApi(text)) {
      return failed(`${uri} is no OpenAPI description and has none in a fenced block`);
    }
    return { kind: 'opened', opened: [parsed] };
  }

  function once(uri: string): Promise<OpenedAll> {
    const known = read.get(uri);
    if (known !== undefined) return known;
    if (read.size >= limits.documents) {
      return Promise.resolve(failed(`more than ${limits.documents} documents were read; ${uri} is not`));
    }
    const opened = load(uri);
    read.set(uri, opened);
    return opened;
  }

  return {
    uris: () => [...read.keys()],
    forget: (uri) => void read.delete(uri),
    open(source) {
      const uri = normalizeUri(source);
      if (uriKind(uri) === 'url') {
        if (!URL.canParse(uri)) return Promise.resolve(failed(noUrl(uri)));
        hosts.add(hostOf(uri));
      }
      return once(uri);
    },
    async openReferenced(uri, from) {
      const refused = refusal(uri, from.uri, hosts);
      if (refused !== undefined) return refused;
      const result = await once(uri);
      if (result.kind === 'failed') return result;
      const [first] = result.opened;
      return first === undefined ? failed(`${uri} is empty`) : { kind: 'opened', ...first };
    },
  };
}

function refusal(uri: string, from: string, hosts: ReadonlySet<string>): Failed | undefined {
  const kind = uriKind(uri);
  const fromKind = uriKind(from);
  if (kind === 'url') {
    if (!URL.canParse(uri)) return failed(noUrl(uri));
    const host = hostOf(uri);
    return hosts.has(host)
      ? undefined
      : refusedFor(`${uri} is not fetched, as ${host} is not an allowed host`);
  }
  if (fromKind === 'url') {
    return failed(`${uri} is not read, as a document from the network may not reach files`);
  }
  if (
    kind === 'git' &&
    (fromKind !== 'git' || splitRevision(from).revision !== splitRevision(uri).revision)
  ) {
    return failed(`${uri} is neither a file nor an http(s) URL`);
  }
  return kind === 'stdin' ? failed('a reference cannot lead to standard input') : undefined;
}

/** Whether a text of unknown format is none that describes anything. */
function isProse({ document, problems }: ParsedDocument): boolean {
  const broken = problems.some((problem) => problem.code === 'document-syntax');
  return broken || typeof document.value !== 'object' || document.value === null;
}

function noUrl(uri: string): string {
  return `${uri} is not a URL that can be fetched: its host or port cannot be one`;
}

function hostOf(url: string): string {
  return new URL(url).host;
}

function failed(reason: string): Failed {
  return { kind: 'failed', reason };
}

function refusedFor(reason: string): Failed {
  return { kind: 'failed', reason, refused: true };
}

function tooLarge(name: string, limits: Limits): string {
  return `${name} has more than ${limits.bytes} bytes`;
}
