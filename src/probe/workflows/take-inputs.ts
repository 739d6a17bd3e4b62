import variableUnresolved from '../checks/variable-unresolved.ts';
import { isSecretName } from '../secret-names.ts';
import { inputFaults, inputsOf, typedInput } from './inputs.ts';
import type { Running } from './running.ts';

/**
 * Takes a run of a workflow and the values that are passed to it; sets its inputs: what was passed, else what was
 * given from outside, else their defaults. Whether all are there and right: what is not is told.
 */
export function takeInputs(running: Running, passed: ReadonlyMap<string, unknown>): boolean {
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
  for (const problem of faults)
    player.collector.reporter(variableUnresolved)({
      message: 'inputInvalid',
      params: { problem: player.redactor.text(problem) },
      at: workflow.inputs ?? workflow.node,
      part: 'key',
    });
  return faults.length === 0;
}
