import type { Document, Node } from '../../document/document.ts';
import { child, isObject, isObjectNode, items, members, rootNode } from '../../document/node.ts';
import { pointerKeys, toPointer } from '../../document/pointer.ts';
import type { Api, Operation } from '../../openapi/model.ts';
import { createArazzoNames, stepVariable } from './arazzo-values.ts';
import { readStep } from './arazzo-step.ts';
import { limitComplaints } from './complaints.ts';
import type { Complain } from './fields.ts';
import { createLeftOut, type LeftOut } from './left-out.ts';
import type { ReadBytes, RecordedExchange, Recording, RecordingReporter, Variable } from './recording.ts';

/** Takes a document; gives whether it is a description of workflows (Arazzo 1). */
export function isArazzo({ value }: Document): boolean {
  return isObject(value) && typeof value['arazzo'] === 'string';
}

/**
 * Takes a description of workflows (Arazzo 1.0), and what takes its mistakes; gives it as a recording whose requests
 * are known with the API: each step one exchange, without a response. Steps that call other workflows are left out.
 */
export function readArazzo(document: Document, _: ReadBytes, report: RecordingReporter): Recording {
  const { complain, finish } = limitComplaints(report);
  const root = rootNode(document);
  const version = child(root, 'arazzo');
  if (!/^1\.0\.\d/.test(String(version?.value)))
    complain(version ?? root, `version ${String(version?.value)} of Arazzo is not known here, 1.0 is`);
  const sources = items(child(root, 'sourceDescriptions')).filter(
    (node) => isObjectNode(node) && (child(node, 'type')?.value ?? 'openapi') === 'openapi',
  );
  const url = sources[0] && child(sources[0], 'url');
  const workflows = items(child(root, 'workflows')).filter((node) => {
    const named = typeof child(node, 'workflowId')?.value === 'string';
    if (!named) complain(node, 'a workflow must have a "workflowId"', 'value');
    return named;
  });
  if (workflows.length === 0) complain(child(root, 'workflows') ?? root, 'there are no workflows');
  const source = sources[0] && child(sources[0], 'name')?.value;
  return {
    document,
    spec: typeof url?.value === 'string' ? (url as Node<string>) : undefined,
    variables: new Map(),
    exchanges: [],
    bodies: [],
    flowsOf(api) {
      const leftOut = createLeftOut();
      const flows = inOrder(workflows, complain).map((node) =>
        readWorkflow(node, { workflows, api, source, complain, leftOut }),
      );
      finish();
      const base = { document, spec: undefined, bodies: [], variables: inputsOf(workflows) };
      // What is handed from one workflow to another is known only when the one is done.
      if (workflows.some(isBound)) return [{ ...base, leftOut, exchanges: flows.flat() }];
      return flows.map((exchanges, index) => ({ ...base, exchanges, ...(index === 0 && { leftOut }) }));
    },
  };
}

interface Reading {
  readonly workflows: readonly Node[];
  readonly api: Api;
  /** What the contract is called. */
  readonly source: unknown;
  readonly complain: Complain;
  readonly leftOut: LeftOut;
}

function readWorkflow(
  node: Node,
  { workflows, api, source, complain, leftOut }: Reading,
): RecordedExchange[] {
  const workflow = idOf(node);
  const names = createArazzoNames(workflow, (id, output) => outputVariable(workflows, id, output));
  const parameters = items(child(node, 'parameters'));
  return items(child(node, 'steps')).flatMap((step, index): RecordedExchange[] => {
    const id = child(step, 'stepId')?.value;
    const name = typeof id === 'string' ? id : String(index + 1);
    if (child(step, 'workflowId')) {
      leftOut.add('steps that call a workflow', step, `${workflow}: ${name}`);
      return [];
    }
    const called = operationOf(step, api, source);
    if (typeof called === 'string') {
      leftOut.add(called, step, `${workflow}: ${name}`);
      return [];
    }
    if (called === undefined) {
      const written = child(step, 'operationId') ?? child(step, 'operationPath');
      complain(
        written ?? step,
        typeof written?.value === 'string'
          ? `the contract has no operation ${written.value}`
          : 'a step must have an "operationId" or "operationPath"',
        'value',
      );
      return [];
    }
    return [readStep(step, name, { workflow, names, operation: called, parameters, complain })];
  });
}

