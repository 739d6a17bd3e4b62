import { textOf } from '../document/node.ts';
import { expandSources } from '../document/sources.ts';
import type { DocumentStore } from '../document/store.ts';
import { normalizeUri } from '../document/uri.ts';
import { nearestName } from '../document/nearest.ts';
import type { Document } from '../document/document.ts';
import type { SpecName } from '../findings/run-report.ts';
import type { HowToCrawl } from '../openapi/crawl.ts';
import { loadApi, type LoadedApi } from '../openapi/load.ts';
import { RunError } from './errors.ts';
import { withSource } from './files.ts';
import type { Io } from './io.ts';
import { fromBase } from './paths.ts';
import type { Settings } from './settings.ts';

/** One description of a run, loaded with all that it refers to. */
export interface OpenedSpec {
  /** Its name in the config, where it was named or listed there. */
  readonly name: string | undefined;
  readonly loaded: LoadedApi;
}

/**
 * Takes what the user named (files, folders, globs, URLs, `-`, `REV:PATH`, names of the config; none for all of the
 * config's); gives the descriptions there, and what could not be opened, each with the reason.
 */
export async function openSpecs(
  named: readonly string[],
  settings: Settings,
  store: DocumentStore,
  io: Io,
): Promise<{ readonly specs: readonly OpenedSpec[]; readonly failures: readonly string[] }> {
  const { apis } = settings.config;
  if (named.length === 0 && apis.size === 0) {
    throw new RunError(
      'nothing to read: name a description (a file, folder, glob, URL, REV:PATH or -), or list your APIs in apicheck.yaml',
    );
  }
  const specs: OpenedSpec[] = [];
  const failures: string[] = [];
  /** By uri, the name in the config by which a description was taken. */
  const taken = new Map<string, string | undefined>();
  for (const name of named.length === 0 ? [...apis.keys()] : named) {
    const api = apis.get(name);
    const path = api?.spec === undefined ? name : fromBase(settings.base, api.spec);
    const expanded = await expandSources([path], { cwd: io.cwd });
    for (const { source, reason } of expanded.failures) {
      const near = api ? undefined : nearestName(name, apis.keys());
      const told = withSource(source, reason);
      if (near === undefined) failures.push(told);
      else if (told.endsWith('?')) failures.push(`${told.slice(0, -1)}, or the API "${near}"?`);
      else failures.push(`${told}; did you mean the API "${near}"?`);
    }
    for (const source of expanded.sources) {
      // What is named twice, or by a folder and alone, is one description.
      const uri = normalizeUri(source);
      const before = taken.get(uri);
      if (taken.has(uri) && (api === undefined || before === undefined || before === name)) continue;
      taken.set(uri, api && name);
      const opened = await openSource(source, store);
      if (typeof opened === 'string') failures.push(opened);
      else specs.push(...opened.map((loaded) => ({ name: api && name, loaded })));
    }
  }
  return { specs, failures };
}

/** As `openSpecs` for one that has to be there and be one. Throws RunError. */
export async function openOneSpec(
  named: string,
  settings: Settings,
  store: DocumentStore,
  io: Io,
): Promise<OpenedSpec> {
  const { specs, failures } = await openSpecs([named], settings, store, io);
  const [first, second] = specs;
  if (failures.length > 0) throw new RunError(failures.join('\n'));
  if (!first) throw new RunError(`${named}: no OpenAPI description there`);
  if (second) throw new RunError(`${named} holds several descriptions; name one of them`);
  return first;
}

/** Takes the uri of one source; gives the descriptions in it, or why they cannot be had. */
export async function openSource(
  source: string,
  store: DocumentStore,
  how: Pick<HowToCrawl, 'pause'> = {},
): Promise<LoadedApi[] | string> {
  const opened = await store.open(source);
  if (opened.kind === 'failed') return withSource(source, opened.reason);
  const apis: LoadedApi[] = [];
  for (const { document, problems } of opened.opened) {
    const loaded = await loadApi(document, problems, store, how);
    if (loaded.kind === 'not-openapi') return withSource(source, loaded.reason);
    apis.push(loaded);
  }
  return apis;
}

/** Takes a description and its part in the run; gives how a report names it. */
export function specName({ name, loaded }: OpenedSpec, role: SpecName['role']): SpecName {
  const { root } = loaded.api.documents;
  return { uri: root.uri, role, ...(name !== undefined && { api: name }), ...openapiField(root) };
}

function openapiField({ value }: Document): { openapi?: string } {
  if (typeof value !== 'object' || value === null) return {};
  const { openapi, swagger } = value as { openapi?: unknown; swagger?: unknown };
  const field = openapi ?? swagger;
  return field === undefined ? {} : { openapi: textOf(field) };
}

/** Adds the texts of a description to those that a report shows lines of. */
export function addTexts(texts: Map<string, string>, documents: Iterable<Document>): void {
  for (const document of documents) texts.set(document.uri, document.text);
}
