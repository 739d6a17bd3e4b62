import type { Node } from '../../document/document.ts';
import { numeral } from '../../document/numerals.ts';
import type { Reporter } from '../../findings/meta.ts';
import type exchangesLeftOut from '../checks/exchanges-left-out.ts';

/** Of what is left out for one reason, this many are named. */
const named = 5;
/** As many names are told apart. */
const mostNames = 1_000;

/** Counts what a recording has beside exchanges with the API. */
export interface LeftOut {
  /** Takes why something is left out, where it is, and what it is called, where that says more. */
  add(reason: string, at: Node, name?: string): void;
  /** Reports each reason once, at the first that is left out for it. */
  report(report: Reporter<(typeof exchangesLeftOut)['messages']>): void;
}

/** Gives a count of nothing. */
export function createLeftOut(): LeftOut {
  const reasons = new Map<string, { readonly at: Node; count: number; names: Map<string, number> }>();
  return {
    add(reason, at, name) {
      const known = reasons.get(reason);
      const { names } = known ?? { names: new Map<string, number>() };
      if (known) known.count += 1;
      else reasons.set(reason, { at, count: 1, names });
      if (name !== undefined && (names.has(name) || names.size < mostNames))
        names.set(name, (names.get(name) ?? 0) + 1);
    },
    report(report) {
      for (const [reason, { at, count, names }] of reasons) {
        const all = [...names].sort(([, a], [, b]) => b - a);
        const told = all.slice(0, named).map(([name, times]) => `${name} (${times})`);
        if (all.length > named) told.push('…');
        const which = told.length === 0 ? '' : `: ${told.join(', ')}`;
        const verb = count === 1 ? 'exchange is' : 'exchanges are';
        report({
          message: 'leftOut',
          params: { count: numeral(count), verb, reason, which },
          at,
          part: 'value',
        });
      }
      reasons.clear();
    },
  };
}
