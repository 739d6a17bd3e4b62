import { isObject } from '../../document/node.ts';
import { createPatterns } from '../../schema/patterns.ts';
import { Unjudgeable } from '../../schema/unjudgeable.ts';
import { expressionsOf, holds } from '../criteria.ts';
import { createEvaluator } from '../json-path/evaluate.ts';
import { shownValue } from '../shown.ts';
import { textOf } from '../variables.ts';
import { readFilled, type Criterion } from './criterion.ts';
import { evaluate, expressionFault, type Scope } from './expression.ts';
import { createFill } from './fill.ts';
import { askXPath } from './xpath.ts';

/** Whether a criterion holds; where it does not, what was there in place of what was wanted, in words. */
export type Judged =
  | { readonly kind: 'met' }
  | { readonly kind: 'unmet'; readonly actual: string }
  | { readonly kind: 'unjudged'; readonly reason: string };

/** The values of as many expressions are told. */
const mostNamed = 3;

/** The patterns of workflows: what one has used up of the time for patterns, the others have not. */
const patterns = createPatterns();

/** Takes a criterion and what its expressions see; gives whether it holds. */
export function judgeCriterion(criterion: Criterion, scope: Scope): Judged {
  switch (criterion.type) {
    case 'unjudged':
      return { kind: 'unjudged', reason: criterion.reason };
    case 'simple':
      return judgeSimple(criterion, scope);
    case 'embedding': {
      const fill = createFill(scope, new Set());
      const text = fill.text(criterion.text, criterion.node);
      const [hole] = fill.holes;
      if (hole) return { kind: 'unmet', actual: `: ${hole.expression} has no value, as ${hole.reason}` };
      const judged = judgeCriterion(readFilled(criterion, text), scope);
      return judged.kind === 'unmet' ? { ...judged, actual: ` as ${text}${judged.actual}` } : judged;
    }
    case 'xpath': {
      const context = evaluate(criterion.context, scope);
      if (!('value' in context)) return { kind: 'unmet', actual: `: ${context.reason}` };
      return judgeXPath(criterion, context.value);
    }
    case 'regex':
    case 'jsonpath': {
      const context = evaluate(criterion.context, scope);
      if (!('value' in context)) return { kind: 'unmet', actual: `: ${context.reason}` };
      const { value } = context;
      try {
        if (holdsIn(criterion, value)) return { kind: 'met' };
      } catch (error) {
        if (!(error instanceof RangeError || error instanceof Unjudgeable)) throw error;
        return { kind: 'unjudged', reason: error.message };
      }
      const hint = criterion.type === 'jsonpath' ? misreading(criterion.text, value) : '';
      return { kind: 'unmet', actual: ` in ${criterion.context}: it is ${shownValue(value)}${hint}` };
    }
  }
}

function judgeXPath({ context, expression }: Criterion & { readonly type: 'xpath' }, value: unknown): Judged {
  const answer = askXPath(expression, textOf(value));
  if (answer.kind === 'unjudged') return answer;
  if (answer.kind === 'value' && answer.value) return { kind: 'met' };
  const why = answer.kind === 'none' ? `; ${answer.reason}` : '';
  return { kind: 'unmet', actual: ` in ${context}: it is ${shownValue(value)}${why}` };
}

function holdsIn(criterion: Criterion & { readonly type: 'regex' | 'jsonpath' }, value: unknown): boolean {
  if (criterion.type === 'regex') return patterns.get(criterion.pattern).test(textOf(value));
  const evaluator = createEvaluator(value, patterns);
  const { query } = criterion;
  return 'segments' in query ? evaluator.select(query).length > 0 : evaluator.holds(query);
}

/** What of a JSONPath is often meant otherwise than RFC 9535 has it, as a sentence to add; empty where nothing is. */
function misreading(text: string, value: unknown): string {
  if (/\.length\b(?!\s*\()/.test(text)) return '; how long a list is, RFC 9535 tells by length($.list)';
  return /^\$\s*\[\s*\?.*@\s*[.[]/s.test(text) && isObject(value)
    ? '; behind $, a filter looks at each member of the object by itself: write length($.list) > 0 for one of its lists'
    : '';
}

function judgeSimple({ condition }: Criterion & { readonly type: 'simple' }, scope: Scope): Judged {
  const expressions = [...new Set(expressionsOf(condition))];
  for (const one of expressions) {
    const fault = expressionFault(one);
    if (fault !== undefined) return { kind: 'unjudged', reason: fault };
  }
  const valueOf = (expression: string): unknown => {
    const found = evaluate(expression, scope);
    return 'value' in found ? found.value : undefined;
  };
  if (holds(condition, valueOf)) return { kind: 'met' };
  // What came in the place of the values that were wanted, where there are but few.
  const [first, second] = expressions;
  if (first === undefined || expressions.length > mostNamed) return { kind: 'unmet', actual: '' };
  const words = (expression: string): string => {
    const value = valueOf(expression);
    return value === undefined ? 'nothing' : shownValue(value);
  };
  if (second !== undefined)
    return { kind: 'unmet', actual: `: ${expressions.map((one) => `${one} is ${words(one)}`).join(', ')}` };
  const value = valueOf(first);
  return {
    kind: 'unmet',
    actual: value === undefined ? ': there is nothing there' : `: it is ${shownValue(value)}`,
  };
}
