import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, relative, resolve } from 'node:path';
import { createCollection, type DocumentCollection } from '../../document/collection.ts';
import type { Document, Node } from '../../document/document.ts';
import { child, isObject, rootNode, type JsonObject } from '../../document/node.ts';
import { parseText } from '../../document/parse.ts';
import type { DocumentStore } from '../../document/store.ts';
import { unfoldsBeyond } from '../../document/unfolded-size.ts';
import { resolveUri } from '../../document/uri.ts';
import { refuseMistakes } from '../config-mistakes.ts';
import { RunError } from '../errors.ts';
import { reasonOf } from '../../document/file-error.ts';
import { withSource } from '../files.ts';
import { importModule } from '../modules.ts';
import { isModule } from './module-path.ts';

/** One file of a ruleset, read but for what it extends. */
export interface OpenedRuleset {
  /** As reports name it: relative to the working directory. */
  readonly uri: string;
  readonly text: string;
  /** Plain data of YAML or JSON; of a module, with functions in it. */
  readonly value: JsonObject;
  readonly documents: DocumentCollection;
  node(...keys: readonly string[]): Node;
}

/** Takes the path of a ruleset and where it starts; gives it. Throws RunError where it cannot be read. */
export async function openRuleset(path: string, store: DocumentStore, cwd: string): Promise<OpenedRuleset> {
  return isModule(path) ? openModule(path, store, cwd) : openText(path, store);
}

/** No ruleset has more, but for what its aliases stand for. */
const mostValues = 1_000_000;

async function openText(path: string, store: DocumentStore): Promise<OpenedRuleset> {
  const opened = await store.open(path);
  if (opened.kind === 'failed') throw new RunError(withSource(path, opened.reason));
  const [first] = opened.opened;
  refuseMistakes(first?.problems ?? []);
  if (!first || !isObject(first.document.value)) throw new RunError(`${path} is no Spectral ruleset`);
  if (unfoldsBeyond(first.document.value, mostValues))
    throw new RunError(
      `${path} holds more than ${mostValues} values, each as often as an alias stands for it`,
    );
  const { document } = first;
  const documents = createCollection(document, []);
  await addReferenced(document, documents, store);
  return {
    uri: document.uri,
    text: document.text,
    value: first.document.value,
    documents,
    node: (...keys) => nearest(document, keys),
  };
}

function nearest(document: Document, keys: readonly string[]): Node {
  let node = rootNode(document);
  for (const key of keys) {
    const next = child(node, key);
    if (next === undefined) return node;
    node = next;
  }
  return node;
}

/** Reads the files that schemas in a ruleset refer to; where one is not there, its schema says so. */
async function addReferenced(
  from: Document,
  documents: DocumentCollection,
  store: DocumentStore,
): Promise<void> {
  const waiting: unknown[] = [from.value];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    for (const part of Object.values(value) as unknown[]) if (part !== undefined) waiting.push(part);
    const reference = isObject(value) && Object.hasOwn(value, '$ref') ? value['$ref'] : undefined;
    if (typeof reference !== 'string' || reference.startsWith('#')) continue;
    const uri = resolveUri(from.uri, reference.replace(/#.*$/s, ''));
    if (documents.all.has(uri)) continue;
    const opened = await store.openReferenced(uri, from);
    if (opened.kind === 'failed') documents.fail(uri, opened);
    else {
      documents.add(opened.document, opened.problems);
      await addReferenced(opened.document, documents, store);
    }
  }
}

async function openModule(path: string, store: DocumentStore, cwd: string): Promise<OpenedRuleset> {
  const value = await importDefault(path, cwd);
  if (!isObject(value)) throw new RunError(`${path} is no Spectral ruleset: it exports none as default`);
  const opened = rulesetOf(value, path, await readFile(resolve(cwd, path), 'utf8'));
  await addReferenced(opened.node().document, opened.documents, store);
  return opened;
}

/**
 * Takes a ruleset as a module has it, and the module's path and text; gives it. Lines of modules are not known: what
 * is written in them is placed at their beginning.
 */
export function rulesetOf(value: JsonObject, path: string, text: string): OpenedRuleset {
  const nodeOf = (part: unknown): Node => rootNode(parseText(path, asJson(part), 'json').document);
  const node = (...keys: readonly string[]): Node => {
    let part: unknown = value;
    for (const key of keys) part = isObject(part) || Array.isArray(part) ? Reflect.get(part, key) : undefined;
    return nodeOf(part);
  };
  return { uri: path, text, value, documents: createCollection(nodeOf(null).document, []), node };
}

/** What functions and cycles keep from being JSON is nothing that has to be looked at. */
function asJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'null';
  } catch {
    return 'null';
  }
}

/** Takes the path of a module and the working directory; gives what it exports as default. Throws RunError. */
export async function importDefault(path: string, cwd: string): Promise<unknown> {
  if (!existsSync(resolve(cwd, path)))
    throw new RunError(`${path} could not be loaded: there is no such file`);
  try {
    const module = (await importModule(path, cwd)) as { readonly default?: unknown };
    const exported = module.default;
    // A module that was made for require() has what it exports as default in there once more.
    return isObject(exported) && Object.hasOwn(exported, 'default')
      ? exported['default']
      : (exported ?? module);
  } catch (error) {
    const [reason = ''] = reasonOf(error).split('\n', 1);
    const [, name] = /^Cannot find (?:package|module) '((?:@[^/']+\/)?[^./'@][^/']*)/.exec(reason) ?? [];
    // Spectral brings along what modules of rulesets use of it; here it has to be installed.
    const why = name === undefined ? reason : `it needs ${name}: npm install --save-dev ${name}`;
    throw new RunError(`${path} could not be loaded: ${why}`);
  }
}

/**
 * Takes what a ruleset extends by a path or by the name of a package, and the ruleset's own path; gives the path to
 * open. Throws RunError where a package is not installed there.
 */
export function pathOfExtended(name: string, from: string, cwd: string): string {
  if (/^\.{0,2}\//.test(name) || (/\.(ya?ml|json|[cm]?[jt]s)$/.test(name) && !name.startsWith('@'))) {
    const folder = dirname(from).replaceAll('\\', '/');
    return name.startsWith('/') || folder === '.' ? name : `${folder}/${name}`;
  }
  try {
    const found = createRequire(resolve(cwd, from)).resolve(name);
    return relative(cwd, found).replaceAll('\\', '/');
  } catch {
    throw new RunError(`the package ${name} is not installed beside ${from}`);
  }
}
