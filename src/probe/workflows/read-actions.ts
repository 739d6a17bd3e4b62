import type { Node } from '../../document/document.ts';
import { nearestName } from '../../document/nearest.ts';
import { child, items } from '../../document/node.ts';
import type { Complain } from '../recordings/fields.ts';
import { componentOr } from './components.ts';
import { readCriterion } from './criterion.ts';
import type { Action, Workflow } from './model.ts';
import { passedParameters } from './read-parameters.ts';

/** What actions of a workflow lead to. */
export interface ActionContext {
  readonly workflow: Workflow;
  /** Of its steps. */
  readonly ids: readonly string[];
  readonly toWorkflow: (id: Node) => Workflow | undefined;
  readonly complain: Complain;
}

/** Longer than this nobody waits before a retry, in seconds. */
export const longestWait = 300;
const mostRetries = 1_000;

/**
 * Takes a step and the kind of its actions; gives them in order: its own, then those of its workflow that none of its
 * own has the name of (Arazzo 1.0.1 section 4.6.4).
 */
export function readActions(step: Node, kind: 'success' | 'failure', context: ActionContext): Action[] {
  const own = items(child(step, kind === 'success' ? 'onSuccess' : 'onFailure'));
  const shared = items(child(context.workflow.node, `${kind}Actions`));
  const found = new Map<string, Action>();
  for (const written of [...own, ...shared]) {
    const action = readAction(written, kind, context);
    if (action && !found.has(action.name)) found.set(action.name, action);
  }
  return [...found.values()];
}

function readAction(written: Node, of: 'success' | 'failure', context: ActionContext): Action | undefined {
  const { complain, ids, toWorkflow } = context;
  const node = componentOr(written, `${of}Actions`, complain);
  if (node === undefined) return undefined;
  const type = child(node, 'type');
  const kinds = of === 'success' ? (['end', 'goto'] as const) : (['end', 'goto', 'retry'] as const);
  const kind = kinds.find((one) => one === type?.value);
  if (kind === undefined) {
    complain(type ?? node, `the type of an action after ${of} must be ${kinds.join(', ')}`, 'value');
    return undefined;
  }
  const to = kind === 'end' ? undefined : child(node, 'stepId');
  const other = kind === 'end' ? undefined : child(node, 'workflowId');
  const workflow = other && toWorkflow(other);
  const step = to && stepAt(to, ids, complain);
  if (to && step === undefined) return undefined;
  if (other && workflow === undefined) return undefined;
  if (to && other) complain(other, 'an action leads to a "stepId" or to a "workflowId"', 'key');
  if (kind === 'goto' && !to && !other) {
    complain(node, 'an action of type goto must have a "stepId" or a "workflowId"', 'value');
    return undefined;
  }
  const name = child(node, 'name')?.value;
  return {
    name: typeof name === 'string' ? name : node.pointer,
    node,
    kind,
    criteria: items(child(node, 'criteria')).map(readCriterion),
    step,
    workflow,
    parameters: workflow ? passedParameters(node, workflow, complain) : [],
    retryAfter: numberAt(node, 'retryAfter', longestWait, complain),
    retryLimit: Math.floor(numberAt(node, 'retryLimit', mostRetries, complain) ?? 1),
  };
}

/**
 * Takes an object, the name of a member, the most that is waited for, and what takes mistakes; gives the number there,
 * undefined where there is none.
 */
export function numberAt(node: Node, name: string, most: number, complain: Complain): number | undefined {
  const member = child(node, name);
  if (member === undefined) return undefined;
  const { value } = member;
  if (typeof value !== 'number' || !(value >= 0)) {
    complain(member, `"${name}" must be a number that is not negative`);
    return undefined;
  }
  if (value > most) complain(member, `"${name}" is more than ${most}, which is as much as is waited for`);
  return Math.min(value, most);
}

/** Takes the id of a step and those that there are; gives its place among them, undefined with a complaint. */
function stepAt(id: Node, ids: readonly string[], complain: Complain): number | undefined {
  const name = id.value;
  if (typeof name !== 'string') {
    complain(id, 'a step must be named by a text');
    return undefined;
  }
  const step = ids.indexOf(name);
  if (step !== -1) return step;
  const near = nearestName(name, ids);
  complain(id, `there is no step ${name}${near === undefined ? '' : `; did you mean ${near}?`}`);
  return undefined;
}
