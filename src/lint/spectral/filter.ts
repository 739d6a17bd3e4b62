import jsep from 'jsep';
import regex from '@jsep-plugin/regex';
import { textOf } from '../../document/node.ts';
import { apply, constructorOf, member } from './filter-values.ts';

/** What a filter is asked about: `@`, and what else it may name. */
export interface FilterScope {
  readonly value: unknown;
  /** `@property`: the key or index of the value. */
  readonly property: string | number | undefined;
  /** `@parentProperty`: the key of what the value stands in. */
  readonly parentProperty: string | number | undefined;
  /** `@parent`: what that stands in. */
  parent(): unknown;
  root(): unknown;
  /** `@path`: as JSONPath prints it. */
  path(): string;
}

/** A filter, ready to be asked. */
export interface Filter {
  holds(scope: FilterScope): boolean;
  /** What it has to know beside the value and its key, of the way by which the value was reached. */
  readonly asks: 'value' | 'parentProperty' | 'parent' | 'path';
}

type Expression = jsep.Expression;
type Evaluate = (scope: FilterScope) => unknown;

jsep.plugins.register(regex);
jsep.addIdentifierChar('@');
jsep.addUnaryOp('typeof');
jsep.addBinaryOp('in', 7);
// As Spectral reads it: the text on the left matches the pattern on the right.
jsep.addBinaryOp('~=', 20);

/**
 * Takes the text of a filter (`@.in == 'query' && @property.match(/^x/)`); gives it compiled to functions of ours:
 * no code of the ruleset's is run. Throws SyntaxError where it cannot be read, or names what there is not.
 */
export function compileFilter(text: string): Filter {
  let parsed: Expression;
  try {
    parsed = jsep(text);
  } catch (error) {
    throw new SyntaxError(
      `the filter (${text}) cannot be read: ${error instanceof Error ? error.message : ''}`,
    );
  }
  const evaluate = compile(parsed);
  return {
    holds: (scope) => Boolean(evaluate(scope)),
    asks: /@path\b/.test(text)
      ? 'path'
      : /@parent\b/.test(text)
        ? 'parent'
        : /@parentProperty\b/.test(text)
          ? 'parentProperty'
          : 'value',
  };
}

function compile(expression: Expression): Evaluate {
  switch (expression.type) {
    case 'Literal': {
      const { value } = expression as jsep.Literal;
      return () => value;
    }
    case 'Identifier':
      return identifier((expression as jsep.Identifier).name);
    case 'MemberExpression':
      return access(expression as jsep.MemberExpression);
    case 'CallExpression':
      return call(expression as jsep.CallExpression);
    case 'UnaryExpression':
      return unary(expression as jsep.UnaryExpression);
    case 'BinaryExpression':
    case 'LogicalExpression':
      return binary(expression as jsep.BinaryExpression);
    case 'ConditionalExpression': {
      const { test, consequent, alternate } = expression as jsep.ConditionalExpression;
      const [ask, yes, no] = [compile(test), compile(consequent), compile(alternate)];
      return (scope) => (ask(scope) ? yes(scope) : no(scope));
    }
    case 'ArrayExpression': {
      const parts = (expression as jsep.ArrayExpression).elements.map((part) =>
        part ? compile(part) : undefined,
      );
      return (scope) => parts.map((part) => part?.(scope));
    }
    default:
      throw new SyntaxError(`a filter cannot have a ${expression.type}`);
  }
}

function identifier(name: string): Evaluate {
  switch (name) {
    case '@':
      return (scope) => scope.value;
    case '@property':
      return (scope) => scope.property;
    case '@parentProperty':
      return (scope) => scope.parentProperty;
    case '@parent':
      return (scope) => scope.parent();
    case '@path':
      return (scope) => scope.path();
    case '@root':
    case '$':
      return (scope) => scope.root();
    case 'undefined':
      return () => undefined;
    default:
      throw new SyntaxError(`a filter knows no "${name}"`);
  }
}

function access({ object, property, computed }: jsep.MemberExpression): Evaluate {
  const of = compile(object);
  if (!computed) {
    const { name } = property as jsep.Identifier;
    return name === 'constructor' ? (scope) => constructorOf(of(scope)) : (scope) => member(of(scope), name);
  }
  const key = compile(property);
  return (scope) => member(of(scope), key(scope));
}

function call({ callee, arguments: given }: jsep.CallExpression): Evaluate {
  if (callee.type !== 'MemberExpression') throw new SyntaxError('a filter calls methods of values only');
  const { object, property, computed } = callee as jsep.MemberExpression;
  const of = compile(object);
  const name = computed ? compile(property) : () => (property as jsep.Identifier).name;
  const parts = given.map(compile);
  return (scope) =>
    apply(
      of(scope),
      textOf(name(scope)),
      parts.map((part) => part(scope)),
    );
}

function unary({ operator, argument }: jsep.UnaryExpression): Evaluate {
  const of = compile(argument);
  switch (operator) {
    case '!':
      return (scope) => !of(scope);
    case '-':
      return (scope) => -Number(of(scope));
    case '+':
      return (scope) => Number(of(scope));
    case 'typeof':
      return (scope) => typeof of(scope);
    default:
      throw new SyntaxError(`a filter cannot have ${operator}`);
  }
}

function binary({ operator, left, right }: jsep.BinaryExpression): Evaluate {
  const [a, b] = [compile(left), compile(right)];
  switch (operator) {
    case '&&':
      return (scope) => a(scope) && b(scope);
    case '||':
      return (scope) => a(scope) || b(scope);
    case '===':
      return (scope) => a(scope) === b(scope);
    case '!==':
      return (scope) => a(scope) !== b(scope);
    // The loose ones, as rulesets compare a status such as '404' with a number.
    case '==':
      return (scope) => a(scope) == b(scope);
    case '!=':
      return (scope) => a(scope) != b(scope);
    case '<':
      return (scope) => (a(scope) as number) < (b(scope) as number);
    case '<=':
      return (scope) => (a(scope) as number) <= (b(scope) as number);
    case '>':
      return (scope) => (a(scope) as number) > (b(scope) as number);
    case '>=':
      return (scope) => (a(scope) as number) >= (b(scope) as number);
    case '+':
      return (scope) => plus(a(scope), b(scope));
    case '-':
      return (scope) => Number(a(scope)) - Number(b(scope));
    case '*':
      return (scope) => Number(a(scope)) * Number(b(scope));
    case '/':
      return (scope) => Number(a(scope)) / Number(b(scope));
    case '%':
      return (scope) => Number(a(scope)) % Number(b(scope));
    case 'in':
      return (scope) => isIn(a(scope), b(scope));
    case '~=':
      return matches(a, right);
    default:
      throw new SyntaxError(`a filter cannot have ${operator}`);
  }
}

function plus(a: unknown, b: unknown): string | number {
  return typeof a === 'string' || typeof b === 'string' ? `${textOf(a)}${textOf(b)}` : Number(a) + Number(b);
}

/** Whether a list has a value, as Spectral reads it, or an object a member. */
function isIn(value: unknown, holder: unknown): boolean {
  return Array.isArray(holder) ? holder.includes(value) : member(holder, value) !== undefined;
}

function matches(text: Evaluate, { type, value }: Expression): Evaluate {
  if (type !== 'Literal') throw new SyntaxError('a filter has a pattern on the right of ~=');
  const pattern = value instanceof RegExp ? value : new RegExp(String(value));
  return (scope) => apply(pattern, 'test', [String(text(scope))]);
}
