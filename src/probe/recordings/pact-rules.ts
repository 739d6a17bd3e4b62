import type { Node } from '../../document/document.ts';
import { child, isObject, members } from '../../document/node.ts';
import { pointerKeys } from '../../document/pointer.ts';
import type { Expectation } from '../exchange.ts';

/** A rule, and the path of what it is about: keys, and `*` for any. */
interface Rule {
  readonly keys: readonly string[];
  readonly varies: boolean;
}

/**
 * Takes the node of a pact's response; gives where in it the provider may send another value: where a matching
 * rule says that the type or form counts, for it and all below (Pact Specification, matching rules). The rule with
 * the longest path decides.
 */
export function expectationOf(response: Node): Expectation {
  const rules = rulesOf(response);
  const headers = varyingHeaders(response);
  return {
    varies(pointer) {
      const keys = pointerKeys(pointer);
      let best: Rule | undefined;
      for (const rule of rules) {
        if (rule.keys.length > keys.length || (best && rule.keys.length <= best.keys.length)) continue;
        if (rule.keys.every((key, index) => key === '*' || key === keys[index])) best = rule;
      }
      return best?.varies ?? false;
    },
    variesHeader: (name) => headers.has(name),
  };
}

/** The headers of which the value is an example, in lower case. */
function varyingHeaders(response: Node): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [name, rule] of members(child(response, 'matchingRules'))) {
    if (name === 'header' || name === 'headers') {
      for (const [header, matchers] of members(rule))
        if (isVarying(matchers)) found.add(header.toLowerCase());
      continue;
    }
    const header = /^\$\.headers?(?:\.([^.[\]]+)|\[['"](.+)['"]\])$/.exec(name);
    if (header && isVarying(rule)) found.add((header[1] ?? header[2] ?? '').toLowerCase());
  }
  return found;
}

function rulesOf(response: Node): readonly Rule[] {
  const rules: Rule[] = [];
  for (const [name, rule] of members(child(response, 'matchingRules'))) {
    if (name === 'body') {
      for (const [path, matchers] of members(rule)) {
        const keys = keysOf(path);
        if (keys) rules.push({ keys, varies: isVarying(matchers) });
      }
    } else if (/^\$\.body\b|^\$\[['"]body['"]\]/.test(name)) {
      const keys = keysOf(name)?.slice(1);
      if (keys) rules.push({ keys, varies: isVarying(rule) });
    }
  }
  return rules;
}

/** A matcher alone, as in version 2, or the list of them. */
function isVarying({ value }: Node): boolean {
  if (!isObject(value)) return false;
  const { matchers } = value;
  const list: readonly unknown[] = Array.isArray(matchers) ? matchers : [value];
  return list.some((matcher) => {
    if (!isObject(matcher)) return false;
    // In version 2, a rule that has no name says so by what it has.
    const match =
      matcher['match'] ?? (Object.hasOwn(matcher, 'regex') || Object.hasOwn(matcher, 'min') ? 'type' : '');
    return match !== 'equality' && match !== '';
  });
}

/** The keys of a path such as `$.items[*]['first name']`; undefined where it is none. */
function keysOf(path: string): string[] | undefined {
  const keys: string[] = [];
  const step = /\.([^.[\]]+)|\[(\d+|\*)\]|\[(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\]/gy;
  step.lastIndex = path.startsWith('$') ? 1 : 0;
  while (step.lastIndex < path.length) {
    const match = step.exec(path);
    if (match === null) return undefined;
    keys.push(match[1] ?? match[2] ?? match[3] ?? match[4] ?? '');
  }
  return keys;
}
