import type { Node } from '../../document/document.ts';
import { nearestName } from '../../document/nearest.ts';
import { child, items } from '../../document/node.ts';
import type { Operation } from '../../openapi/model.ts';
import type { Complain } from '../recordings/fields.ts';
import { componentOr } from './components.ts';
import { inputNames } from './inputs.ts';
import type { Called, StepParameter, Workflow } from './model.ts';

const places = ['path', 'query', 'querystring', 'header', 'cookie'] as const;

/**
 * Takes a step, its workflow and what it calls; gives its parameters. Those of the step count before those of the
 * workflow with the same name and place (Arazzo 1.0.1 section 4.6.5).
 */
export function readParameters(
  step: Node,
  workflow: Node,
  called: Called,
  complain: Complain,
): StepParameter[] {
  const found = new Map<string, StepParameter>();
  const own = items(child(step, 'parameters'));
  const shared = items(child(workflow, 'parameters'));
  for (const written of [...shared, ...own]) {
    const read = readParameter(written, called, own.includes(written), complain);
    if (read) found.set(`${read.in} ${read.name}`, read);
  }
  const read = [...found.values()];
  if (called.kind === 'operation') checkPath(step, own, read, called.operation, complain);
  return read;
}

/**
 * Takes an action that leads to a workflow, and that; gives what it passes to it, as inputs of those names (Arazzo 1.1.0
 * sections 4.6.8 and 4.6.9).
 */
export function passedParameters(action: Node, workflow: Workflow, complain: Complain): StepParameter[] {
  const called: Called = { kind: 'workflow', workflow, node: action };
  return items(child(action, 'parameters')).flatMap(
    (written) => readParameter(written, called, true, complain) ?? [],
  );
}

/** Whether the path of an operation is given a value for each of its parameters, and for no others. */
function checkPath(
  step: Node,
  own: readonly Node[],
  parameters: readonly StepParameter[],
  { path, key }: Operation,
  complain: Complain,
): void {
  const names = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);
  const given = parameters.filter((one) => one.in === 'path').map(({ name }) => name);
  const missing = names.filter((name) => !given.includes(name));
  const strange = given.filter((name) => !names.includes(name));
  for (const name of strange) {
    const written = own.find((node) => child(node, 'name')?.value === name);
    // What is for all steps need not be meant for this one.
    if (written === undefined) continue;
    const near = nearestName(name, missing) ?? (missing.length === 1 ? missing[0] : undefined);
    const hint = near === undefined ? '' : `; did you mean ${near}?`;
    complain(child(written, 'name') ?? written, `${key} has no path parameter ${name}${hint}`);
    // What is meant by it is not missing as well.
    if (near !== undefined) missing.splice(missing.indexOf(near), 1);
  }
  for (const name of missing)
    complain(step, `the path parameter ${name} of ${key} is given no value`, 'value');
}

function readParameter(
  written: Node,
  called: Called,
  isOwn: boolean,
  complain: Complain,
): StepParameter | undefined {
  const node = componentOr(written, 'parameters', complain);
  if (node === undefined) return undefined;
  const name = child(node, 'name')?.value;
  const value = (node !== written && child(written, 'value')) || child(node, 'value');
  if (typeof name !== 'string' || value === undefined) {
    complain(written, 'a parameter must have a name and a value, or be a reference to one', 'value');
    return undefined;
  }
  if (called.kind === 'workflow') {
    const inputs = inputNames(called.workflow);
    if (inputs === undefined || inputs.includes(name)) return { name, in: undefined, value };
    // What is for all steps need not be meant for this one.
    if (isOwn) complain(child(node, 'name') ?? node, `workflow ${called.workflow.id} has no input ${name}`);
    return undefined;
  }
  const declared =
    called.kind === 'operation' ? called.operation.parameters.filter((one) => one.name === name) : [];
  const place = child(node, 'in')?.value ?? (declared.length === 1 ? declared[0]?.in : undefined);
  const known = places.find((one) => one === place);
  if (known) return { name, in: known, value };
  if (called.kind === 'operation')
    complain(child(node, 'in') ?? node, `where ${name} goes must be path, query, header or cookie`);
  return undefined;
}
