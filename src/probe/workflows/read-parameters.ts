import type { Node } from '../../document/document.ts';
import { child, items } from '../../document/node.ts';
import type { Complain } from '../recordings/fields.ts';
import { componentOr } from './components.ts';
import { inputNames } from './inputs.ts';
import type { Called, StepParameter } from './model.ts';

const places = ['path', 'query', 'header', 'cookie'] as const;

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
  return [...found.values()];
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
