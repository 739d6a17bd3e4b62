import type { Document } from './document.ts';
import { nearestFile } from './nearest-file.ts';
import { notFound } from './read.ts';
import { defaultLimits, raise, type Limits } from './limits.ts';
import { fencedSources, isMarkdown } from './markdown.ts';
import { looksLikeOpenApi } from './sniff.ts';
import { formatOf, parseSource, type ParsedDocument } from './parse.ts';
import { wholeSource } from './entry.ts';
import { foreignKind } from './foreign-kind.ts';
import { createProject } from './project.ts';
import { createTextReader, type TextSources } from './text-reader.ts';
import { asReference, normalizeUri, uriKind } from './uri.ts';

export interface StoreOptions extends Allowance, TextSources {}

/** What a user allows documents to lead to, and to cost. */
export interface Allowance {
  /** Hosts (`example.com`, `example.com:8443`) that documents may refer to, beside those of URLs that are opened. */
  readonly allowHosts?: readonly string[];
  /** Folders and files that documents may refer to, beside those of the project; relative ones begin at `cwd`. */
  readonly allowPaths?: readonly string[];
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
   * objects reach their own revision, and files those of their project.
   */
  openReferenced(uri: string, from: Document): Promise<Opened>;
  /** Takes the uri of what a document names otherwise than by a reference; gives why it must not be opened. */
  refusal(uri: string, from: Pick<Document, 'uri'>): Failed | undefined;
  /** Takes a file that the user named and that is read otherwise: what is of its project may be opened from it. */
  name(uri: string): void;
  readonly limits: Limits;
}

/** A store for more than one run. */
export interface RenewableStore extends DocumentStore {
  /** The uris of all that was read or could not be, in the order in which they were asked for. */
  uris(): readonly string[];
  /** Takes a uri; what it names is read again when it is asked for next. */
  forget(uri: string): void;
  /** Takes what configs allow beside the options, the one with the last word first; what they allowed before goes. */
  allow(allowances: readonly Allowance[]): void;
}

/** Makes a store, which keeps what it has read for as long as it is kept itself. */
export function createStore(options: StoreOptions): RenewableStore {
  let limits = defaultLimits;
  /** Of the URLs that were opened. */
  const named = new Set<string>();
  let hosts: ReadonlySet<string> = new Set();
  const project = createProject(options.cwd);
  /** URLs whose texts came from addresses that are not public. */
  const fromPrivate = new Set<string>();
  let bytes = 0;
  const read = new Map<string, Promise<OpenedAll>>();
  /** Of texts that are given, what was parsed last: most of what comes next is the same. */
  const parsedBefore = new Map<string, ParsedDocument>();
  const readText = createTextReader(options, {
    limits: () => limits,
    isAllowed: (host) => isAllowed(host),
    onPrivate: (uri) => void fromPrivate.add(uri),
  });

  async function load(uri: string, publicOnly: boolean): Promise<OpenedAll> {
    const result = await readText(uri, publicOnly);
    if (result.kind === 'failed') return result;
    const { text } = result;
    bytes += text.length;
    if (bytes > limits.totalBytes)
      return failed(
        `${uri} is not read, as all documents together have more than ${limits.totalBytes} bytes${raise('totalBytes')}`,
      );
    const known = parsedBefore.get(uri)?.reparse?.(text);
    if (known !== undefined) return keep(uri, known);
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
    const parsed = parseSource(wholeSource(uri, text, result.damage), formatOf(uri) ?? result.format, limits);
    if (formatOf(uri) === undefined && isProse(parsed) && !looksLikeOpenApi(text)) {
      return failed(`${uri} is no OpenAPI description and has none in a fenced block`);
    }
    return keep(uri, parsed);
  }

  function keep(uri: string, parsed: ParsedDocument): OpenedAll {
    if (options.texts?.has(uri)) parsedBefore.set(uri, parsed);
    else parsedBefore.delete(uri);
    return { kind: 'opened', opened: [parsed] };
  }

  function once(uri: string, publicOnly = false): Promise<OpenedAll> {
    const known = read.get(uri);
    if (known !== undefined) return known;
    if (read.size >= limits.documents) {
      const most = `${limits.documents} documents at most${raise('documents')}`;
      return Promise.resolve(failed(`${uri} is not read, as a run reads ${most}`));
    }
    const opened = load(uri, publicOnly);
    read.set(uri, opened);
    return opened;
  }

  function allow(configured: readonly Allowance[]): void {
    const all = [options, ...configured];
    hosts = new Set(all.flatMap(({ allowHosts = [] }) => allowHosts.map((host) => host.toLowerCase())));
    project.allow(all.flatMap(({ allowPaths = [] }) => allowPaths));
    limits = Object.assign({}, defaultLimits, ...all.map((each) => each.limits).reverse()) as Limits;
  }

  const isAllowed = (host: string): boolean => named.has(host) || hosts.has(host);

  function refusal(uri: string, from: string): Failed | undefined {
    const kind = uriKind(uri);
    if (kind === 'url') {
      if (!URL.canParse(uri)) return failed(noUrl(uri));
      const host = hostOf(uri);
      if (isAllowed(host)) return undefined;
      return refusedFor(
        `${uri} is not fetched, as ${host} is not an allowed host; --allow-host ${host} allows it`,
      );
    }
    const forbidden = foreignKind(uri, from);
    if (forbidden !== undefined) return failed(forbidden);
    const outside = kind === 'file' && !options.texts?.has(uri) ? project.refusal(uri) : undefined;
    return outside === undefined ? undefined : refusedFor(`${uri} is not read, as it ${outside}`);
  }

  /** Adds the file that a reference may have meant, of those that it may lead to. */
  function hinted(missing: Failed, uri: string, from: string): Failed {
    if (!missing.reason.endsWith(notFound) || options.texts?.has(uri)) return missing;
    const near = nearestFile(uri, options.cwd, (path) => project.refusal(path) === undefined);
    if (near === undefined) return missing;
    return { ...missing, reason: `${missing.reason} (did you mean ${asReference(near, from)}?)` };
  }

  allow([]);
  return {
    uris: () => [...read.keys()],
    // What is not kept any more does not count.
    forget(uri) {
      const known = read.get(uri);
      if (!read.delete(uri)) return;
      void known?.then((opened) => {
        if (opened.kind === 'opened') bytes -= opened.opened[0]?.document.text.length ?? 0;
      });
    },
    allow,
    name: (uri) => project.name(uri),
    get limits() {
      return limits;
    },
    refusal: (uri, from) => refusal(uri, from.uri),
    open(source) {
      const uri = normalizeUri(source);
      if (uriKind(uri) === 'url') {
        if (!URL.canParse(uri)) return Promise.resolve(failed(noUrl(uri)));
        named.add(hostOf(uri));
      }
      if (uriKind(uri) === 'file') project.name(uri);
      return once(uri);
    },
    async openReferenced(uri, from) {
      const refused = refusal(uri, from.uri);
      if (refused !== undefined) return refused;
      const result = await once(uri, uriKind(from.uri) === 'url' && !fromPrivate.has(from.uri));
      if (result.kind === 'failed') return uriKind(uri) === 'file' ? hinted(result, uri, from.uri) : result;
      const [first] = result.opened;
      return first === undefined ? failed(`${uri} is empty`) : { kind: 'opened', ...first };
    },
  };
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
