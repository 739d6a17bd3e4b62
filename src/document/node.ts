import type { Document, Node, Part } from './document.ts';
import { appendKey, parentPointer, pointerKeys, rootPointer, type Pointer } from './pointer.ts';

/** A JSON object as parsed. Its keys are looked up with `Object.hasOwn` only: `__proto__` may be one of them. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a parsed value is an object (not an array, not null). */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a node holds an object. */
export function isObjectNode(node: Node | undefined): node is Node<JsonObject> {
  return node !== undefined && isObject(node.value);
}

/** Takes a document; gives the node of its root value. */
export function rootNode(document: Document): Node {
  return { value: document.value, document, pointer: rootPointer };
}

type Below = { -readonly [K in keyof Node]: Node[K] } & { holder: Node; key: string | number };

/** Most nodes are never asked where they are: a pointer is put together for those that are, each time. */
const below: ThisType<Below> & Pick<Node, 'pointer'> = {
  get pointer(): Pointer {
    const keys = [this.key];
    let { holder } = this;
    for (; Object.getPrototypeOf(holder) === below; { holder } = holder as Below)
      keys.push((holder as Below).key);
    return keys.reduceRight<Pointer>(appendKey, holder.pointer);
  },
};

/** Takes a node, a key or index of it, and the value there; gives the member's node. */
export function memberNode(holder: Node, key: string | number, value: unknown): Node {
  const node = Object.create(below) as Below;
  node.value = value;
  node.document = holder.document;
  node.holder = holder;
  node.key = key;
  return node;
}

/** Takes a node and a key or index; gives the member's node, or undefined where there is no such member. */
export function child(node: Node, key: string | number): Node | undefined {
  const { value } = node;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return memberNode(node, key, (value as Record<string | number, unknown>)[key]);
}

/** As `child`, for those who need no more than the value. */
export function valueIn({ value }: Node, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as JsonObject)[key]
    : undefined;
}

/** As `valueIn`, and only if it is a string. */
export function textIn(node: Node, key: string): string | undefined {
  const value = valueIn(node, key);
  return typeof value === 'string' ? value : undefined;
}

/** As `child`, and only if the member is an object. */
export function objectChild(node: Node, key: string): Node<JsonObject> | undefined {
  const value = valueIn(node, key);
  return isObject(value) ? (memberNode(node, key, value) as Node<JsonObject>) : undefined;
}

/** As `child`, and only if the member is a string. */
export function stringChild(node: Node, key: string): Node<string> | undefined {
  const value = textIn(node, key);
  return value === undefined ? undefined : (memberNode(node, key, value) as Node<string>);
}

/** Takes a node; gives its members with their keys, in the order written; none for anything but an object. */
export function members(node: Node | undefined): [key: string, member: Node][] {
  if (!isObjectNode(node)) return [];
  const { value } = node;
  return Object.keys(value).map((key) => [key, memberNode(node, key, value[key])]);
}

/**
 * Takes a node and a function; calls it with each member and its key, in the order written. As `members`, without a
 * list: for what is asked of most objects of a description.
 */
export function eachMember(node: Node | undefined, see: (key: string, member: Node) => void): void {
  if (!isObjectNode(node)) return;
  const { value } = node;
  Object.keys(value).forEach((key) => see(key, memberNode(node, key, value[key])));
}

/** Takes a node; gives the nodes of its items; none for anything but an array. */
export function items(node: Node | undefined): Node[] {
  if (node === undefined || !Array.isArray(node.value)) return [];
  return node.value.map((value: unknown, index) => memberNode(node, index, value));
}

/** Takes a document and a pointer; gives the node there, or undefined where the pointer leads nowhere. */
export function nodeAt(document: Document, pointer: Pointer): Node | undefined {
  let node: Node | undefined = rootNode(document);
  for (const key of pointerKeys(pointer)) {
    // RFC 6901 section 4: an array index has no leading zero and no sign.
    if (node !== undefined && Array.isArray(node.value) && !/^(0|[1-9]\d*)$/.test(key)) return undefined;
    node = node && child(node, key);
  }
  return node;
}

/** Takes a node and a value; gives a node of that value at the same place. What spreads a node loses its pointer. */
export function withValue<T>({ document, pointer }: Node, value: T): Node<T> {
  return { value, document, pointer };
}

/** Takes a node; gives the name or index that it stands under, undefined for a root. Quicker than its pointer. */
export function keyOf(node: Node): string | undefined {
  return Object.getPrototypeOf(node) === below
    ? String((node as Below).key)
    : pointerKeys(node.pointer).at(-1);
}

/** Takes a node; gives the last keys of its pointer, so many of them at most, the last first. */
export function lastKeys(node: Node, most: number): string[] {
  const keys: string[] = [];
  let at = node;
  for (; Object.getPrototypeOf(at) === below && keys.length < most; at = (at as Below).holder)
    keys.push(String((at as Below).key));
  if (keys.length < most)
    keys.push(
      ...pointerKeys(at.pointer)
        .reverse()
        .slice(0, most - keys.length),
    );
  return keys;
}

/** Takes a node; gives the node of the object or array that it is in, undefined for a root. */
export function holderOf({ document, pointer }: Node): Node | undefined {
  const parent = parentPointer(pointer);
  return parent === undefined ? undefined : nodeAt(document, parent);
}

/**
 * Gives a node for a value that nobody wrote as such (the object that Swagger 2.0's form parameters stand for),
 * placed at the text that it was made from. `origin` takes the keys that lead to a part of it, and gives where that
 * part was written, if it was.
 */
export function syntheticNode<T>(
  value: T,
  from: Node,
  origin: (keys: readonly string[]) => Pick<Node, 'document' | 'pointer'> | undefined = () => undefined,
): Node<T> {
  const { pointer } = from;
  const real = (at: Pointer) =>
    (at.startsWith(`${pointer}/`) && origin(pointerKeys(at.slice(pointer.length) as Pointer))) || {
      document: from.document,
      pointer: at,
    };
  const document = Object.create(from.document, {
    locate: {
      value: (at: Pointer, part?: Part) => real(at).document.locate(real(at).pointer, part),
    },
    span: { value: (at: Pointer, part?: Part) => real(at).document.span(real(at).pointer, part) },
  }) as Document;
  return { value, document, pointer };
}

/**
 * Takes a value that somebody wrote; gives it as a text. Of a list or an object, only that it is one: it may have a
 * member `toString`, which `String` would call, or unfold without end.
 */
export function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  return Array.isArray(value) ? 'a list' : 'an object';
}

/** Takes a value that somebody wrote; gives the number that it is or that it is the text of, NaN for anything else. */
export function numberOf(value: unknown): number {
  return typeof value === 'number' || typeof value === 'string' ? Number(value) : NaN;
}
