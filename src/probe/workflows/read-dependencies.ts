import type { Node } from '../../document/document.ts';
import { nearestName } from '../../document/nearest.ts';
import { child, items } from '../../document/node.ts';
import { workflowNamed } from './expression.ts';
import type { ActionContext } from './read-actions.ts';

/**
 * Takes a step, the ids of those before it, and what it stands in; gives those of the latter that must be done before it
 * (Arazzo 1.1.0 section 4.6.5). Steps are run in the order in which they are written: one that depends on a later one is
 * a mistake.
 */
export function readDependencies(
  step: Node,
  before: readonly string[],
  { ids, workflow, complain }: Pick<ActionContext, 'ids' | 'workflow' | 'complain'>,
): readonly string[] {
  return items(child(step, 'dependsOn')).flatMap((node) => {
    const id = node.value;
    if (typeof id !== 'string') {
      complain(node, 'a step must be named by a text');
      return [];
    }
    if (before.includes(id)) return [id];
    const [, other = '', name = ''] = /^(?:\$workflows\.)?(.+)\.steps\.(.+)$/s.exec(id) ?? [];
    const found = id.startsWith('$') ? workflowNamed(other, workflow) : undefined;
    if (found) {
      const isStep = items(child(found.node, 'steps')).some((one) => child(one, 'stepId')?.value === name);
      if (!isStep) complain(node, `workflow ${found.id} has no step ${name}`);
      return [];
    }
    const near = nearestName(id, before);
    complain(
      node,
      ids.includes(id)
        ? `step ${id} does not come before this one`
        : `there is no step ${id}${near === undefined ? '' : `; did you mean ${near}?`}`,
    );
    return [];
  });
}
