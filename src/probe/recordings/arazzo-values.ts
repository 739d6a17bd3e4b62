import type { Node } from '../../document/document.ts';

/** Values within one another are followed as deep. */
const deepest = 100;

/** What expressions in a workflow stand for: variables of the run. */
export interface ArazzoNames {
  /** Takes an expression; gives the variable that it is about as `{{name}}`, undefined for one about an exchange. */
  variableOf(expression: string): string | undefined;
  /** Takes a text; gives it with the expressions in it as variables. */
  text(text: string): string;
  /** Takes a value; gives it with the expressions in its texts as variables. */
  value(value: unknown): unknown;
}

/**
 * Takes the id of a workflow, and what gives the variable that an output of another one is kept in; gives what its
 * expressions stand for: `$inputs.NAME`, `$steps.ID.outputs.NAME` and `$workflows.ID.outputs.NAME`, whole or within
 * a text in braces (Arazzo 1.0.1 section 4.7).
 */
export function createArazzoNames(
  workflow: string,
  outputOf: (workflow: string, output: string) => string | undefined,
): ArazzoNames {
  const variableOf = (expression: string): string | undefined => {
    const [, input, step, output, other, name] =
      /^\$(?:inputs\.([^{}\s#]+)|steps\.([^.{}\s]+)\.outputs\.([^{}\s#]+)|workflows\.([^.{}\s]+)\.(?:outputs\.([^{}\s#]+)))$/.exec(
        expression,
      ) ?? [];
    if (input !== undefined) return `{{${input}}}`;
    if (step !== undefined && output !== undefined) return `{{${stepVariable(workflow, step, output)}}}`;
    const kept = other === undefined || name === undefined ? undefined : outputOf(other, name);
    return kept === undefined ? undefined : `{{${kept}}}`;
  };
  const text = (source: string): string =>
    variableOf(source) ??
    source.replace(/\{(\$[^{}]+)\}/g, (written, expression: string) => variableOf(expression) ?? written);
  const value = (source: unknown, depth = 0): unknown => {
    if (typeof source === 'string') return text(source);
    if (typeof source !== 'object' || source === null || depth > deepest) return source;
    if (Array.isArray(source)) return source.map((item) => value(item, depth + 1));
    return Object.fromEntries(Object.entries(source).map(([key, member]) => [key, value(member, depth + 1)]));
  };
  return { variableOf, text, value: (source) => value(source) };
}

/** The variable that an output of a step is kept in. */
export function stepVariable(workflow: string, step: string, output: string): string {
  return `${workflow}.${step}.${output}`;
}

/** Takes a node and a value made of its own; gives it at the place of the node. */
export function withValue(node: Node, value: unknown): Node {
  return { document: node.document, pointer: node.pointer, value };
}
