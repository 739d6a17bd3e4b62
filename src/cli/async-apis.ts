import { child, rootNode } from '../document/node.ts';
import type { DocumentStore } from '../document/store.ts';
import type { Collector } from '../findings/collect.ts';
import type { AsyncApi } from '../probe/asyncapi/model.ts';
import { RunError } from './errors.ts';
import { withSource } from './files.ts';
import { fromBase } from './paths.ts';
import type { Settings } from './settings.ts';
import type { OpenedSpec } from './specs.ts';

/**
 * Takes a description, its name in the config if it has one, and files that options name; gives the AsyncAPI documents
 * that options, the config or the description name beside it. Throws RunError where one of the first two cannot be had.
 */
export async function asyncApisOf(
  { loaded }: OpenedSpec,
  name: string | undefined,
  { config, base }: Settings,
  store: DocumentStore,
  collector: Collector,
  given: readonly string[] = [],
): Promise<readonly AsyncApi[]> {
  const written = (name === undefined ? undefined : config.apis.get(name))?.asyncapi ?? [];
  const { root } = loaded.api.documents;
  if (given.length + written.length === 0 && child(rootNode(root), 'x-asyncapi') === undefined) return [];
  const { openAsyncApis } = await import('../probe/asyncapi/open.ts');
  const configured = written.map((one) => ({ ...one, file: fromBase(base, one.file) }));
  const named = [...given.map((file) => ({ file })), ...configured];
  const { asyncApis, failures } = await openAsyncApis(loaded.api, named, store, collector);
  if (failures.length > 0)
    throw new RunError(failures.map(({ file, reason }) => withSource(file, reason)).join('\n'));
  return asyncApis;
}
