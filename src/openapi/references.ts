import type { Document, Node } from '../document/document.ts';
import {
  child,
  isObject,
  members,
  nodeAt,
  objectChild,
  stringChild,
  type JsonObject,
} from '../document/node.ts';
import { appendKey, rootPointer, type Pointer } from '../document/pointer.ts';
import type { Pending } from './pending.ts';
import type { FieldType } from './structure/field.ts';
import type { ObjectVisit, ReferenceVia, ReferenceVisit } from './visits.ts';

const schema: FieldType = { is: 'object', kind: 'schema' };

/**
 * Takes an object that stands for another by `$ref`, what is expected there, and the visit of the object or of the
 * one around it; gives the reference.
 */
export function referenceOf(use: Node<JsonObject>, type: FieldType, by: ObjectVisit | undefined): Pending[] {
  const node = stringChild(use, '$ref');
  return node === undefined ? [] : [pending(use, node, node.value, '$ref', type, by)];
}

/**
 * Takes an object, and what it is; gives the references that it makes without a `$ref`: of a schema by
 * `$dynamicRef`, of a discriminator by its mappings, of a link by its `operationRef`. `by` is its visit.
 */
export function otherReferencesOf(
  use: Node<JsonObject>,
  type: FieldType,
  modern: boolean,
  root: Document,
  by: ObjectVisit | undefined,
): Pending[] {
  if (type.is !== 'object' || Object.hasOwn(use.value, '$ref')) return [];
  if (type.kind === 'schema' && modern) {
    const node = stringChild(use, '$dynamicRef');
    return node ? [pending(use, node, node.value, '$dynamicRef', schema, by)] : [];
  }
  if (type.kind === 'link') return linked(use, type);
  return type.kind === 'discriminator' ? mappings(use, root, by) : [];
}

/** A link may lead to an operation in another file. That file is read to see whether it has it, and not walked. */
function linked(use: Node<JsonObject>, type: FieldType): Pending[] {
  const node = stringChild(use, 'operationRef');
  if (!node || !/^[^#:]+#/.test(node.value)) return [];
  return [{ reference: node.value, node, via: 'operationRef', type, visit: undefined }];
}

function mappings(use: Node<JsonObject>, root: Document, by: ObjectVisit | undefined): Pending[] {
  const nodes = members(objectChild(use, 'mapping')).map(([, node]) => node);
  const fallback = child(use, 'defaultMapping');
  if (fallback) nodes.push(fallback);
  return nodes
    .filter(isText)
    .map((node) => pending(use, node, mappingReference(node.value, root), 'mapping', schema, by));
}

function isText(node: Node): node is Node<string> {
  return typeof node.value === 'string' && node.value !== '';
}

/**
 * Takes a value of a discriminator's `mapping` and the root document; gives the reference that it stands for: the
 * name of a component, which goes before a URI reference (3.1.1, Discriminator Object).
 */
export function mappingReference(value: string, root: Document): string {
  if (!/^[a-zA-Z0-9._-]+$/.test(value) || !isObject(root.value)) return value;
  const components = Object.hasOwn(root.value, 'components') ? root.value['components'] : undefined;
  const schemas =
    isObject(components) && Object.hasOwn(components, 'schemas') ? components['schemas'] : undefined;
  if (!isObject(schemas) || !Object.hasOwn(schemas, value)) return value;
  return `#${appendKey(appendKey(appendKey(rootPointer, 'components'), 'schemas'), value)}`;
}

/**
 * Takes a reference; where it is the one by which a schema builds on another that has a `discriminator`, gives that
 * discriminator and the schema: its name is a value of the discriminator (3.1.1, Discriminator Object).
 */
export function impliedBy({
  use,
  kind,
  via,
  target,
}: ReferenceVisit): { by: Node; schema: Node } | undefined {
  if (kind !== 'schema' || via !== '$ref' || target === undefined) return undefined;
  // Asked of every reference: few lead to what has one, and few pointers need be looked at.
  const by = child(target, 'discriminator');
  const holder = by && /^(.*)\/allOf\/\d+$/s.exec(use.pointer)?.[1];
  const schema = holder === undefined ? undefined : nodeAt(use.document, holder as Pointer);
  return by && schema && { by, schema };
}

function pending(
  use: Node<JsonObject>,
  node: Node<string>,
  reference: string,
  via: ReferenceVia,
  type: FieldType,
  by: ObjectVisit | undefined,
): Pending {
  const visit =
    type.is === 'object'
      ? { type: 'reference' as const, node, use, by, kind: type.kind, via, target: undefined }
      : undefined;
  return { reference, node, via, type, visit };
}
