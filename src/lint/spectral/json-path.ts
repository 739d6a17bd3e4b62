import { JSONPath } from 'jsonpath-plus';
import { compileFilter, type Filter } from './filter.ts';

/** One step of a JSONPath, in the dialect that Spectral's rulesets are written in (that of JSONPath Plus). */
export type Step =
  | { readonly is: 'names'; readonly names: readonly string[] }
  | { readonly is: 'any' }
  /** Everything below, and where it starts. */
  | { readonly is: 'deep' }
  | { readonly is: 'parent' }
  /** The key in place of the value. */
  | { readonly is: 'key' }
  | {
      readonly is: 'slice';
      readonly start: number | undefined;
      readonly end: number | undefined;
      readonly step: number;
    }
  | { readonly is: 'filter'; readonly filter: Filter }
  | { readonly is: 'type'; readonly type: string };

/** A JSONPath, ready to be run. */
export interface CompiledPath {
  readonly text: string;
  readonly steps: readonly Step[];
  /** Whether it matters by which reference what is below is reached: else each place is gone through once. */
  readonly contextual: boolean;
  /** How many of the places above a place, beside how it is reached itself, decide what the path makes of it. */
  readonly above: number;
}

/** Longer ones take long to take apart, and are no paths that anybody writes. */
const longest = 10_000;

/** Takes a JSONPath as written; gives its steps. Throws SyntaxError where it cannot be read or honoured. */
export function compilePath(text: string): CompiledPath {
  if (!text.startsWith('$'))
    throw new SyntaxError(`a path starts with "$", not as ${JSON.stringify(text)} does`);
  if (text.length > longest) throw new SyntaxError(`a path has no more than ${longest} characters`);
  const tokens = JSONPath.toPathArray(quotedUnions(text)).slice(1);
  const steps = tokens.map((token) => stepOf(token, text));
  const ups = steps.filter((step) => step.is === 'parent').length;
  const asked = steps.map((step) => (step.is === 'filter' ? step.filter.asks : 'value'));
  const above = Math.max(0, ups - 1, asked.includes('parent') ? 1 : 0, asked.includes('path') ? 3 : 0);
  const direct = steps.some((step, index) => step.is === 'deep' && steps[index + 1]?.is === 'parent');
  const contextual = above > 0 || direct || asked.includes('parentProperty');
  return { text, steps, contextual, above: direct ? above + 1 : above };
}

/** Writes `['a','b']` as `[a,b]`, which is what the library takes apart. A list in a filter is a list there. */
function quotedUnions(text: string): string {
  return text.replace(
    /\[\?\((?:'[^']*'|"[^"]*"|[^'"])*?\)\]|\[\s*((?:'[^'\]]*'|"[^"\]]*")(?:\s*,\s*(?:'[^'\]]*'|"[^"\]]*"))+)\s*\]/g,
    (all, list: string | undefined) => {
      if (list === undefined) return all;
      const names = [...list.matchAll(/'([^']*)'|"([^"]*)"/g)].map((each) => each[1] ?? each[2] ?? '');
      return `[${names.join(',')}]`;
    },
  );
}

function stepOf(token: string, text: string): Step {
  switch (token) {
    case '*':
      return { is: 'any' };
    case '..':
      return { is: 'deep' };
    case '^':
      return { is: 'parent' };
    case '~':
      return { is: 'key' };
  }
  const slice = /^(-?\d*):(-?\d*):?(\d*)$/.exec(token);
  if (slice) return sliceStep(slice[1], slice[2], slice[3]);
  const last = /^\(\s*@\.length\s*-\s*(\d+)\s*\)$/.exec(token)?.[1];
  if (last !== undefined) return sliceStep(`-${last}`, Number(last) === 1 ? '' : `-${Number(last) - 1}`, '');
  const filter = /^\?\((.*)\)$/s.exec(token)?.[1];
  if (filter !== undefined) return { is: 'filter', filter: compileFilter(filter) };
  const type = /^@(\w+)\(\)$/.exec(token)?.[1];
  if (type !== undefined) return { is: 'type', type };
  if (/^[?(]/.test(token) || token === '')
    throw new SyntaxError(`${JSON.stringify(token)} in ${text} is not understood`);
  if (token.startsWith('`')) return { is: 'names', names: [token.slice(1)] };
  return { is: 'names', names: token.split(',').map((name) => name.trim().replace(/^(['"])(.*)\1$/, '$2')) };
}

function sliceStep(start = '', end = '', step = ''): Step {
  const number = (part: string) => (part === '' ? undefined : Number(part));
  return { is: 'slice', start: number(start), end: number(end), step: Number(step) || 1 };
}
