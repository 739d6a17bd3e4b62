import type { Document, Node } from '../../document/document.ts';
import { defaultLimits } from '../../document/limits.ts';
import type { Documents } from '../../document/documents.ts';
import { child, isObject, isObjectNode, members, nodeAt, withValue } from '../../document/node.ts';
import { pointerKeys, toPointer } from '../../document/pointer.ts';
import type { Dialect } from '../../openapi/model.ts';
import { createSchemas } from '../../schema/create-schemas.ts';
import type { Schemas } from '../../schema/schemas.ts';
import type { Workflow } from './model.ts';

const dialect: Dialect = 'json-schema-2020-12';
/** References to references are followed as often. */
const mostHops = 20;

/** An input that a workflow declares. */
export interface Input {
  readonly node: Node;
  /** Its Schema Object, references followed. */
  readonly schema: Node;
  readonly required: boolean;
}

/** Takes a workflow; gives the inputs that its schema names (Arazzo 1.0.1 section 4.6.4), by name. */
export function inputsOf({ inputs }: Pick<Workflow, 'inputs'>): Map<string, Input> {
  const found = new Map<string, Input>();
  const enter = (schema: Node, depth: number): void => {
    const node = followed(schema);
    if (!isObjectNode(node) || depth > mostHops) return;
    const required = child(node, 'required')?.value;
    for (const [name, member] of members(child(node, 'properties'))) {
      const isRequired = Array.isArray(required) && required.includes(name);
      found.set(name, { node: member, schema: followed(member) ?? member, required: isRequired });
    }
    const all = child(node, 'allOf');
    if (all && Array.isArray(all.value))
      for (const index of all.value.keys()) {
        const part = child(all, index);
        if (part) enter(part, depth + 1);
      }
  };
  if (inputs) enter(inputs, 0);
  return found;
}

/** Takes a workflow; gives the names of all inputs that it can have, undefined where others may be passed too. */
export function inputNames({ inputs }: Pick<Workflow, 'inputs'>): readonly string[] | undefined {
  const node = inputs && followed(inputs);
  if (!isObjectNode(node) || !isObject(node.value['properties'])) return undefined;
  const open = ['allOf', 'anyOf', 'oneOf', 'patternProperties', 'if'].some((name) => name in node.value);
  const { additionalProperties = false } = node.value;
  return open || additionalProperties !== false ? undefined : Object.keys(node.value['properties']);
}

function followed(node: Node): Node | undefined {
  let at: Node | undefined = node;
  for (let hops = 0; hops < mostHops && isObjectNode(at); hops += 1) {
    const reference: unknown = at.value['$ref'];
    if (typeof reference !== 'string') return at;
    const pointer = reference.startsWith('#') ? toPointer(decodeFragment(reference.slice(1))) : undefined;
    at = pointer === undefined ? undefined : nodeAt(at.document, pointer);
  }
  return at;
}

function decodeFragment(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const schemasOf = new WeakMap<Document, Schemas>();

/**
 * Takes a workflow and values of its inputs; gives what its schema finds wrong with them, in words, once for each
 * input.
 */
export function inputFaults({ inputs, id }: Workflow, values: Readonly<Record<string, unknown>>): string[] {
  if (!inputs) return [];
  const { document } = inputs;
  let schemas = schemasOf.get(document);
  if (!schemas) schemasOf.set(document, (schemas = createSchemas(alone(document))));
  const judged = schemas.judge({ node: inputs, dialect, direction: 'request' }, values);
  if (judged.kind === 'valid') return [];
  if (judged.kind === 'unjudged')
    return [`the schema of the inputs of ${id} cannot be judged with: ${judged.uncompilable.reason}`];
  const faults = new Map<string, string>();
  for (const { message, instance } of judged.violations) {
    const [name = ''] = pointerKeys(instance);
    const what = instance === '' ? `the inputs of ${id}` : `the input ${instance.slice(1)} of ${id}`;
    if (!faults.has(name)) faults.set(name, `${what} ${message}`);
  }
  return [...faults.values()];
}

/** A document as the texts of a description that is all in it. */
function alone(document: Document): Documents {
  return {
    root: document,
    all: new Map([[document.uri, document]]),
    problems: [],
    limits: defaultLimits,
    resolve(reference, from) {
      const node = reference.startsWith('#') ? followed(withValue(from, { $ref: reference })) : undefined;
      return node
        ? { kind: 'found', node }
        : { kind: 'unresolved', reason: `${reference} leads to nothing in ${document.uri}` };
    },
  };
}

/** Takes a text that was given for an input and its schema; gives the value that it stands for. */
export function typedInput(text: unknown, schema: Node): unknown {
  const type = isObject(schema.value) ? schema.value['type'] : undefined;
  if (typeof text !== 'string' || type === 'string' || type === undefined) return text;
  const types: readonly unknown[] = Array.isArray(type) ? (type as unknown[]) : [type];
  try {
    const value = JSON.parse(text) as unknown;
    const is = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
    const fits = types.includes(is) || (is === 'number' && types.includes('integer'));
    if (fits) return value;
  } catch {
    // Not JSON: a list as people write one.
  }
  return types.includes('array') && !types.includes('string')
    ? text.split(',').map((one) => one.trim())
    : text;
}