/** The operation that a step calls, undefined where there is none; in words, why it is not one of this contract. */
function operationOf(step: Node, api: Api, source: unknown): Operation | string | undefined {
  const ofPaths = api.operations.filter(({ kind }) => kind === 'path');
  const elsewhere = 'steps of other descriptions than the contract';
  const id = child(step, 'operationId')?.value;
  if (typeof id === 'string') {
    const [, other, named = id] = /^\$sourceDescriptions\.([^.]+)\.(.+)$/.exec(id) ?? [];
    if (other !== undefined && other !== source) return elsewhere;
    return ofPaths.find((operation) => operation.id?.value === named);
  }
  const path = child(step, 'operationPath')?.value;
  if (typeof path !== 'string') return undefined;
  const [, other, fragment = ''] =
    /^(?:\{\$sourceDescriptions\.([^.}]+)\.url\})?[^#]*#(.*)$/s.exec(path) ?? [];
  if (other !== undefined && other !== source) return elsewhere;
  const pointer = toPointer(fragment);
  const [paths, template, method] = pointer === undefined ? [] : pointerKeys(pointer);
  if (paths !== 'paths') return undefined;
  return ofPaths.find((operation) => operation.path === template && operation.method === method);
}

/** Variables by the names of inputs: their defaults, and whether they are secret. */
function inputsOf(workflows: readonly Node[]): Map<string, Variable> {
  const found = new Map<string, Variable>();
  for (const workflow of workflows) {
    const inputs = child(workflow, 'inputs');
    for (const [name, schema] of members(inputs && child(inputs, 'properties'))) {
      if (found.get(name)?.value !== undefined) continue;
      const secret = child(schema, 'format')?.value === 'password';
      found.set(name, { value: child(schema, 'default')?.value, secret });
    }
  }
  return found;
}

/** The variable in which an output of a workflow is kept, which is that of a step. */
function outputVariable(workflows: readonly Node[], id: string, output: string): string | undefined {
  const workflow = workflows.find((node) => idOf(node) === id);
  const outputs = workflow && child(workflow, 'outputs');
  const expression = outputs && child(outputs, output)?.value;
  const [, step, name] = /^\$steps\.([^.]+)\.outputs\.([^#]+)$/.exec(String(expression)) ?? [];
  return step === undefined || name === undefined ? undefined : stepVariable(id, step, name);
}

/** Each workflow behind those that it depends on (Arazzo 1.0.1 section 4.6.4). */
function inOrder(workflows: readonly Node[], complain: Complain): readonly Node[] {
  const ordered = new Set<Node>();
  const entered = new Set<Node>();
  const enter = (workflow: Node): void => {
    if (ordered.has(workflow)) return;
    if (entered.has(workflow)) {
      complain(workflow, `workflow ${idOf(workflow)} depends on itself`, 'value');
      return;
    }
    entered.add(workflow);
    for (const { value } of items(child(workflow, 'dependsOn'))) {
      const other = workflows.find((node) => idOf(node) === value);
      if (other) enter(other);
    }
    ordered.add(workflow);
  };
  for (const workflow of workflows) enter(workflow);
  return [...ordered];
}

function isBound(workflow: Node): boolean {
  return (
    items(child(workflow, 'dependsOn')).length > 0 || JSON.stringify(workflow.value).includes('$workflows.')
  );
}

function idOf(workflow: Node): string {
  return String(child(workflow, 'workflowId')?.value);
}
