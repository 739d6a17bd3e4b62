import type { Node } from '../document/document.ts';
import type { JsonObject } from '../document/node.ts';
import type { Dialect } from './model.ts';
import type { ObjectKind } from './structure/kinds.ts';

/** An object that the crawl came upon, by its kind. */
export interface ObjectVisit {
  readonly type: 'object';
  /** Its place among all visits. */
  readonly index: number;
  readonly node: Node;
  readonly kind: ObjectKind;
  /** The object that it is written in; undefined for the root and for what only a reference leads to. */
  readonly parent: ObjectVisit | undefined;
  /** Of schemas. */
  readonly dialect: Dialect | undefined;
  /** The visit of the same object as something else, before. */
  readonly before: ObjectVisit | undefined;
}

/** How one object names another. */
export type ReferenceVia = '$ref' | '$dynamicRef' | 'mapping' | 'operationRef';

/** A reference that the crawl came upon. */
export interface ReferenceVisit {
  readonly type: 'reference';
  /** The value of the `$ref`. */
  readonly node: Node<string>;
  /** The object that holds it. */
  readonly use: Node<JsonObject>;
  /** The visit of that object, or of the one around it. */
  readonly by: ObjectVisit | undefined;
  /** What is expected to be there. */
  readonly kind: ObjectKind;
  readonly via: ReferenceVia;
  /** What it names, one step; undefined where it leads nowhere. */
  readonly target: Node | undefined;
}

/** Everything that the crawl came upon, in the order of the text, referenced places after. */
export type Visit = ObjectVisit | ReferenceVisit;
