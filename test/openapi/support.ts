import { defaultLimits } from '../../src/document/limits.ts';
import type { Document } from '../../src/document/document.ts';
import type { Pointer } from '../../src/document/pointer.ts';
import type { DocumentStore } from '../../src/document/store.ts';
import { loadApi, type LoadedApi } from '../../src/openapi/load.ts';
import type { Match } from '../../src/openapi/match.ts';

/** A document of a value, without a text: places are all at its start. */
export function documentOf(value: unknown, uri = 'api.yaml'): Document {
  const start = { line: 1, column: 1 };
  return {
    uri,
    text: '',
    format: 'json',
    sound: true,
    value,
    locate: (pointer: Pointer) => ({ uri, pointer, range: { start, end: start } }),
    span: () => ({ start: 0, end: 0 }),
  };
}

/** A store that has the given documents, by uri. */
export function storeOf(
  others: Readonly<Record<string, unknown>> = {},
): DocumentStore & { readonly read: string[] } {
  const read: string[] = [];
  return {
    read,
    limits: defaultLimits,
    refusal: () => undefined,
    name: () => {},
    open: (uri) => Promise.resolve({ kind: 'failed', reason: `${uri} is not for this test` }),
    openReferenced(uri) {
      read.push(uri);
      if (!Object.hasOwn(others, uri))
        return Promise.resolve({ kind: 'failed', reason: `${uri} does not exist` });
      return Promise.resolve({ kind: 'opened', document: documentOf(others[uri], uri), problems: [] });
    },
  };
}

/** Loads a value that is an OpenAPI document. */
export async function load(
  value: unknown,
  others: Readonly<Record<string, unknown>> = {},
): Promise<LoadedApi> {
  const loaded = await loadApi(documentOf(value), [], storeOf(others));
  if (loaded.kind !== 'api') throw new Error(loaded.reason);
  return loaded;
}

export type Version = '2.0' | '3.0.3' | '3.1.1' | '3.2.0';

/** The least description of a version, with some of its fields replaced. */
export function description(
  version: Version,
  fields: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const opening = version === '2.0' ? { swagger: version } : { openapi: version };
  return { ...opening, info: { title: 'A', version: '1' }, paths: {}, ...fields };
}

/** A description with one operation, `GET /a`. */
export function withOperation(
  version: Version,
  operation: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const responses = { 200: { description: 'ok' } };
  return description(version, { paths: { '/a': { get: { responses, ...operation } } } });
}

/** A description with one component schema, `S`. */
export function withSchema(version: Version, schema: unknown): Record<string, unknown> {
  if (version === '2.0') return description(version, { definitions: { S: schema } });
  return description(version, { components: { schemas: { S: schema } } });
}

/** Structure problems in short: `code pointer`. */
export function inShort({ structure }: LoadedApi): string[] {
  return structure.map(({ code, node }) => `${code} ${node.pointer}`);
}

/** A match in short. */
export function matchInShort(match: Match): string {
  if (match.kind === 'matched') return match.operation.key;
  if (match.kind === 'method-unknown') return `${match.path} has ${match.methods.join(', ')}`;
  return `unknown, near ${match.nearest ?? 'nothing'}`;
}
