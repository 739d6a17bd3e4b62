import type { Node } from '../../document/document.ts';
import { child, isObject, isObjectNode, items, members } from '../../document/node.ts';
import { pointerKeys, toPointer } from '../../document/pointer.ts';
import type { Operation } from '../../openapi/model.ts';
import { expressionProblem } from '../captures.ts';
import type { Field } from '../exchange.ts';
import { textOf } from '../variables.ts';
import { stepVariable, withValue, type ArazzoNames } from './arazzo-values.ts';
import type { Complain } from './fields.ts';
import type { Capture, RecordedBody, RecordedExchange } from './recording.ts';

/** What a step is read with. */
export interface StepContext {
  readonly workflow: string;
  readonly names: ArazzoNames;
  readonly operation: Operation;
  /** Those that all steps of the workflow have, before its own. */
  readonly parameters: readonly Node[];
  readonly complain: Complain;
}

/** Takes a step, its name and the operation that it calls; gives it as an exchange without a response. */
export function readStep(node: Node, id: string, context: StepContext): RecordedExchange {
  const { workflow, operation, complain, names } = context;
  const parameters = readParameters([...context.parameters, ...items(child(node, 'parameters'))], context);
  const fields = (place: string): Field[] =>
    parameters.filter((one) => one.in === place).flatMap((one) => one.fields);
  const cookies = fields('cookie').map(({ name, value }) => `${name}=${value}`);
  const { body, contentType } = readRequestBody(child(node, 'requestBody'), context);
  const headers = [
    ...(contentType === undefined ? [] : [{ name: 'content-type', value: contentType, node }]),
    ...fields('header'),
    ...(cookies.length === 0 ? [] : [{ name: 'cookie', value: cookies.join('; '), node }]),
  ];
  return {
    name: `${workflow}: ${id}`,
    node,
    doubleBraces: true,
    request: {
      node,
      method: operation.method.toUpperCase(),
      target: withValue(
        child(node, 'operationId') ?? child(node, 'operationPath') ?? node,
        fillPath(operation.path, fields('path')),
      ) as Node<string>,
      query: fields('query'),
      headers,
      body,
    },
    response: undefined,
    capture: readOutputs(child(node, 'outputs'), workflow, id, complain),
    criteria: items(child(node, 'successCriteria')).map((one) => ({
      node: child(one, 'condition') ?? one,
      condition: conditionOf(one),
      variableOf: names.variableOf,
    })),
    flow: workflow,
    auth: undefined,
    offline: undefined,
    cleanup: false,
  };
}

interface StepParameter {
  readonly in: string;
  readonly fields: readonly Field[];
}

/** The later of two of the same name and place counts (Arazzo 1.0.1 section 4.6.5). */
function readParameters(
  nodes: readonly Node[],
  { names, complain, operation }: StepContext,
): StepParameter[] {
  const found = new Map<string, StepParameter>();
  for (const written of nodes) {
    const node = referenced(written);
    const name = node && child(node, 'name')?.value;
    const value = child(written, 'value') ?? (node && child(node, 'value'));
    if (node === undefined || typeof name !== 'string' || value === undefined) {
      complain(written, 'a parameter must have a name and a value, or be a reference to one', 'value');
      continue;
    }
    const declared = operation.parameters.filter((one) => one.name === name);
    const place = child(node, 'in')?.value ?? (declared.length === 1 ? declared[0]?.in : undefined);
    if (typeof place !== 'string' || !['path', 'query', 'header', 'cookie'].includes(place)) {
      complain(child(node, 'in') ?? node, `where ${name} goes must be path, query, header or cookie`);
      continue;
    }
    const filled = names.value(value.value);
    const texts = Array.isArray(filled) ? filled.map(textOf) : [textOf(filled)];
    // Exploded form in a query, simple elsewhere: the defaults of OpenAPI.
    const values = place === 'query' ? texts : [texts.join(',')];
    const fields = values.map((text) => ({ name, value: text.replace(/[\r\n\0]+/g, ' '), node: value }));
    found.set(`${place} ${name}`, { in: place, fields });
  }
  return [...found.values()];
}

