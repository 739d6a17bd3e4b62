import variableUnresolved from '../checks/variable-unresolved.ts';
import type { Captured } from '../captures.ts';
import workflowUnended from '../checks/workflow-unended.ts';
import type { Facts } from '../judge/facts.ts';
import { retryAfter } from '../live/rate-limit.ts';
import type { Complain } from '../recordings/fields.ts';
import type { RecordedExchange } from '../recordings/recording.ts';
import type { Player } from '../recordings/script.ts';
import { isSecretName } from '../secret-names.ts';
import { evaluate, type Scope, type SeenExchange, type Values, type WorkflowValues } from './expression.ts';
import { createFill, leftOut } from './fill.ts';
import { inputFaults, inputsOf, typedInput } from './inputs.ts';
import type { Action, Output, Step, Workflow } from './model.ts';
import { longestWait } from './read-actions.ts';
import { fillRequest } from './request.ts';
import { endStep, reportCriteria, seen, type StepEnd } from './run-step.ts';

/** Steps that lead back to others go on without end: as many are run for one that nothing calls. */
const mostSteps = 1_000;
/** Workflows that call workflows are entered as deep. */
const deepest = 30;

/** How a workflow ended: as it is meant to, or not. */
export interface Ended extends WorkflowValues {
  readonly ok: boolean;
  /** What was sent last. */
  readonly last: SeenExchange | undefined;
}

/** What the workflows of one flow share. */
export interface FlowState {
  readonly player: Player;
  readonly complain: Complain;
  readonly ran: Map<Workflow, WorkflowValues>;
  /** How often each name was used: what is run again is told apart. */
  readonly names: Map<string, number>;
  steps: number;
}

/** Takes what plays exchanges, and what takes mistakes; gives the state of a flow at its start. */
export function createFlow(player: Player, complain: Complain): FlowState {
  return { player, complain, ran: new Map(), names: new Map(), steps: 0 };
}

/** A run of one workflow. */
interface Running extends Scope {
  readonly state: FlowState;
  readonly inputs: Map<string, Captured>;
  readonly outputs: Map<string, Captured>;
  readonly steps: Map<string, Values>;
  /** By what way it was reached: `buy: pay > pay`. */
  readonly trail: string;
  readonly depth: number;
  readonly optional: ReadonlySet<string>;
  readonly done: Set<Step>;
  last: SeenExchange | undefined;
}

/**
 * Takes a workflow, the values that are passed to it, the state of the flow, and by what way it was reached; runs its
 * steps (Arazzo 1.0.1 section 4.6.4) and gives how it ended. Where a step fails and no action says what follows, the
 * others are skipped.
 */
export async function runWorkflow(
  workflow: Workflow,
  passed: ReadonlyMap<string, unknown>,
  state: FlowState,
  trail = workflow.id,
  depth = 0,
): Promise<Ended> {
  const running = begin(workflow, state, trail, depth);
  state.ran.set(workflow, running);
  const ok = takeInputs(running, passed) && (await runSteps(running));
  for (const output of workflow.outputs) running.outputs.set(output.name, outputOf(output, running));
  return { ok, inputs: running.inputs, outputs: running.outputs, last: running.last };
}

function begin(workflow: Workflow, state: FlowState, trail: string, depth: number): Running {
  const declared = inputsOf(workflow);
  return {
    workflow,
    state,
    trail,
    depth,
    inputs: new Map(),
    outputs: new Map(),
    steps: new Map(),
    ran: (other) => state.ran.get(other),
    exchange: undefined,
    optional: new Set([...declared].flatMap(([name, { required }]) => (required ? [] : [name]))),
    done: new Set(),
    last: undefined,
  };
}

