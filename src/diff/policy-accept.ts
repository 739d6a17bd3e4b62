import type { Location } from '../document/document.ts';
import type { Operation } from '../openapi/model.ts';
import { templateShape } from '../openapi/template.ts';
import type { Side } from './pair.ts';

/** A change that a team has decided to live with until a day. */
export interface Acceptance {
  /** The codes that it is about. */
  readonly codes: ReadonlySet<string>;
  /** `METHOD /path` or an operationId: what no other operation has; undefined for all. */
  readonly operation: string | undefined;
  /** Whether a place in either version is meant. */
  readonly covers: (location: Location) => boolean;
  readonly reason: string;
  /** The last day on which it holds, as `2027-01-31`. */
  readonly until: string;
}

/** What an acceptance may be about. */
export interface Acceptable {
  readonly code: string;
  /** All that have it. */
  readonly operations: Iterable<Side<Operation>>;
  readonly places: readonly Location[];
}

/** What takes a change and gives the acceptance that covers it today, if any. */
export interface Acceptances {
  find(change: Acceptable): Acceptance | undefined;
  /** Those that covered a change, expired ones too. */
  readonly met: ReadonlySet<Acceptance>;
}

/** Takes acceptances and the day; gives what finds them. Of several that cover a change, the first counts. */
export function createAcceptances(all: readonly Acceptance[], today: string): Acceptances {
  const met = new Set<Acceptance>();
  return {
    met,
    find({ code, operations, places }) {
      let found: Acceptance | undefined;
      for (const acceptance of all) {
        const { codes, operation, covers, until } = acceptance;
        if (!codes.has(code) || !places.some(covers)) continue;
        if (operation !== undefined && ![...operations].every((side) => isNamed(side, operation))) continue;
        met.add(acceptance);
        if (until >= today) found ??= acceptance;
      }
      return found;
    },
  };
}

/** Takes an operation of either or both versions and a name; gives whether it is called so in one of them. */
export function isNamed({ before, after }: Side<Operation>, name: string): boolean {
  const [, method, path] = /^([A-Za-z]+) (\S.*)$/.exec(name) ?? [];
  return [before, after].some((operation) => {
    if (!operation) return false;
    if (method === undefined || path === undefined) return operation.id?.value === name;
    return (
      operation.method === method.toLowerCase() &&
      templateShape(operation.path) === templateShape(path.trim())
    );
  });
}
