import type { Document, DocumentProblem, Node } from './document.ts';
import type { Documents, Resolution } from './documents.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { nearestName } from './nearest.ts';
import { isObject, nodeAt, rootNode } from './node.ts';
import { appendKey, parentPointer, pointerKeys, rootPointer, toPointer, type Pointer } from './pointer.ts';
import { resolveUri } from './uri.ts';

/** Why a document cannot be had. */
export interface Failure {
  readonly reason: string;
  /** Whether nobody looked, since the user has not allowed it. */
  readonly refused?: true;
}

/** As many names are looked at, in all, to tell references that lead nowhere what they may have meant. */
const mostCandidates = 1_000_000;

/** `Documents` while they are being gathered: what the crawl of a description adds to. */
export interface DocumentCollection extends Documents {
  /** Takes a document that a reference leads to, and what is wrong with its text. */
  add(document: Document, problems: readonly DocumentProblem[]): void;
  /** Takes the uri of a document that cannot be had, and why: what `resolve` says of references to it. */
  fail(uri: string, failure: Failure): void;
  /** Takes a document and the URI that it gives itself, relative to its own uri: references may name it by that. */
  identify(document: Document, uri: string): void;
  /**
   * Takes a schema object; registers its `$id`, `$anchor` and `$dynamicAnchor` (JSON Schema 2020-12 section 8.2).
   * Outer schemas have to be declared before those inside them, and all before references are resolved.
   */
  declare(schema: Node): void;
  /**
   * Takes a reference and the node that holds it; gives the uri of the document that is needed to resolve it,
   * undefined where it leads into the same document or to a resource that an `$id` names.
   */
  external(reference: string, from: Node): string | undefined;
}

/**
 * Takes the first document of a description, what is wrong with its text, and limits; gives a collection of that
 * alone.
 */
