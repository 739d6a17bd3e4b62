import { evaluateExpression, expressionProblem, type Captured, type ExpressionSource } from '../captures.ts';
import { isObject } from '../../document/node.ts';
import { access, readAccess } from './access.ts';
import type { Source, Workflow } from './model.ts';

/** Values by name; one that there should be and is not, with why. */
export type Values = ReadonlyMap<string, Captured>;

/** What is known of a workflow that runs or ran. */
export interface WorkflowValues {
  readonly inputs: Values;
  readonly outputs: Values;
}

/** What expressions see. */
export interface Scope extends WorkflowValues {
  readonly workflow: Workflow;
  /** Outputs of the steps that have been run, by id. */
  readonly steps: ReadonlyMap<string, Values>;
  /** The last run of a workflow, as far as it came. */
  readonly ran: (workflow: Workflow) => WorkflowValues | undefined;
  /** What was sent and came back; undefined before that. */
  readonly exchange: SeenExchange | undefined;
}

/** An exchange as expressions see it. */
export interface SeenExchange {
  readonly source: ExpressionSource;
  /** Decoded, by name. */
  readonly pathValues: ReadonlyMap<string, string>;
}

/** Of a workflow, the names by which its parts are known before it runs. */
export const roots =
  /^\$(?:(?:url|method|statusCode|self)$|(?:request|response|inputs|outputs|steps|workflows|sourceDescriptions|components)(?=[.[]))/;

/** Whether a whole text is meant as an expression. */
export function isExpression(text: string): boolean {
  return roots.test(text) && !/[\s{}]/.test(text);
}

/** Expressions within a text, in braces (Arazzo 1.0.1 section 4.7). */
export const embedded =
  /\{(\$(?:url|method|statusCode|self|(?:request|response|inputs|outputs|steps|workflows|sourceDescriptions|components)[.[][^{}]*))\}/g;

const messageBody = /^\$(request|response)\.body(?=[.[]|#.*[.[])/;

/**
 * Takes a runtime expression (section 4.7) and what it sees; gives its value with its type, or in a sentence why it
 * has none. What it names may be followed by `#` and a JSON Pointer, or by `.name` and `[0]` as in conditions.
 */
export function evaluate(expression: string, scope: Scope): Captured {
  const [, root = '', rest = ''] = /^\$(\w+)(.*)$/s.exec(expression) ?? [];
  const path = rest.replace(/^\./, '');
  switch (root) {
    case 'inputs':
      return fromNames(scope.inputs, path, (name) => `there is no input ${name}`);
    case 'outputs':
      return fromNames(scope.outputs, path, (name) => `there is no output ${name}`);
    case 'steps': {
      const [, id = '', below = ''] = /^(.+?)\.outputs(?:\.(.*))?$/s.exec(path) ?? [];
      const outputs = scope.steps.get(id);
      if (outputs === undefined) return { reason: `step ${id} was not run before` };
      return fromNames(outputs, below, (name) => `step ${id} has no output ${name}`);
    }
    case 'workflows': {
      const [, id = '', kind, below = ''] = /^(.+?)\.(inputs|outputs)(?:\.(.*))?$/s.exec(path) ?? [];
      const workflow = workflowNamed(id, scope.workflow);
      const ran = workflow && scope.ran(workflow);
      if (ran === undefined) return { reason: `workflow ${id} was not run before` };
      return fromNames(
        kind === 'inputs' ? ran.inputs : ran.outputs,
        below,
        (name) => `workflow ${id} has no ${kind?.slice(0, -1)} ${name}`,
      );
    }
    case 'self': {
      const { document } = scope.workflow.description;
      const own = isObject(document.value) ? document.value['$self'] : undefined;
      return { value: typeof own === 'string' ? own : document.uri };
    }
    case 'sourceDescriptions':
      return fromSource(scope.workflow.description.sources, path);
    case 'components':
      return fromComponents(scope, path);
    default:
      return fromExchange(expression, scope.exchange);
  }
}

function fromExchange(expression: string, exchange: SeenExchange | undefined): Captured {
  const problem = messageBody.test(expression) ? undefined : expressionProblem(expression);
  if (problem !== undefined) return { reason: problem };
  if (exchange === undefined) return { reason: 'nothing was sent yet' };
  const { source, pathValues } = exchange;
  const [whole] = messageBody.exec(expression) ?? [];
  if (whole === undefined) return evaluateExpression(expression, source, pathValues);
  const rest = expression.slice(whole.length);
  const pointed = rest.startsWith('#') ? evaluateExpression(expression, source, pathValues) : undefined;
  if (pointed && 'value' in pointed) return pointed;
  const body = evaluateExpression(whole, source, pathValues);
  return 'value' in body ? access(body.value, rest) : body;
}

/** Names may have dots in them: the longest that is known is meant. */
function fromNames(values: Values, path: string, missing: (name: string) => string): Captured {
  if (path === '') {
    const known = [...values].flatMap(([name, one]) => ('value' in one ? [[name, one.value]] : []));
    return { value: Object.fromEntries(known) as unknown };
  }
  for (let end = path.length; end > 0; end = lastBreak(path, end)) {
    const found = values.get(path.slice(0, end));
    if (found === undefined) continue;
    return 'value' in found ? access(found.value, path.slice(end)) : found;
  }
  return { reason: missing(firstName(path) || path) };
}

function lastBreak(path: string, before: number): number {
  const at = path.slice(0, before).search(/[.[#][^.[#]*$/);
  return at === -1 ? 0 : at;
}

/** The name that a path begins with. */
export function firstName(path: string): string {
  return path.replace(/[.[#].*$/s, '');
}

function fromSource(sources: ReadonlyMap<string, Source>, path: string): Captured {
  const name = [...sources.keys()].find((one) => path === one || path.startsWith(`${one}.`));
  if (name === undefined) return { reason: `there is no source description ${firstName(path)}` };
  return access(sources.get(name)?.node.value, path.slice(name.length));
}

/** A parameter of the components is what its value is. */
function fromComponents(scope: Scope, path: string): Captured {
  const { document } = scope.workflow.description;
  const found = access(document.value, `.components.${path}`);
  if (!/^parameters\.[^.]+$/.test(path) || !('value' in found)) return found;
  const value = access(found.value, '.value');
  if ('value' in value && typeof value.value === 'string' && isExpression(value.value))
    return value.value.startsWith('$components.')
      ? { reason: `${value.value} stands in the components itself` }
      : evaluate(value.value, scope);
  return value;
}

/** Takes the id of a workflow as it is written somewhere, and the workflow that it is written in; gives it. */
export function workflowNamed(
  id: string,
  { description }: Pick<Workflow, 'description'>,
): Workflow | undefined {
  const [, source, named] = /^(?:\$sourceDescriptions\.)(.+?)\.(.+)$/.exec(id) ?? [];
  if (source === undefined || named === undefined) return description.workflows.get(id);
  return description.sources.get(source)?.description?.workflows.get(named);
}

/** Takes an expression; gives in a sentence what is wrong with how it is written, undefined where nothing is. */
export function expressionFault(expression: string): string | undefined {
  if (!roots.test(expression))
    return `${expression} is no runtime expression such as $response.body#/data/id or $steps.ID.outputs.NAME`;
  const [, root, path = ''] = /^\$(\w+)\.?(.*)$/s.exec(expression) ?? [];
  if (root === 'request' || root === 'response') {
    const whole = messageBody.exec(expression)?.[0];
    if (whole === undefined) return expressionProblem(expression);
    return readAccess(expression.slice(whole.length)) ? undefined : expressionProblem(expression);
  }
  if (root === 'steps' && !/^.+?\.outputs(\.|$)/s.test(path))
    return `${expression} must be $steps.ID.outputs.NAME`;
  if (root === 'workflows' && !/^.+?\.(inputs|outputs)(\.|$)/s.test(path))
    return `${expression} must be $workflows.ID.outputs.NAME or $workflows.ID.inputs.NAME`;
  return undefined;
}
