import type { Node, Part } from '../../document/document.ts';
import type { StructureCode } from './codes.ts';
import type { FieldType } from './field.ts';

/** One way in which a description is not what the specification of its version wants. */
export interface StructureProblem {
  readonly code: StructureCode;
  readonly node: Node;
  /** The key where the name is at fault, else the value. */
  readonly part?: Part;
  /** In words a person would use, without the place. */
  readonly message: string;
  /** The name or value that was most likely meant; the message does not mention it. */
  readonly suggestion?: string;
  /** Whether nothing else can have been meant. */
  readonly certain?: boolean;
  /** Of a value of the wrong type, the type that it must have. */
  readonly wanted?: FieldType;
  /** The field of the same object that this one, and those related to it, belong under. */
  readonly under?: string;
  readonly related?: readonly { readonly message: string; readonly node: Node; readonly part?: Part }[];
}

/** Takes a parsed value; gives it in a few words: `the string "yes"`, `an array`. */
export function describeValue(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty array' : 'an array';
  if (typeof value === 'string') {
    return `the string ${JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)}`;
  }
  if (typeof value === 'number') return Number.isFinite(value) ? `the number ${value}` : String(value);
  return typeof value === 'boolean' ? String(value) : 'an object';
}

/** Takes names; gives them as a list in a sentence: `"a", "b" or "c"`. */
export function nameList(names: readonly string[], last: 'or' | 'and' = 'or'): string {
  const quoted = names.map((name) => JSON.stringify(name));
  const final = quoted.pop() ?? '';
  return quoted.length === 0 ? final : `${quoted.join(', ')} ${last} ${final}`;
}
