import type { Document, DocumentProblem, Node } from './document.ts';
import type { Limits } from './limits.ts';

/** What following a reference came to. */
export type Resolution =
  | { readonly kind: 'found'; readonly node: Node }
  | {
      readonly kind: 'unresolved';
      readonly reason: string;
      /** Whether nobody looked whether it leads anywhere, since the user has not allowed it. */
      readonly refused?: true;
    };

/** The texts that one description is made of, and the references between them. */
export interface Documents {
  readonly root: Document;
  /** By uri, the root first. */
  readonly all: ReadonlyMap<string, Document>;
  /** What was wrong with the texts themselves, of all files. */
  readonly problems: readonly DocumentProblem[];
  /** What bounds the work that they can cause, also where values are judged by them. */
  readonly limits: Limits;
  /**
   * Takes a reference as written (RFC 3986: a URI, a path, a fragment that is a JSON Pointer or a plain name) and
   * the node that holds it; gives the node that it names, one step, without following what is found there. Honours
   * `$id`, `$anchor` and `$dynamicAnchor` (JSON Schema 2020-12 section 8) where they were declared.
   */
  resolve(reference: string, from: Node): Resolution;
}
