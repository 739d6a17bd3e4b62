import type { Node } from '../../document/document.ts';
import { child, isObject, items, rootNode } from '../../document/node.ts';
import type { DocumentStore, Failed, Opened } from '../../document/store.ts';
import { normalizeUri, resolveUri } from '../../document/uri.ts';
import type { Collector } from '../../findings/collect.ts';
import { reportDocumentProblems, reportReferenceProblems } from '../../findings/document-findings.ts';
import type { Api } from '../../openapi/model.ts';
import asyncapiInvalid from '../checks/asyncapi-invalid.ts';
import { loadAsyncApi } from './load.ts';
import type { AsyncApi, DescribedEnd } from './model.ts';

/** An AsyncAPI document that somebody named: its uri, and the end whose messages its `send` is about. */
export interface NamedAsyncApi {
  readonly file: string;
  /** Default: the provider. */
  readonly describes?: DescribedEnd;
}

/** A document that could not be had at all, and why. */
export type NotOpened = Failed & { readonly file: string };

/**
 * Takes an API, the AsyncAPI documents that the user named for it, where to read, and what takes their mistakes; gives
 * those documents and the ones that the contract names itself (`x-asyncapi`), with those of the user that could not be
 * had. A file that the contract names and that cannot be had is a finding there.
 */
export async function openAsyncApis(
  api: Api,
  named: readonly NamedAsyncApi[],
  store: DocumentStore,
  collector: Collector,
): Promise<{ readonly asyncApis: readonly AsyncApi[]; readonly failures: readonly NotOpened[] }> {
  const report = collector.reporter(asyncapiInvalid);
  const asyncApis = new Map<string, AsyncApi>();
  const failures: NotOpened[] = [];
  const add = async (opened: Opened, describes: DescribedEnd = 'provider'): Promise<void> => {
    if (opened.kind === 'failed' || asyncApis.has(opened.document.uri)) return;
    const asyncApi = await loadAsyncApi(opened.document, opened.problems, store, describes);
    asyncApis.set(opened.document.uri, asyncApi);
    // Texts that the contract refers to as well were told of with it.
    const others = asyncApi.documentProblems.filter(({ location }) => !api.documents.all.has(location.uri));
    reportDocumentProblems(collector, others, asyncApi.documents);
    reportReferenceProblems(collector, asyncApi.referenceProblems);
    for (const { node, problem, part } of asyncApi.problems)
      report({ message: 'invalid', params: { problem }, at: node, ...(part && { part }) });
  };
  for (const { file, describes } of named) {
    const found = await store.open(normalizeUri(file));
    const [first] = found.kind === 'opened' ? found.opened : [];
    if (found.kind === 'failed') failures.push({ ...found, file });
    else if (first) await add({ kind: 'opened', ...first }, describes);
  }
  const { root } = api.documents;
  const extension = child(rootNode(root), 'x-asyncapi');
  const uses = extension && Array.isArray(extension.value) ? items(extension) : extension ? [extension] : [];
  for (const use of uses) {
    const read = readUse(use);
    if (typeof read === 'string') {
      report({ message: 'invalid', params: { problem: read }, at: use });
      continue;
    }
    const opened = await store.openReferenced(resolveUri(root.uri, read.file), root);
    if (opened.kind === 'failed')
      report({ message: 'invalid', params: { problem: `"x-asyncapi": ${opened.reason}` }, at: use });
    await add(opened, read.describes);
  }
  return { asyncApis: [...asyncApis.values()], failures };
}

/** A path, or an object with `file` and `describes`; in a sentence, what is wrong with it. */
function readUse({ value }: Node): NamedAsyncApi | string {
  if (typeof value === 'string') return { file: value };
  const file = isObject(value) ? value['file'] : undefined;
  if (!isObject(value) || typeof file !== 'string')
    return '"x-asyncapi" must be the path of an AsyncAPI document, or an object with "file"';
  const { describes } = value;
  if (describes === undefined) return { file };
  if (describes !== 'provider' && describes !== 'client')
    return '"describes" of "x-asyncapi" must be "provider" or "client"';
  return { file, describes };
}