/** Whether all inputs are there and right; what is not is told. */
function takeInputs(running: Running, passed: ReadonlyMap<string, unknown>): boolean {
  const { workflow, inputs, state, depth } = running;
  const { player } = state;
  const declared = inputsOf(workflow);
  const missing: string[] = [];
  for (const [name, { schema, required, node }] of declared) {
    const given = player.given.get(`${workflow.id}.${name}`) ?? player.given.get(name);
    const usual =
      typeof schema.value === 'object' ? (schema.value as { default?: unknown } | null)?.default : undefined;
    const value = passed.has(name)
      ? passed.get(name)
      : given === undefined
        ? usual
        : typedInput(given, schema);
    if (value !== undefined) {
      inputs.set(name, { value });
      const secret =
        isSecretName(name) || (schema.value as { format?: unknown } | null)?.format === 'password';
      if (secret && typeof value === 'string') player.redactor.add(value);
    } else if (required) {
      missing.push(name);
      player.collector.reporter(variableUnresolved)({
        message: 'input',
        params: { name, workflow: workflow.id },
        at: node,
        part: 'key',
      });
    }
  }
  // Without a schema, or with an open one, whatever is passed is an input.
  for (const [name, value] of [...(depth === 0 && declared.size === 0 ? player.given : []), ...passed])
    if (!inputs.has(name) && value !== undefined) inputs.set(name, { value });
  if (missing.length > 0) return false;
  const values = Object.fromEntries(
    [...inputs].map(([name, one]) => [name, 'value' in one ? one.value : undefined]),
  );
  const faults = inputFaults(workflow, values);
  for (const { problem } of faults)
    player.collector.reporter(variableUnresolved)({
      message: 'inputInvalid',
      params: { problem: player.redactor.text(problem) },
      at: workflow.inputs ?? workflow.node,
      part: 'key',
    });
  return faults.length === 0;
}

async function runSteps(running: Running): Promise<boolean> {
  const { workflow, state } = running;
  const { steps } = workflow;
  const retried = new Map<Action, number>();
  for (let at = 0; at < steps.length;) {
    const step = steps[at] as Step;
    if (state.player.stopped()) return skipFrom(running, at);
    const end = await runStep(step, running, retried);
    const { action } = end;
    if (action === undefined) {
      if (!end.ok) return skipFrom(running, at + 1);
      retried.clear();
      at += 1;
    } else if (action.kind === 'end') return end.ok || skipFrom(running, at + 1);
    else if (action.kind === 'goto') {
      retried.clear();
      if (action.workflow) return (await enter(action.workflow, new Map(), running, step.id)).ok;
      at = action.step ?? steps.length;
    } else {
      retried.set(action, (retried.get(action) ?? 0) + 1);
      await beforeRetry(action, step, running);
    }
  }
  return true;
}

/** What is not run any more is in the report all the same. */
async function skipFrom(running: Running, first: number): Promise<false> {
  for (const step of running.workflow.steps.slice(first)) {
    if (step.called.kind !== 'operation' || running.done.has(step)) continue;
    const { operation, node } = step.called;
    const target = { document: node.document, pointer: node.pointer, value: operation.path };
    const request = {
      node: step.node,
      method: operation.method.toUpperCase(),
      target,
      query: [],
      headers: [],
    };
    await running.state.player.skip(exchangeOf(step, running, { ...request, body: undefined }));
  }
  return false;
}

async function beforeRetry(action: Action, step: Step, running: Running): Promise<void> {
  const { player } = running.state;
  const headers = running.last?.source.response?.headers ?? [];
  const asked = retryAfter(
    headers.map(({ name, value }) => [name, value] as const),
    Date.parse(dateOf(headers)),
  );
  await player.pause(Math.min(asked ?? (action.retryAfter ?? 0) * 1_000, longestWait * 1_000));
  if (player.stopped()) return;
  const other = action.step === undefined ? undefined : running.workflow.steps[action.step];
  if (other) await runStep(other, running, new Map());
  if (action.workflow) await enter(action.workflow, new Map(), running, step.id);
}

/** A `Retry-After` that is a date is told from the date of the answer. */
function dateOf(headers: readonly { readonly name: string; readonly value: string }[]): string {
  return headers.find(({ name }) => name.toLowerCase() === 'date')?.value ?? '';
}

async function runStep(step: Step, running: Running, retried: ReadonlyMap<Action, number>): Promise<StepEnd> {
  const { state, workflow } = running;
  const failed: StepEnd = { ok: false, action: undefined, unjudged: true };
  running.done.add(step);
  state.steps += 1;
  if (state.steps > mostSteps) {
    if (state.steps === mostSteps + 1)
      state.player.collector.reporter(workflowUnended)({
        message: 'unended',
        params: { workflow: workflow.id, step: step.id, count: mostSteps.toLocaleString('en') },
        at: step.node,
      });
    return failed;
  }
  switch (step.called.kind) {
    case 'mistaken':
      return failed;
    case 'elsewhere':
      state.player.leaveOut(step.called.reason, step.node, `${running.trail}: ${step.id}`);
      running.steps.set(step.id, new Map());
      return { ok: true, action: undefined, unjudged: false };
    case 'workflow':
      return callWorkflow(step, step.called.workflow, running, retried);
    case 'operation':
      return callOperation(step, step.called, running, retried);
  }
}

