import { createStore, type DocumentStore, type StoreOptions } from '../document/store.ts';
import { loadApi, type LoadedApi } from '../openapi/load.ts';

/** How documents are read. */
export interface LoadOptions extends Partial<Omit<StoreOptions, 'cwd'>> {
  /** The directory that relative paths begin at, and that uris in reports are relative to. */
  readonly cwd: string;
}

/** A description or a recording could not be had: not found, not readable, not what it should be. */
export class NotLoaded extends Error {
  override readonly name = 'NotLoaded';
}

/**
 * Takes the path of a description, its URL or `REV:PATH`; gives it with everything that it refers to. Mistakes in it
 * are no error: `lint` tells of them. Throws NotLoaded where there is no description, or more than one.
 */
export async function load(source: string, options: LoadOptions): Promise<LoadedApi> {
  const store = storeFor(options);
  const opened = await store.open(source);
  if (opened.kind === 'failed') throw new NotLoaded(opened.reason);
  const [first, second] = opened.opened;
  if (first === undefined) throw new NotLoaded(`${source} holds nothing`);
  if (second !== undefined) throw new NotLoaded(`${source} holds several descriptions`);
  const loaded = await loadApi(first.document, first.problems, store);
  if (loaded.kind === 'not-openapi') throw new NotLoaded(`${source}: ${loaded.reason}`);
  return loaded;
}

/** Takes how to read; gives a store with nothing in it. */
export function storeFor(options: LoadOptions): DocumentStore {
  // Who calls from JavaScript has no compiler to say so.
  if (typeof (options as Partial<LoadOptions> | undefined)?.cwd !== 'string')
    throw new TypeError('the option `cwd` is missing: the directory that relative paths begin at');
  return createStore({ offline: false, ...options });
}