export function createCollection(
  root: Document,
  rootProblems: readonly DocumentProblem[],
  limits: Limits = defaultLimits,
): DocumentCollection {
  const all = new Map<string, Document>([[root.uri, root]]);
  const problems: DocumentProblem[] = [...rootProblems];
  const failures = new Map<string, Failure>();
  /** Schemas by the absolute URI of their `$id`. */
  const resources = new Map<string, Node>();
  /** By base URI and name: `https://example.com/a#name`. */
  const anchors = new Map<string, Node>();
  /** Of the documents that declare any `$id`: the base URIs below which pointers. */
  const bases = new Map<Document, Map<Pointer, string>>();
  /** What references in documents without bases came to, as long as nothing is added. */
  const resolved = new Map<Document, Map<string, Resolution>>();
  let candidates = 0;

  /** Documents by the URI that they give themselves, and the other way round. */
  const identified = new Map<string, Document>();
  const identities = new Map<Document, string>();

  function baseOf(node: Node): string {
    const { document } = node;
    const declared = bases.get(document);
    if (declared === undefined) return document.uri;
    for (let at: Pointer | undefined = node.pointer; at !== undefined; at = parentPointer(at)) {
      const base = declared.get(at);
      if (base !== undefined) return base;
    }
    return document.uri;
  }

  function target(reference: string, from: Node): { uri: string; fragment: string } {
    const hash = reference.indexOf('#');
    const path = hash === -1 ? reference : reference.slice(0, hash);
    const base = baseOf(from);
    return { uri: located(path, base, from), fragment: hash === -1 ? '' : reference.slice(hash + 1) };
  }

  /** The uri to read a document by. One that gives itself another is read from where the files are all the same. */
  function located(path: string, base: string, { document }: Node): string {
    const uri = resolveUri(base, path);
    if (path === '' || identified.size === 0) return uri;
    const identity = base === document.uri ? identities.get(document) : undefined;
    const named = identity === undefined ? undefined : identified.get(resolveUri(identity, path));
    return (named ?? identified.get(uri))?.uri ?? uri;
  }

  /** The node that a uri without fragment names. */
  function resource(uri: string, from: Node): Node | undefined {
    const embedded = resources.get(uri);
    if (embedded !== undefined) return embedded;
    // Descriptions in one Markdown file share a uri.
    if (uri === from.document.uri) return rootNode(from.document);
    const document = all.get(uri);
    return document && rootNode(document);
  }

  function suggest(name: string, list: () => readonly string[]): string {
    if (candidates > mostCandidates) return '';
    const names = list();
    candidates += names.length;
    const near = nearestName(name, names);
    return near === undefined ? '' : ` (did you mean ${near}?)`;
  }

  function find(reference: string, from: Node): Resolution {
    const { uri, fragment } = target(reference, from);
    const start = resource(uri, from);
    if (start === undefined) {
      const { reason, refused } = failures.get(uri) ?? { reason: `${uri} was not read` };
      return { kind: 'unresolved', reason, ...(refused && { refused }) };
    }
    const decoded = decodeFragment(fragment);
    if (decoded === undefined) return unresolved(`#${fragment} is not percent-encoded rightly`);
    if (decoded === '') return { kind: 'found', node: start };
    if (!decoded.startsWith('/')) {
      const anchored = anchors.get(`${uri}#${decoded}`);
      if (anchored !== undefined) return { kind: 'found', node: anchored };
      return unresolved(noAnchor(decoded, uri, anchors, suggest));
    }
    const pointer = toPointer(decoded);
    if (pointer === undefined)
      return unresolved(`${decoded} is not a JSON Pointer: ~ is written ~0, and / in a name ~1`);
    const node = nodeAt(start.document, `${start.pointer}${pointer}` as Pointer);
    return node === undefined
      ? unresolved(
          whyNot(start, pointer, start.document === root ? 'the document' : start.document.uri, suggest),
        )
      : { kind: 'found', node };
  }

  return {
    root,
    all,
    problems,
    limits,
    add(document, found) {
      if (all.has(document.uri)) return;
      all.set(document.uri, document);
      resolved.clear();
      for (const each of found) problems.push(each);
    },
    fail(uri, failure) {
      failures.set(uri, failure);
      resolved.clear();
    },
    identify(document, identity) {
      const uri = resolveUri(document.uri, identity);
      identities.set(document, uri);
      if (!identified.has(uri)) identified.set(uri, document);
      resolved.clear();
    },
    declare(schema) {
      const { value, document } = schema;
      if (!isObject(value)) return;
      if (typeof value['$id'] === 'string') {
        const id = value['$id'].replace(/#$/, '');
        // A bare fragment was an anchor in drafts before 2019-09, and is nothing here.
        if (id !== '' && !id.includes('#')) {
          const uri = resolveUri(baseOf(schema), id);
          if (!resources.has(uri)) resources.set(uri, schema);
          resolved.clear();
          const declared = bases.get(document) ?? new Map<Pointer, string>();
          declared.set(schema.pointer, uri);
          bases.set(document, declared);
        }
      }
      for (const keyword of ['$anchor', '$dynamicAnchor']) {
        const name = value[keyword];
        if (typeof name !== 'string') continue;
        const anchor = `${baseOf(schema)}#${name}`;
        if (!anchors.has(anchor)) anchors.set(anchor, schema);
        resolved.clear();
      }
    },
    external(reference, from) {
      // Nearly all: into the same document, where no schema is one of its own.
      if (reference.startsWith('#') && bases.size === 0) return undefined;
      const { uri } = target(reference, from);
      return uri === from.document.uri || resources.has(uri) ? undefined : uri;
    },
    resolve(reference, from) {
      if (bases.has(from.document)) return find(reference, from);
      let known = resolved.get(from.document);
      if (!known) resolved.set(from.document, (known = new Map<string, Resolution>()));
      let resolution = known.get(reference);
      if (!resolution) known.set(reference, (resolution = find(reference, from)));
      return resolution;
    },
  };
}

function unresolved(reason: string): Resolution {
  return { kind: 'unresolved', reason };
}

function decodeFragment(fragment: string): string | undefined {
  if (!fragment.includes('%')) return fragment;
  try {
    return decodeURIComponent(fragment);
  } catch {
    return undefined;
  }
}

/** Takes a name and the valid ones; gives words on which it may have meant, or none. */
type Suggest = (name: string, list: () => readonly string[]) => string;

function noAnchor(name: string, uri: string, anchors: ReadonlyMap<string, Node>, suggest: Suggest): string {
  const prefix = `${uri}#`;
  const names = () =>
    [...anchors.keys()].filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
  return `no schema has the $anchor ${name}${suggest(name, names)}`;
}

/** Says in words how far a pointer leads and why not further. */
function whyNot(start: Node, pointer: Pointer, name: string, suggest: Suggest): string {
  let node: Node = start;
  let reached = rootPointer;
  for (const key of pointerKeys(pointer)) {
    const next = nodeAt(node.document, appendKey(node.pointer, key));
    if (next !== undefined) {
      node = next;
      reached = appendKey(reached, key);
      continue;
    }
    const place = reached === rootPointer ? name : reached.slice(1);
    const { value } = node;
    if (Array.isArray(value))
      return `${place} has ${value.length === 1 ? '1 item' : `${value.length} items`}, and no ${key}`;
    if (!isObject(value)) return `${reached === rootPointer ? 'it' : reached} stops at ${describe(value)}`;
    if (typeof value['$ref'] === 'string') return `${place} is itself a reference, to ${value['$ref']}`;
    if (key === '') return `${place} has nothing under an empty name`;
    return `${place} has no ${key}${suggest(key, () => Object.keys(value))}`;
  }
  return 'it leads nowhere';
}

function describe(value: unknown): string {
  return value === null ? 'null' : `a ${typeof value}`;
}
