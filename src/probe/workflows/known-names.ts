import type { Node } from '../../document/document.ts';
import { nearestName } from '../../document/nearest.ts';
import { child, items, members, rootNode } from '../../document/node.ts';
import { expressionsOf } from '../criteria.ts';
import type { Complain } from '../recordings/fields.ts';
import type { Criterion } from './criterion.ts';
import { embedded, expressionFault, firstName, isExpression, workflowNamed } from './expression.ts';
import { inputNames } from './inputs.ts';
import { isSelector, selectorFault } from './selector.ts';
import type { Workflow } from './model.ts';

/** Values within one another are followed as deep. */
const deepest = 100;

/**
 * Takes a value of a workflow, and what takes mistakes; tells of every expression in it that cannot be read, or that
 * names what there is not.
 */
export function checkExpression(node: Node, workflow: Workflow, complain: Complain, depth = 0): void {
  if (depth > deepest) return;
  if (typeof node.value !== 'string') {
    const unselected = isSelector(node) ? selectorFault(node) : undefined;
    if (unselected !== undefined) complain(child(node, 'selector') ?? node, unselected);
    for (const item of items(node)) checkExpression(item, workflow, complain, depth + 1);
    for (const [, member] of members(node)) checkExpression(member, workflow, complain, depth + 1);
    return;
  }
  for (const expression of expressionsIn(node)) {
    const fault = expressionFault(expression) ?? unknownName(expression, workflow);
    if (fault !== undefined) complain(node, fault);
  }
}

/** Takes a criterion of a workflow, and what takes mistakes; tells of every name in it that there is not. */
export function checkCriterion(criterion: Criterion, workflow: Workflow, complain: Complain): void {
  const expressions =
    criterion.type === 'simple'
      ? expressionsOf(criterion.condition)
      : criterion.type === 'unjudged'
        ? []
        : [criterion.context, ...(criterion.type === 'embedding' ? embeddedIn(criterion.text) : [])];
  for (const expression of expressions) {
    const fault = unknownName(expression, workflow);
    if (fault !== undefined) complain(criterion.node, fault);
  }
}

/** Whether a whole value is one is told by where it stands: an output is one, whatever it looks like. */
function expressionsIn({ value, pointer }: Node): readonly string[] {
  if (typeof value !== 'string') return [];
  if (/\/outputs\/[^/]*$/.test(pointer) && !value.includes('{$')) return [value];
  if (isExpression(value)) return [value];
  return embeddedIn(value);
}

function embeddedIn(text: string): readonly string[] {
  return [...text.matchAll(embedded)].map(([, expression = '']) => expression);
}

function unknownName(expression: string, workflow: Workflow): string | undefined {
  const [, root, path = ''] = /^\$(\w+)\.(.*)$/s.exec(expression) ?? [];
  switch (root) {
    case 'inputs':
      return missing(path, inputNames(workflow), `workflow ${workflow.id} has no input`);
    case 'steps': {
      const [, id = '', below] = /^(.+?)\.outputs(?:\.(.*))?$/s.exec(path) ?? [];
      const step = workflow.steps.find((one) => one.id === id);
      if (step === undefined)
        return missing(
          id,
          workflow.steps.map((one) => one.id),
          `workflow ${workflow.id} has no step`,
        );
      if (below === undefined || step.called.kind === 'mistaken') return undefined;
      const own = step.outputs.map(({ name }) => name);
      const passed =
        step.called.kind === 'workflow' ? step.called.workflow.outputs.map(({ name }) => name) : [];
      return missing(below, [...own, ...passed], `step ${id} has no output`);
    }
    case 'workflows': {
      const [, id = '', kind, below] = /^(.+?)\.(inputs|outputs)(?:\.(.*))?$/s.exec(path) ?? [];
      const other = workflowNamed(id, workflow);
      if (other === undefined)
        return missing(id, [...workflow.description.workflows.keys()], 'there is no workflow');
      if (below === undefined) return undefined;
      return kind === 'inputs'
        ? missing(below, inputNames(other), `workflow ${id} has no input`)
        : missing(
            below,
            other.outputs.map(({ name }) => name),
            `workflow ${id} has no output`,
          );
    }
    case 'sourceDescriptions':
      return missing(path, [...workflow.description.sources.keys()], 'there is no source description');
    case 'components': {
      const [, kind = '', name = ''] = /^(\w+)\.(.*)$/s.exec(path) ?? [];
      const components = child(rootNode(workflow.description.document), 'components');
      const all = components && child(components, kind);
      return missing(
        name,
        members(all).map(([key]) => key),
        `the components have no ${kind}`,
      );
    }
    default:
      return undefined;
  }
}

/** In words, that none of the names is meant, if the names are known. */
function missing(path: string, names: readonly string[] | undefined, words: string): string | undefined {
  if (names === undefined) return undefined;
  if (
    names.some((name) => path === name || (path.startsWith(name) && /^[.[#]/.test(path.slice(name.length))))
  )
    return undefined;
  const name = firstName(path);
  const near = nearestName(name, names);
  return `${words} ${name}${near === undefined ? '' : `; did you mean ${near}?`}`;
}
