import type { Node } from '../../document/document.ts';
import { child } from '../../document/node.ts';
import type { Operation } from '../../openapi/model.ts';
import type { Captured } from '../captures.ts';
import type { Facts } from '../judge/facts.ts';
import type { RecordedExchange } from '../recordings/recording.ts';
import { isSecretName } from '../secret-names.ts';
import { evaluate, type Scope, type Values } from './expression.ts';
import { createFill, type Hole } from './fill.ts';
import type { Action, Output, Step } from './model.ts';
import { fillRequest } from './request.ts';
import { isSelector, select } from './selector.ts';
import { endStep, reportCriteria, seen, type StepEnd } from './run-step.ts';
import type { FlowState, Running } from './running.ts';

/** Takes a step that calls an operation, and the run that it is of; sends its request, and gives what it came to. */
export async function callOperation(
  step: Step,
  { operation, node }: Step['called'] & { readonly kind: 'operation' },
  running: Running,
  retried: ReadonlyMap<Action, number>,
): Promise<StepEnd> {
  const { player, complain } = running.state;
  const failed: StepEnd = { ok: false, action: undefined, unjudged: true };
  const fill = createFill(running, running.optional);
  let mistaken = false;
  const request = fillRequest(step, operation, node, fill, (at, problem, part) => {
    mistaken = true;
    complain(at, problem, part);
  });
  const exchange = exchangeOf(step, running, request ?? unfilled(step, operation, node));
  if (fill.holes.length > 0 || mistaken || request === undefined) {
    await player.cannotSend(exchange, untold(fill.holes, running.state));
    return failed;
  }
  let end: StepEnd | undefined;
  const sent = await player.send(exchange, (facts, collector) => {
    running.last = seen(facts);
    const scope: Scope = { ...running, exchange: running.last };
    const report = reportCriteria(collector, running.state, facts.operationName);
    end = endStep(step, scope, isBroken(facts), retried, report);
    running.steps.set(step.id, outputsOf(step.outputs, scope, running.state));
  });
  if (end) return end;
  // One that the user did not choose: the others may do without it.
  running.steps.set(step.id, withoutOutputs(step));
  return sent ? failed : { ok: true, action: undefined, unjudged: false };
}

/** Takes a step, its operation and where it says so; gives its request without any values: to be told of alone. */
export function unfilled(step: Step, operation: Operation, at: Node): RecordedExchange['request'] {
  const target = { document: at.document, pointer: at.pointer, value: operation.path };
  const method = operation.method.toUpperCase();
  return { node: step.node, method, target, query: [], headers: [], body: undefined };
}

/** Takes a step that is not run, which was told or is what the user wants; gives its outputs. */
export function withoutOutputs({ outputs }: Step): Values {
  return new Map(outputs.map(({ name }) => [name, { reason: 'its step is left out', told: true }]));
}

function isBroken({ exchange }: Facts): boolean {
  return exchange.failure !== undefined || exchange.response === undefined;
}

/** Takes outputs and what they see; gives their values. Those that are secret by their name are shown to nobody. */
export function outputsOf(outputs: readonly Output[], scope: Scope, { player, isTold }: FlowState): Values {
  return new Map(
    outputs.map((output) => {
      const found = outputOf(output, scope, isTold);
      const secret = 'value' in found && typeof found.value === 'string' && isSecretName(output.name);
      if (secret) player.redactor.add(found.value as string);
      return [output.name, found];
    }),
  );
}

/** Takes an output and what it sees; gives its value. One that is not there is missed only by what needs it. */
export function outputOf({ expression }: Output, scope: Scope, isTold: FlowState['isTold']): Captured {
  const { value } = expression;
  if (isTold(expression)) return { reason: 'it is mistaken', told: true };
  if (isSelector(expression)) {
    if (isTold(child(expression, 'selector') ?? expression)) return { reason: 'it is mistaken', told: true };
    return select(expression, scope);
  }
  if (typeof value !== 'string') return { reason: 'it is no expression' };
  if (value.startsWith('$')) return evaluate(value, scope);
  const fill = createFill(scope, new Set());
  const text = fill.text(value, expression);
  const [hole] = fill.holes;
  return hole ? { reason: hole.reason } : { value: text };
}

/** Takes holes and the state of a flow; gives those that nobody was told of yet. */
export function untold(holes: readonly Hole[], { isTold }: FlowState): readonly Hole[] {
  return holes.filter(({ node, told }) => told !== true && !isTold(node));
}

/** Takes a step, the run that it is of and its request; gives them as an exchange, which has a name of its own. */
export function exchangeOf(
  step: Step,
  running: Running,
  request: RecordedExchange['request'],
): RecordedExchange {
  const name = `${running.trail}: ${step.id}`;
  const { names } = running.state;
  const times = (names.get(name) ?? 0) + 1;
  names.set(name, times);
  return {
    name: times === 1 ? name : `${name} (${times})`,
    node: step.node,
    ...(step.called.kind === 'operation' && step.called.api !== undefined && { api: step.called.api }),
    literal: true,
    request,
    response: undefined,
    capture: [],
    auth: undefined,
    offline: undefined,
    cleanup: false,
  };
}
