import type { Node } from '../../document/document.ts';
import { nearestName } from '../../document/nearest.ts';
import { child, isObjectNode, items, members } from '../../document/node.ts';
import { pointerKeys, toPointer } from '../../document/pointer.ts';
import type { Api, Operation } from '../../openapi/model.ts';
import type { Complain } from '../recordings/fields.ts';
import { workflowNamed } from './expression.ts';
import { checkCriterion, checkExpression } from './known-names.ts';
import type { Called, Description, Output, Source, Step, Workflow } from './model.ts';
import { longestWait, numberAt, readActions } from './read-actions.ts';
import { readDependencies } from './read-dependencies.ts';
import { readParameters } from './read-parameters.ts';
import { isSelector } from './selector.ts';
import { readCriterion } from './criterion.ts';
import { firstApi, type WrittenDescription } from './read-description.ts';

/** A workflow while it is read: others refer to it before its steps are known. */
type Draft = { -readonly [K in keyof Workflow]: Workflow[K] };

/**
 * Takes a description as it is written, the contract, and what takes mistakes; gives it with its references followed:
 * to operations, workflows, steps and components. What is wrong is told, once, whatever is run later.
 */
export function linkDescription(
  written: WrittenDescription,
  api: Api,
  complain: Complain,
  others: ReadonlyMap<string, Api> = new Map(),
): Description {
  const contract = firstApi(written)?.uri;
  const linked = new Map<WrittenDescription, Description>();
  const drafts: { readonly draft: Draft; readonly node: Node }[] = [];

  const declare = (one: WrittenDescription): Description => {
    const known = linked.get(one);
    if (known) return known;
    const sources = new Map<string, Source>();
    const workflows = new Map<string, Workflow>();
    const description: Description = { document: one.document, sources, workflows };
    linked.set(one, description);
    for (const { name, node, url, uri, type, description: other } of one.sources) {
      const isContract = type === 'openapi' && (uri === contract || uri === api.documents.root.uri);
      sources.set(name, {
        node,
        url: url.value,
        uri,
        type,
        isContract,
        description: other && declare(other),
      });
    }
    for (const { id, node } of one.workflows) {
      const draft: Draft = {
        id,
        node,
        description,
        inputs: child(node, 'inputs'),
        outputs: [],
        dependsOn: [],
        steps: [],
      };
      workflows.set(id, draft);
      drafts.push({ draft, node });
    }
    return description;
  };

  const description = declare(written);
  for (const { draft } of drafts) draft.outputs = readOutputs(child(draft.node, 'outputs'), complain);
  for (const { draft, node } of drafts) {
    draft.dependsOn = items(child(node, 'dependsOn')).flatMap(
      (one) => workflowAt(one, draft, complain) ?? [],
    );
    draft.steps = readSteps(draft, { api, others }, complain);
  }
  for (const { draft } of drafts)
    for (const { expression } of draft.outputs) checkExpression(expression, draft, complain);
  return description;
}

/** The workflow that an id names, or none with a complaint. */
function workflowAt(id: Node, workflow: Workflow, complain: Complain): Workflow | undefined {
  const found = typeof id.value === 'string' ? workflowNamed(id.value, workflow) : undefined;
  if (found) return found;
  if (typeof id.value !== 'string') {
    complain(id, 'a workflow must be named by a text');
    return undefined;
  }
  if (isUnread(id.value, workflow)) return undefined;
  const near = nearestName(id.value, workflow.description.workflows.keys());
  complain(id, `there is no workflow ${id.value}${near === undefined ? '' : `; did you mean ${near}?`}`);
  return undefined;
}

/** Whether it is one of a description that could not be had, which is told where that is named. */
function isUnread(id: string, { description: { sources } }: Workflow): boolean {
  const [, name = ''] = /^\$sourceDescriptions\.([^.]+)\./.exec(id) ?? [];
  const source = sources.get(name);
  return source?.type === 'arazzo' && source.description === undefined;
}

/** The contract, and APIs beside it by the uris of their descriptions. */
interface Apis {
  readonly api: Api;
  readonly others: ReadonlyMap<string, Api>;
}

function readSteps(workflow: Workflow, apis: Apis, complain: Complain): Step[] {
  const nodes = items(child(workflow.node, 'steps'));
  if (nodes.length === 0)
    complain(child(workflow.node, 'steps') ?? workflow.node, 'a workflow must have "steps"', 'value');
  const ids = nodes.map((node, index) => {
    const id = child(node, 'stepId')?.value;
    if (typeof id === 'string') return id;
    complain(node, 'a step must have a "stepId"', 'value');
    return String(index + 1);
  });
  const toWorkflow = (id: Node): Workflow | undefined => workflowAt(id, workflow, complain);
  const context = { workflow, ids, toWorkflow, complain };
  const steps = nodes.map((node, index): Step => {
    const id = ids[index] ?? '';
    if (ids.indexOf(id) !== index) complain(child(node, 'stepId') ?? node, `there is another step ${id}`);
    const called = calledBy(node, workflow, apis, complain);
    return {
      id,
      node,
      called,
      parameters: readParameters(node, workflow.node, called, complain),
      body: child(node, 'requestBody'),
      criteria: items(child(node, 'successCriteria')).map(readCriterion),
      onSuccess: readActions(node, 'success', context),
      onFailure: readActions(node, 'failure', context),
      outputs: readOutputs(child(node, 'outputs'), complain),
      timeout: numberAt(node, 'timeout', longestTimeout, complain),
      dependsOn: readDependencies(node, ids.slice(0, index), context),
    };
  });
  const known = { ...workflow, steps };
  for (const step of steps) {
    for (const { value } of step.parameters) checkExpression(value, known, complain);
    if (step.body) checkExpression(step.body, known, complain);
    for (const { expression } of step.outputs) checkExpression(expression, known, complain);
    const actions = [...step.onSuccess, ...step.onFailure];
    for (const one of [...step.criteria, ...actions.flatMap(({ criteria }) => criteria)])
      checkCriterion(one, known, complain);
  }
  return steps;
}

