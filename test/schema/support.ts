import { createCollection } from '../../src/document/collection.ts';
import type { Documents } from '../../src/document/documents.ts';
import { isObjectNode, items, members, nodeAt, rootNode } from '../../src/document/node.ts';
import { toPointer } from '../../src/document/pointer.ts';
import type { Dialect, Direction, SchemaSite } from '../../src/openapi/model.ts';
import { createSchemas } from '../../src/schema/create-schemas.ts';
import type { Judgement } from '../../src/schema/violation.ts';
import { documentOf } from '../openapi/support.ts';

/** Takes values by uri, the root first; gives them as the documents of one description. */
export function documentsOf(values: Readonly<Record<string, unknown>>): Documents {
  const [root, ...others] = Object.entries(values).map(([uri, value]) => documentOf(value, uri));
  if (!root) throw new Error('no document');
  const documents = createCollection(root, []);
  for (const document of others) documents.add(document, []);
  for (const document of documents.all.values()) {
    const waiting = [rootNode(document)];
    for (let node = waiting.shift(); node; node = waiting.shift()) {
      if (isObjectNode(node)) documents.declare(node);
      waiting.push(...members(node).map(([, member]) => member), ...items(node));
    }
  }
  return documents;
}

/** Takes a place in the root document as `/a/b`; gives it as a site. */
export function siteIn(
  documents: Documents,
  at: string,
  dialect: Dialect,
  direction: Direction = 'response',
): SchemaSite {
  const pointer = toPointer(at);
  const node = pointer === undefined ? undefined : nodeAt(documents.root, pointer);
  if (!node) throw new Error(`nothing at ${at}`);
  return { node, dialect, direction };
}

/** Takes a schema that is a document of its own; gives what judging values with it comes to. */
export function judgeWith(
  schema: unknown,
  dialect: Dialect = 'json-schema-2020-12',
  direction: Direction = 'response',
  compileFrom?: number,
): (value: unknown) => Judgement {
  const documents = documentsOf({ 'schema.json': schema });
  const schemas = createSchemas(documents, compileFrom);
  const site = { node: rootNode(documents.root), dialect, direction };
  return (value) => schemas.judge(site, value);
}

/** Takes a judgement; gives one line per violation: `instance keyword: message`. */
export function lines(judgement: Judgement): string[] {
  if (judgement.kind === 'valid') return [];
  if (judgement.kind === 'unjudged') {
    return [`unjudged at ${judgement.uncompilable.node.pointer}: ${judgement.uncompilable.reason}`];
  }
  return judgement.violations.map(({ instance, keyword, message }) => `${instance} ${keyword}: ${message}`);
}
