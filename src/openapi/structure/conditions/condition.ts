import type { Node } from '../../../document/document.ts';
import { child, type JsonObject } from '../../../document/node.ts';
import type { Dialect, OpenApiVersion } from '../../model.ts';
import { describeValue, nameList, type StructureProblem } from '../problem.ts';

/** An object whose fields are to be judged together. */
export interface Subject {
  readonly node: Node<JsonObject>;
  readonly value: JsonObject;
  readonly version: OpenApiVersion;
  /** Of a schema, where it is known. */
  readonly dialect: Dialect | undefined;
  readonly title: string;
  /** Whether fields of another version stand where required ones should: missing ones are then no news. */
  readonly replaced: boolean;
  /** Fields that a misspelt one was meant to be. */
  readonly meant: ReadonlySet<string>;
  report(problem: StructureProblem): void;
}

/** What the specification says of a kind of object beyond one field at a time. */
export type Condition = (subject: Subject) => void;

/** Whether an object has a field. */
export function has(subject: Subject, name: string): boolean {
  return Object.hasOwn(subject.value, name);
}

/** A field's value if it is a string. */
export function stringOf(subject: Subject, name: string): string | undefined {
  const value = has(subject, name) ? subject.value[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** Reports two fields that exclude each other, at the one that is written later. */
export function exclusive(subject: Subject, a: string, b: string, why = 'exclude each other'): void {
  if (!has(subject, a) || !has(subject, b)) return;
  const keys = Object.keys(subject.value);
  const [first, second] = keys.indexOf(a) < keys.indexOf(b) ? [a, b] : [b, a];
  subject.report({
    code: 'field-conflict',
    node: child(subject.node, second) ?? subject.node,
    part: 'key',
    message: `${nameList([first, second], 'and')} ${why}`,
    related: [
      {
        message: `${JSON.stringify(first)} is here`,
        node: child(subject.node, first) ?? subject.node,
        part: 'key',
      },
    ],
  });
}

/** Reports an object that has none of some fields. */
export function oneRequired(subject: Subject, names: readonly string[], why: string): void {
  if (subject.replaced || names.some((name) => has(subject, name) || subject.meant.has(name))) return;
  missing(subject, `${subject.title} lacks ${nameList(names)}${why === '' ? '' : `: ${why}`}`);
}

/** Reports a missing field in words. */
export function missing(subject: Subject, message: string): void {
  subject.report({ code: 'field-missing', node: subject.node, part: 'key', message });
}

/** Reports fields that have no place in this sort of object. */
export function unfit(subject: Subject, names: readonly string[], why: string): void {
  const present = names.filter((name) => has(subject, name));
  const [first] = present;
  if (first === undefined) return;
  subject.report({
    code: 'field-misplaced',
    node: child(subject.node, first) ?? subject.node,
    part: 'key',
    message: `${nameList(present, 'and')} ${present.length === 1 ? 'has' : 'have'} no place here: ${why}`,
  });
}

/** Reports a value that is not allowed here, with the value. */
export function notAllowed(subject: Subject, name: string, message: string): void {
  const { value } = child(subject.node, name) ?? subject.node;
  invalid(subject, name, `${message}, not ${describeValue(value)}`);
}

/** Reports a value that is not allowed here, in words. */
export function invalid(subject: Subject, name: string, message: string): void {
  subject.report({
    code: 'field-value-invalid',
    node: child(subject.node, name) ?? subject.node,
    message,
  });
}
