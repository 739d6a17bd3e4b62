import { isArazzo } from '../recordings/recognise.ts';
import type { Document, Node } from '../../document/document.ts';
import { child, isObjectNode, items, rootNode, textOf } from '../../document/node.ts';
import { resolveUri } from '../../document/uri.ts';
import type { Complain } from '../recordings/fields.ts';
import { hasSelectors } from './expression-type.ts';
import type { OpenReferenced } from '../recordings/recording.ts';

/** A workflow as it is written, by its `workflowId`. */
export interface WrittenWorkflow {
  readonly id: string;
  readonly node: Node;
}

/** A description of workflows as it is written, with those that it is built on. */
export interface WrittenDescription {
  readonly document: Document;
  readonly sources: readonly WrittenSource[];
  readonly workflows: readonly WrittenWorkflow[];
}

export interface WrittenSource {
  readonly name: string;
  readonly node: Node;
  readonly url: Node<string>;
  /** Relative to the working directory, as the description itself. */
  readonly uri: string;
  readonly type: string;
  readonly description: WrittenDescription | undefined;
}

/** Descriptions are opened as many, and within one another as deep. */
const mostDescriptions = 100;

/**
 * Takes a description of workflows (Arazzo 1.0), what opens others, and what takes its mistakes; gives it and those
 * that its `sourceDescriptions` name, each once.
 */
export async function readDescription(
  document: Document,
  openReferenced: OpenReferenced,
  complain: Complain,
): Promise<WrittenDescription> {
  const opened = new Map<string, WrittenDescription>();

  const read = async (text: Document): Promise<WrittenDescription> => {
    const sources: WrittenSource[] = [];
    const root = rootNode(text);
    const version = child(root, 'arazzo');
    if (!/^1\.[01]\.\d/.test(textOf(version?.value)))
      complain(
        version ?? root,
        `version ${textOf(version?.value)} of Arazzo is not known here, 1.0 and 1.1 are`,
      );
    const description = { document: text, sources, workflows: workflowsIn(root, complain) };
    // Before its sources, so that two that name each other are no endless chain.
    opened.set(text.uri, description);
    for (const node of items(child(root, 'sourceDescriptions'))) {
      const source = await readSource(node, text);
      if (source) sources.push(source);
    }
    return description;
  };

  const readSource = async (node: Node, from: Document): Promise<WrittenSource | undefined> => {
    const name = child(node, 'name')?.value;
    const url = child(node, 'url');
    if (typeof name !== 'string' || typeof url?.value !== 'string') {
      complain(node, 'a source description must have a "name" and a "url"', 'value');
      return undefined;
    }
    const type =
      child(node, 'type')?.value ?? (/\.arazzo\.(ya?ml|json)$/i.test(url.value) ? 'arazzo' : 'openapi');
    if (type !== 'openapi' && type !== 'arazzo' && !(type === 'asyncapi' && hasSelectors(from)))
      complain(child(node, 'type') ?? node, 'the type of a source description must be openapi or arazzo');
    const uri = resolveUri(baseOf(from), url.value.replace(/#.*$/s, ''));
    const description = type === 'arazzo' ? await open(uri, url) : undefined;
    return { name, node, url: url as Node<string>, uri, type: textOf(type), description };
  };

  const open = async (uri: string, at: Node): Promise<WrittenDescription | undefined> => {
    const known = opened.get(uri);
    if (known) return known;
    const refuse = (problem: string): undefined => complain(at, problem) as undefined;
    if (opened.size >= mostDescriptions)
      return refuse(`more than ${mostDescriptions} descriptions are not opened`);
    const other = await openReferenced(uri, at.document);
    if (other.kind === 'failed') return refuse(other.reason);
    const { document: text, problems } = other;
    const [broken] = problems;
    if (broken)
      complain({ ...rootNode(text), document: { ...text, locate: () => broken.location } }, broken.message);
    if (isArazzo(text)) return read(text);
    return refuse(`${uri} is no description of workflows: it has no "arazzo"`);
  };

  return read(document);
}

/** What relative URLs in a description are relative to: where it says that it is, since 1.1 (section 4.3), or was read. */
function baseOf(document: Document): string {
  const self = hasSelectors(document) ? child(rootNode(document), '$self')?.value : undefined;
  return typeof self === 'string' ? resolveUri(document.uri, self) : document.uri;
}

function workflowsIn(root: Node, complain: Complain): WrittenWorkflow[] {
  const ids = new Set<string>();
  const found = items(child(root, 'workflows')).flatMap((node) => {
    const id = isObjectNode(node) ? child(node, 'workflowId') : undefined;
    if (typeof id?.value !== 'string') {
      complain(node, 'a workflow must have a "workflowId"', 'value');
      return [];
    }
    if (ids.has(id.value)) {
      complain(id, `there is another workflow ${id.value}`);
      return [];
    }
    ids.add(id.value);
    return [{ node, id: id.value }];
  });
  if (found.length === 0) complain(child(root, 'workflows') ?? root, 'there are no workflows');
  return found;
}

/** Takes a description; gives the first API that it or one of its own is built on: what its steps are judged by. */
export function firstApi(
  description: WrittenDescription,
  seen = new Set<WrittenDescription>(),
): WrittenSource | undefined {
  seen.add(description);
  for (const source of description.sources) {
    if (source.type === 'openapi') return source;
    if (!source.description || seen.has(source.description)) continue;
    const found = firstApi(source.description, seen);
    if (found) return found;
  }
  return undefined;
}
