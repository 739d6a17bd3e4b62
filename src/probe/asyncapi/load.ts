import { createCollection } from '../../document/collection.ts';
import type { Document, DocumentProblem } from '../../document/document.ts';
import { child, isObjectNode, rootNode, stringChild, textOf } from '../../document/node.ts';
import type { DocumentStore } from '../../document/store.ts';
import { createSchemas } from '../../schema/create-schemas.ts';
import { readChannels } from './channels.ts';
import { followAll } from './follow-all.ts';
import type { AsyncApi, AsyncApiProblem, DescribedEnd } from './model.ts';

/**
 * Takes a document, what is wrong with its text, where to read others, and which end of the API it describes; gives the
 * AsyncAPI description (3.x) that it is, with every mistake that keeps messages from being judged by it.
 */
export async function loadAsyncApi(
  document: Document,
  documentProblems: readonly DocumentProblem[],
  store: DocumentStore,
  end: DescribedEnd,
): Promise<AsyncApi> {
  const documents = createCollection(document, documentProblems, store.limits);
  const problems = new Map<string, AsyncApiProblem>();
  const root = rootNode(document);
  const complain = (
    node: AsyncApiProblem['node'],
    problem: string,
    part: AsyncApiProblem['part'] = 'value',
  ): void => {
    // What several channels and operations refer to is read for each of them.
    problems.set(`${node.document.uri}#${node.pointer} ${problem}`, { node, problem, part });
  };
  const read = isReadable(root, documentProblems, complain);
  const referenceProblems = read ? await followAll(documents, store) : [];
  const reading = {
    documents,
    schemas: createSchemas(documents),
    contentType: stringChild(root, 'defaultContentType')?.value,
    complain,
  };
  const channels = read ? readChannels(root, reading, end) : [];
  return {
    root: document,
    documents: documents.all,
    channels,
    problems: [...problems.values()],
    documentProblems: documents.problems,
    referenceProblems,
  };
}

type Complain = (node: AsyncApiProblem['node'], problem: string, part?: AsyncApiProblem['part']) => void;

function isReadable(
  root: AsyncApiProblem['node'],
  problems: readonly DocumentProblem[],
  complain: Complain,
): boolean {
  if (!isObjectNode(root)) {
    // A text that could not be read at all was told of.
    if (problems.length === 0) complain(root, 'this is no AsyncAPI document');
    return false;
  }
  const version = child(root, 'asyncapi');
  if (version === undefined) {
    complain(root, 'this is no AsyncAPI document: "asyncapi" with its version is missing', 'key');
    return false;
  }
  const written = textOf(version.value);
  if (/^3\.\d+(?:\.|$)/.test(written)) return true;
  const older = /^[12]\./.test(written);
  complain(
    version,
    older
      ? `AsyncAPI ${written} is not read: convert it to 3.0`
      : '"asyncapi" must be a version such as 3.0.0',
  );
  return false;
}