async function callOperation(
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
  const exchange = exchangeOf(step, running, request);
  if (fill.holes.length > 0 || mistaken) {
    await player.cannotSend(exchange, fill.holes);
    return failed;
  }
  let end: StepEnd | undefined;
  const sent = await player.send(exchange, (facts, collector) => {
    running.last = seen(facts);
    const scope: Scope = { ...running, exchange: running.last };
    const report = reportCriteria(collector, player.redactor, facts.operationName);
    end = endStep(step, scope, isBroken(facts), retried, report);
    running.steps.set(step.id, outputsOf(step.outputs, scope, player));
  });
  if (end) return end;
  // One that the user did not choose: the others may do without it.
  running.steps.set(step.id, new Map());
  return sent ? failed : { ok: true, action: undefined, unjudged: false };
}

function isBroken({ exchange }: Facts): boolean {
  return exchange.failure !== undefined || exchange.response === undefined;
}

async function callWorkflow(
  step: Step,
  called: Workflow,
  running: Running,
  retried: ReadonlyMap<Action, number>,
): Promise<StepEnd> {
  const { player } = running.state;
  const fill = createFill(running, running.optional);
  const passed = new Map<string, unknown>();
  for (const { name, value: node } of step.parameters) {
    const value = fill.value(node.value, node);
    if (value !== leftOut) passed.set(name, value);
  }
  for (const { node, expression, reason } of fill.holes)
    player.collector.reporter(variableUnresolved)({
      message: 'expression',
      params: { expression, reason },
      at: node,
    });
  if (fill.holes.length > 0) return { ok: false, action: undefined, unjudged: true };
  const ended = await enter(called, passed, running, step.id);
  running.last = ended.last ?? running.last;
  const scope: Scope = { ...running, outputs: ended.outputs, exchange: ended.last };
  const own = outputsOf(step.outputs, scope, player);
  running.steps.set(step.id, new Map([...ended.outputs, ...own]));
  return endStep(step, scope, !ended.ok, retried, reportCriteria(player.collector, player.redactor));
}

/** Runs a workflow that another one calls or leads to. */
async function enter(
  called: Workflow,
  passed: ReadonlyMap<string, unknown>,
  running: Running,
  step: string,
): Promise<Ended> {
  const { state, depth, trail } = running;
  if (depth >= deepest) {
    state.player.collector.reporter(workflowUnended)({
      message: 'deep',
      params: { workflow: called.id, count: String(deepest) },
      at: called.node,
      part: 'value',
    });
    return { ok: false, inputs: new Map(), outputs: new Map(), last: undefined };
  }
  return runWorkflow(called, passed, state, `${trail}: ${step} > ${called.id}`, depth + 1);
}

function outputsOf(outputs: readonly Output[], scope: Scope, { redactor }: Player): Values {
  return new Map(
    outputs.map((output) => {
      const found = outputOf(output, scope);
      if ('value' in found && typeof found.value === 'string' && isSecretName(output.name))
        redactor.add(found.value);
      return [output.name, found];
    }),
  );
}

/** An output that is not there is missed only by what needs it. */
function outputOf({ expression }: Output, scope: Scope): Captured {
  const { value } = expression;
  if (value.startsWith('$')) return evaluate(value, scope);
  const fill = createFill(scope, new Set());
  const text = fill.text(value, expression);
  const [hole] = fill.holes;
  return hole ? { reason: hole.reason } : { value: text };
}

function exchangeOf(step: Step, running: Running, request: RecordedExchange['request']): RecordedExchange {
  const name = `${running.trail}: ${step.id}`;
  const { names } = running.state;
  const times = (names.get(name) ?? 0) + 1;
  names.set(name, times);
  return {
    name: times === 1 ? name : `${name} (${times})`,
    node: step.node,
    literal: true,
    request,
    response: undefined,
    capture: [],
    auth: undefined,
    offline: undefined,
    cleanup: false,
  };
}
