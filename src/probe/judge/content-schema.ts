import type { Node } from '../../document/document.ts';
import type { Documents } from '../../document/documents.ts';
import { child, isObject, items, members } from '../../document/node.ts';
import { appendKey, rootPointer, type Pointer } from '../../document/pointer.ts';
import type { SchemaSite } from '../../openapi/model.ts';
import { readExactJson } from './json-text.ts';

/** A text within a value whose schema says what it holds (JSON Schema 2020-12, Validation, section 8). */
export interface EncodedContent {
  /** Where in the value the text is. */
  readonly pointer: Pointer;
  readonly site: SchemaSite;
  readonly content: { readonly value: unknown } | { readonly reason: string };
}

/** As deep as schemas and values are followed. */
const deepest = 32;

/**
 * Takes a schema and a value; gives every text in it that the schema says is JSON with a schema of its own. JSON
 * Schema leaves judging these to the application; where a stream has no other way to describe its events, they are
 * the description. Looks through `$ref`, `allOf`, `properties` and `items`.
 */
export function encodedContents(documents: Documents, site: SchemaSite, value: unknown): EncodedContent[] {
  const found: EncodedContent[] = [];
  const visit = (schema: Node | undefined, part: unknown, pointer: Pointer, depth: number): void => {
    if (schema === undefined || !isObject(schema.value) || depth > deepest) return;
    const reference = child(schema, '$ref');
    if (typeof reference?.value === 'string') {
      const resolved = documents.resolve(reference.value, schema);
      if (resolved.kind === 'found') visit(resolved.node, part, pointer, depth + 1);
    }
    for (const member of items(child(schema, 'allOf'))) visit(member, part, pointer, depth + 1);
    const inner = child(schema, 'contentSchema');
    const type = child(schema, 'contentMediaType')?.value;
    if (
      typeof part === 'string' &&
      inner &&
      typeof type === 'string' &&
      /^application\/([\w.-]+\+)?json\b/.test(type)
    ) {
      found.push({ pointer, site: { ...site, node: inner }, content: readExactJson(part) });
    }
    if (Array.isArray(part)) {
      const each = child(schema, 'items');
      part.forEach((item, index) => visit(each, item, appendKey(pointer, index), depth + 1));
    } else if (isObject(part)) {
      for (const [name, property] of members(child(schema, 'properties'))) {
        if (Object.hasOwn(part, name)) visit(property, part[name], appendKey(pointer, name), depth + 1);
      }
    }
  };
  visit(site.node, value, rootPointer, 0);
  return found;
}

/**
 * Takes the schema of a stream's body and the stream's media type; gives the schema of the sequence that the text
 * stands for, where `contentMediaType` and `contentSchema` say so; undefined where they do not.
 */
export function streamSchema(
  documents: Documents,
  site: SchemaSite,
  essence: string,
): SchemaSite | undefined {
  let schema: Node | undefined = site.node;
  for (let depth = 0; schema !== undefined && depth < deepest; depth += 1) {
    const inner = child(schema, 'contentSchema');
    const type = child(schema, 'contentMediaType')?.value;
    if (inner && typeof type === 'string' && type.toLowerCase().startsWith(essence))
      return { ...site, node: inner };
    const reference: Node | undefined = child(schema, '$ref');
    if (typeof reference?.value !== 'string') return undefined;
    const resolved = documents.resolve(reference.value, schema);
    schema = resolved.kind === 'found' ? resolved.node : undefined;
  }
  return undefined;
}
