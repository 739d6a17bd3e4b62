import type { Document } from '../document/document.ts';
import { isObject } from '../document/node.ts';
import type { LoadedApi } from './load.ts';
import type { OpenApiVersion } from './model.ts';

/** What joining a description's files came to. */
export type Bundled =
  | { readonly kind: 'bundled'; readonly value: unknown }
  | { readonly kind: 'failed'; readonly reason: string };

/** A key that no document has: NUL is not a character of YAML or JSON text. */
const maskedRef = '\u0000$ref';
/** Where relative uris are put for swagger-parser, deep enough for `../` to stay below. */
const base = 'https://bundle.invalid/1/2/3/4/5/6/7/8/9/';

/**
 * Takes a description of any number of files; gives it as one value, with references between files made local, or
 * with every reference replaced by what it leads to where `dereference` is set (those that lead back into
 * themselves stay). The files are those already read: swagger-parser reads none itself.
 */
export async function bundleApi(
  loaded: LoadedApi,
  options: { readonly dereference: boolean },
): Promise<Bundled> {
  const { api, visits } = loaded;
  const { root, all } = api.documents;
  const [problem] = api.referenceProblems;
  if (problem) return { kind: 'failed', reason: `${placeOf(problem.node)}: ${problem.message}` };

  const references = referencesOf(visits, api.version);
  const copies = new Map<string, unknown>();
  for (const document of all.values()) copies.set(virtualUrl(document), prepared(document.value, references));
  const rootUrl = virtualUrl(root);
  const rootCopy = copies.get(rootUrl);
  if (!isObject(rootCopy)) return { kind: 'failed', reason: `${root.uri} is not an object` };

  // Imported here, since nothing but bundling needs it.
  const { default: SwaggerParser } = await import('@apidevtools/swagger-parser');
  const parserOptions = {
    resolve: {
      file: false,
      http: false,
      read: {
        order: 1,
        canRead: ({ url }: { readonly url: string }) => copies.has(url),
        read: ({ url }: { readonly url: string }) => JSON.stringify(copies.get(url)),
      },
    },
    parse: { json: { order: 1, canParse: true }, yaml: false, text: false, binary: false },
    dereference: { circular: 'ignore' },
  } as const;
  try {
    const parser = new SwaggerParser();
    const presentable = present(rootCopy);
    const value = options.dereference
      ? await parser.dereference(rootUrl, presentable, parserOptions)
      : await parser.bundle(rootUrl, presentable, parserOptions);
    return { kind: 'bundled', value: unmasked(restored(value, root.value)) };
  } catch (error) {
    return { kind: 'failed', reason: `${root.uri} could not be bundled: ${reasonOf(error)}` };
  }
}

function placeOf({ document, pointer }: LoadedApi['api']['referenceProblems'][number]['node']): string {
  const { line, column } = document.locate(pointer).range.start;
  return `${document.uri}:${line}:${column}`;
}

function virtualUrl({ uri }: Document): string {
  // All files of a Git revision are in one: its name says nothing about their places to each other.
  const path = /^https?:/i.test(uri) ? uri : uri.replace(/^[^/:]+:(?!\/\/)/, '');
  return new URL(
    path === '-' ? 'stdin' : path.split('/').map(encodeURIComponent).join('/').replaceAll('%3A', ':'),
    base,
  ).href;
}

/** Whether what stands beside a `$ref` holds too, as in JSON Schema from 2019-09 on, or is passed over. */
type Siblings = 'hold' | 'ignored' | 'override';

function referencesOf(visits: LoadedApi['visits'], version: OpenApiVersion): ReadonlyMap<object, Siblings> {
  const modern = version === '3.1' || version === '3.2';
  const references = new Map<object, Siblings>();
  for (const visit of visits) {
    if (visit.type !== 'reference' || visit.via !== '$ref') continue;
    references.set(visit.use.value, !modern ? 'ignored' : visit.kind === 'schema' ? 'hold' : 'override');
  }
  return references;
}

/**
 * What stands in an example or an extension and looks like a reference is none: swagger-parser must not follow it.
 * It would also merge the siblings of a `$ref` into what that leads to, where they hold beside it or not at all.
 */
function prepared(value: unknown, references: ReadonlyMap<object, Siblings>): unknown {
  const moved = new Set<object>();
  return copy(
    value,
    (key, owner) => (key === '$ref' && !references.has(owner) && !moved.has(owner) ? maskedRef : key),
    (owner) => {
      const siblings = references.get(owner);
      const { $ref, ...rest } = owner as { readonly $ref?: unknown };
      if (siblings === undefined || siblings === 'override' || Object.keys(rest).length === 0) return owner;
      if (siblings === 'ignored') return { $ref };
      const { allOf, ...others } = rest as { readonly allOf?: unknown };
      const reference = { $ref };
      moved.add(reference);
      return { ...others, allOf: [reference, ...(Array.isArray(allOf) ? (allOf as unknown[]) : [])] };
    },
  );
}

function unmasked(value: unknown): unknown {
  return copy(value, (key) => (key === maskedRef ? '$ref' : key));
}

/** Copies each object once, so that what was shared, or leads back into itself, stays so. */
function copy(
  value: unknown,
  rename: (key: string, owner: object) => string,
  replace: (object: object) => object = (object) => object,
): unknown {
  const copies = new Map<object, unknown>();
  const visit = (part: unknown): unknown => {
    if (typeof part !== 'object' || part === null) return part;
    const known = copies.get(part);
    if (known !== undefined) return known;
    if (Array.isArray(part)) {
      const list: unknown[] = [];
      copies.set(part, list);
      for (const item of part) list.push(visit(item));
      return list;
    }
    const object: Record<string, unknown> = {};
    copies.set(part, object);
    for (const [key, member] of Object.entries(replace(part))) {
      // Assigning `__proto__` would change the copy's prototype in place of giving it a member.
      Object.defineProperty(object, rename(key, part), {
        value: visit(member),
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
    return object;
  };
  return visit(value);
}

/** swagger-parser refuses versions and shapes that it does not know, though joining files is the same for all. */
function present(
  root: Readonly<Record<string, unknown>>,
): Parameters<InstanceType<typeof import('@apidevtools/swagger-parser')>['bundle']>[1] {
  const swagger = Object.hasOwn(root, 'swagger');
  return {
    ...root,
    ...(swagger ? { swagger: '2.0' } : { openapi: '3.1.0', paths: root['paths'] ?? {} }),
  } as never;
}

function restored(value: unknown, root: unknown): unknown {
  if (!isObject(value) || !isObject(root)) return value;
  const { openapi: _version, swagger: _swagger, paths, ...rest } = value;
  const order = Object.keys(root);
  const members: Record<string, unknown> = {
    ...rest,
    openapi: root['openapi'],
    swagger: root['swagger'],
    paths,
  };
  const kept = [...order, ...Object.keys(rest).filter((key) => !order.includes(key))];
  return Object.fromEntries(kept.map((key) => [key, members[key]]));
}

function reasonOf(error: unknown): string {
  if (error instanceof RangeError) return 'it is nested too deeply';
  return error instanceof Error ? error.message : String(error);
}