function readOutputs(node: Node | undefined, complain: Complain): Output[] {
  return members(node).flatMap(([name, expression]): Output[] => {
    if (typeof expression.value === 'string' || isSelector(expression)) return [{ name, expression }];
    complain(expression, 'an output must be a runtime expression');
    return [];
  });
}

/** In milliseconds. */
const longestTimeout = longestWait * 1_000;

const asyncApi = 'steps over channels of AsyncAPI documents';
const otherApi = 'steps of other descriptions than the contract, whose provider is not named (--source)';

function calledBy(step: Node, workflow: Workflow, apis: Apis, complain: Complain): Called {
  if (isObjectNode(step) && child(step, 'channelPath')) return { kind: 'elsewhere', reason: asyncApi };
  const [id, path, other] = ['operationId', 'operationPath', 'workflowId'].map((name) => child(step, name));
  const given = [id, path, other].filter((one) => one !== undefined);
  const [first, second] = given;
  if (first === undefined || !isObjectNode(step)) {
    complain(step, 'a step must have an "operationId", an "operationPath" or a "workflowId"', 'value');
    return { kind: 'mistaken' };
  }
  if (second) complain(second, 'a step has one of "operationId", "operationPath" and "workflowId"', 'key');
  if (other && first === other) {
    const found = workflowAt(other, workflow, complain);
    return found ? { kind: 'workflow', workflow: found, node: other } : { kind: 'mistaken' };
  }
  if (typeof first.value !== 'string') {
    complain(first, 'an operation is called by its name, a text', 'value');
    return { kind: 'mistaken' };
  }
  const found = operationAt(first.value, first === id, workflow, apis);
  if (typeof found === 'string')
    return { kind: 'elsewhere', reason: found === 'channel' ? asyncApi : otherApi };
  if (found) return { kind: 'operation', node: first, ...found };
  const ids = [apis.api, ...apis.others.values()]
    .flatMap(({ operations }) => operations)
    .flatMap((one) => (one.id ? [one.id.value] : []));
  const near = first === id ? nearestName(first.value, ids) : undefined;
  const hint = near === undefined ? '' : `; did you mean ${near}?`;
  const whose = apis.others.size === 0 ? 'the contract has' : 'its descriptions have';
  complain(first, `${whose} no operation ${first.value}${hint}`, 'value');
  return { kind: 'mistaken' };
}

/** An operation, and the uri of its description where that is not the contract. */
interface Found {
  readonly operation: Operation;
  readonly api?: string;
}

function operationAt(
  value: string,
  isId: boolean,
  { description: { sources } }: Workflow,
  { api, others }: Apis,
): Found | 'elsewhere' | 'channel' | undefined {
  const isElsewhere = (name: string | undefined): boolean =>
    name !== undefined && sources.get(name)?.isContract === false;
  /** In the description of a name, the contract without one. */
  const within = (
    name: string | undefined,
    is: (operation: Operation) => boolean,
  ): ReturnType<typeof operationAt> => {
    const uri = isElsewhere(name) && name !== undefined ? sources.get(name)?.uri : undefined;
    const its = uri === undefined ? api : others.get(uri);
    if (!its) return sources.get(name ?? '')?.type === 'asyncapi' ? 'channel' : 'elsewhere';
    const operation = its.operations.find((one) => one.kind === 'path' && is(one));
    return operation && { operation, ...(uri !== undefined && { api: uri }) };
  };
  if (isId) {
    const called =
      (id: string) =>
      ({ id: own }: Operation): boolean =>
        own?.value === id;
    const whole = within(undefined, called(value));
    if (whole) return whole;
    const names = [...sources.keys()];
    const name = names.find((one) => value.replace(/^\$sourceDescriptions\./, '').startsWith(`${one}.`));
    if (name !== undefined)
      return within(name, called(value.slice(value.indexOf(`${name}.`) + name.length + 1)));
    if (value.startsWith('$')) return undefined;
    // One that is not qualified, where there are several that may have it (section 4.6.5).
    const found = names.filter(isElsewhere).map((one) => within(one, called(value)));
    return found.find((one) => typeof one === 'object') ?? found.find((one) => typeof one === 'string');
  }
  const [, name, fragment = ''] =
    /^(?:\{?\$sourceDescriptions\.([^}#]+?)\.url\}?)?[^#]*#(.*)$/s.exec(value) ?? [];
  const pointer = toPointer(fragment);
  const [paths, template, method] = pointer === undefined ? [] : pointerKeys(pointer);
  const found = within(name, (one) => paths === 'paths' && one.path === template && one.method === method);
  return found;
}
