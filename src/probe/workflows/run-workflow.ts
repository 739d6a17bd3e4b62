import variableUnresolved from '../checks/variable-unresolved.ts';
import workflowUnended from '../checks/workflow-unended.ts';
import { retryAfter } from '../live/rate-limit.ts';
import {
  callOperation,
  exchangeOf,
  outputOf,
  outputsOf,
  unfilled,
  untold,
  withoutOutputs,
} from './call-operation.ts';
import type { Scope } from './expression.ts';
import { createFill, leftOut, type Hole } from './fill.ts';
import { inputsOf } from './inputs.ts';
import type { Action, Step, Workflow } from './model.ts';
import { longestWait } from './read-actions.ts';
import { endStep, reportCriteria, type StepEnd } from './run-step.ts';
import { begin, type Ended, type FlowState, type Running } from './running.ts';
import { takeInputs } from './take-inputs.ts';

/** Steps that lead back to others go on without end: as many are run for one that nothing calls. */
const mostSteps = 1_000;
const undone = 'steps of workflows that depend on one that was not run';
/** Workflows that call workflows are entered as deep. */
const deepest = 30;

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
  for (const output of workflow.outputs)
    running.outputs.set(output.name, outputOf(output, running, state.isTold));
  return { ok, inputs: running.inputs, outputs: running.outputs, last: running.last };
}

/** Takes a workflow that is not run any more, and the state of the flow; tells so of its steps. */
export async function skipWorkflow(workflow: Workflow, state: FlowState): Promise<void> {
  await skipFrom(begin(workflow, state, workflow.id, 0), 0);
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
      if (action.workflow) return (await goOn(action.workflow, action, running, step)).ok;
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
    await running.state.player.skip(exchangeOf(step, running, unfilled(step, operation, node)));
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
  if (action.workflow) await goOn(action.workflow, action, running, step);
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
  if (step.dependsOn.some((id) => !running.steps.has(id))) {
    state.player.leaveOut(undone, step.node, `${running.trail}: ${step.id}`);
    return failed;
  }
  switch (step.called.kind) {
    case 'mistaken':
      return failed;
    case 'elsewhere':
      state.player.leaveOut(step.called.reason, step.node, `${running.trail}: ${step.id}`);
      running.steps.set(step.id, withoutOutputs(step));
      return { ok: true, action: undefined, unjudged: false };
    case 'workflow':
      return callWorkflow(step, step.called.workflow, running, retried);
    case 'operation':
      return callOperation(step, step.called, running, retried);
  }
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
    const value = fill.value(node);
    if (value !== leftOut) passed.set(name, value);
  }
  tellHoles(fill.holes, running);
  if (fill.holes.length > 0) return { ok: false, action: undefined, unjudged: true };
  const ended = await enter(called, passed, running, step.id);
  running.last = ended.last ?? running.last;
  const scope: Scope = { ...running, outputs: ended.outputs, exchange: ended.last };
  const own = outputsOf(step.outputs, scope, running.state);
  running.steps.set(step.id, new Map([...ended.outputs, ...own]));
  return endStep(step, scope, !ended.ok, retried, reportCriteria(player.collector, running.state));
}

function tellHoles(holes: readonly Hole[], { state }: Running): void {
  for (const { node, expression, reason } of untold(holes, state))
    state.player.collector.reporter(variableUnresolved)({
      message: 'expression',
      params: { expression, reason },
      at: node,
    });
}

/** The workflow that an action leads to is given the inputs of the same names, and what the action passes. */
function goOn(
  workflow: Workflow,
  { parameters }: Pick<Action, 'parameters'>,
  running: Running,
  step: Step,
): Promise<Ended> {
  const passed = new Map<string, unknown>();
  for (const name of inputsOf(workflow).keys()) {
    const own = running.inputs.get(name);
    if (own && 'value' in own) passed.set(name, own.value);
  }
  const fill = createFill({ ...running, exchange: running.last }, running.optional);
  for (const { name, value: node } of parameters) {
    const value = fill.value(node);
    if (value === leftOut || value === undefined) passed.delete(name);
    else passed.set(name, value);
  }
  tellHoles(fill.holes, running);
  if (fill.holes.length > 0)
    return Promise.resolve({ ok: false, inputs: new Map(), outputs: new Map(), last: running.last });
  return enter(workflow, passed, running, step.id);
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