/** `{ reference: $components.parameters.NAME }` leads to one under `components` of the document. */
function referenced(node: Node): Node | undefined {
  const reference = isObjectNode(node) ? child(node, 'reference')?.value : undefined;
  if (reference === undefined) return isObjectNode(node) ? node : undefined;
  const name = /^\$components\.parameters\.(.+)$/.exec(String(reference))?.[1];
  const root: Node = { document: node.document, pointer: '' as Node['pointer'], value: node.document.value };
  const components = child(root, 'components');
  const parameters = components && child(components, 'parameters');
  const found = name === undefined || !parameters ? undefined : child(parameters, name);
  return isObjectNode(found) ? found : undefined;
}

function fillPath(template: string, fields: readonly Field[]): string {
  return template.replace(/\{([^{}]+)\}/g, (written, name: string) => {
    const field = fields.find((one) => one.name === name);
    if (field === undefined) return written;
    // What is a variable is encoded when it is filled in.
    return field.value
      .split(/(\{\{[^{}]+\}\})/)
      .map((part, index) => (index % 2 === 1 ? part : encodeURIComponent(part)))
      .join('');
  });
}

function readRequestBody(
  node: Node | undefined,
  { names, complain, operation }: StepContext,
): { readonly body: RecordedBody | undefined; readonly contentType: string | undefined } {
  if (node === undefined) return { body: undefined, contentType: undefined };
  const payload = child(node, 'payload');
  const written = child(node, 'contentType')?.value;
  const [declared] = operation.requestBody?.content.keys() ?? [];
  const contentType = typeof written === 'string' ? written : (declared ?? 'application/json');
  if (payload === undefined) return { body: undefined, contentType };
  const replaced = replace(payload, items(child(node, 'replacements')), complain);
  if (typeof replaced === 'string' && !isWhole(replaced))
    return { body: { kind: 'text', text: names.text(replaced), node: payload }, contentType };
  return { body: { kind: 'data', node: withValue(payload, names.value(replaced)) }, contentType };
}

/** A payload that is one expression is a value of whatever type. */
function isWhole(text: string): boolean {
  return /^\$[^\s{}]+$/.test(text);
}

function replace(payload: Node, replacements: readonly Node[], complain: Complain): unknown {
  if (replacements.length === 0) return payload.value;
  const copy = { whole: structuredClone(payload.value) };
  for (const replacement of replacements) {
    const target = child(replacement, 'target');
    const value = child(replacement, 'value');
    const pointer = typeof target?.value === 'string' ? toPointer(target.value) : undefined;
    if (pointer === undefined || value === undefined) {
      complain(target ?? replacement, 'a replacement must have a JSON Pointer as "target", and a "value"');
      continue;
    }
    if (!setAt(copy, ['whole', ...pointerKeys(pointer)], value.value))
      complain(target ?? replacement, `the payload has nothing at ${pointer}`);
  }
  return copy.whole;
}

function setAt(root: Record<string, unknown>, keys: readonly string[], value: unknown): boolean {
  let at: unknown = root;
  for (const key of keys.slice(0, -1)) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return false;
    at = (at as Record<string, unknown>)[key];
  }
  const last = keys.at(-1) ?? '';
  if (typeof at !== 'object' || at === null) return false;
  if (Array.isArray(at) && !(/^\d+$/.test(last) && Number(last) <= at.length)) return false;
  Object.defineProperty(at, last, { value, enumerable: true, writable: true, configurable: true });
  return true;
}

function conditionOf(node: Node): string | undefined {
  if (!isObject(node.value)) return undefined;
  const { condition, type = 'simple' } = node.value;
  return type === 'simple' && typeof condition === 'string' ? condition : undefined;
}

function readOutputs(node: Node | undefined, workflow: string, step: string, complain: Complain): Capture[] {
  return members(node).flatMap(([name, expression]): Capture[] => {
    const problem =
      typeof expression.value === 'string'
        ? expressionProblem(expression.value)
        : 'an output must be a runtime expression';
    if (problem === undefined)
      return [{ name: stepVariable(workflow, step, name), expression: expression as Node<string> }];
    complain(expression, problem);
    return [];
  });
}
