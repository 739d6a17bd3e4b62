import type { Node } from '../document/document.ts';
import { child } from '../document/node.ts';
import type { Api } from '../openapi/model.ts';
import type { Visitor } from '../openapi/visit.ts';

/** Where none of so many responses has a header, that is one decision, and no slip in each. */
const many = 6;

/** How to tell of responses without a header. */
export interface Tell {
  one(response: Node, status: string): void;
  /** Of a description that has it nowhere. */
  all(paths: Node, count: number): void;
}

/**
 * Takes an API, the statuses that are asked about, which header is meant, by its name in small letters, and how to tell
 * of it; gives what finds the responses under `paths` without it.
 */
export function responsesWithout(
  api: Api,
  statuses: RegExp,
  isMeant: (name: string) => boolean,
  tell: Tell,
): Visitor {
  const seen = new Set<unknown>();
  const found: { readonly node: Node; readonly status: string }[] = [];
  return {
    operation({ kind, responses }) {
      for (const [status, { node, headers }] of responses) {
        if (kind !== 'path' || !statuses.test(status) || seen.has(node.value)) continue;
        seen.add(node.value);
        if (![...headers.keys()].some(isMeant)) found.push({ node, status });
      }
    },
    end() {
      const paths = child(api.node, 'paths');
      if (paths && found.length >= many && found.length === seen.size) tell.all(paths, found.length);
      else for (const { node, status } of found) tell.one(node, status);
    },
  };
}
