import type { Node } from '../document/document.ts';
import { child, isObjectNode } from '../document/node.ts';
import { pointerKeys, type Pointer } from '../document/pointer.ts';
import type { Break } from '../schema/solver/verdict.ts';
import { codeOfBreak, type SchemaEdit, type SchemaFinding } from './schema-edit.ts';

/**
 * Takes a break, which version receives, and the edits that were listed; gives the break with the edit that explains
 * it: the one with its code at its place. Without one, the break speaks for itself.
 */
export function brokenFinding(
  found: Break,
  receiver: 'before' | 'after',
  listed: Iterable<SchemaEdit>,
): SchemaFinding {
  const { blamed, counterpart, property } = found;
  const edits = [...listed];
  const declared = property !== undefined && edits.find((edit) => isDeclaration(edit, blamed, property));
  if (declared) return { edit: declared, found, unproven: undefined };
  const code = codeOfBreak(found, receiver);
  // Of an object that was opened, the payload has some name that nobody wrote.
  const named = code === 'object-opened' ? undefined : property;
  const explaining = edits.find((edit) => edit.code === code && isAbout(edit, blamed, named));
  if (explaining) return { edit: explaining, found, unproven: undefined };
  const sides =
    receiver === 'after' ? { before: counterpart, after: blamed } : { before: blamed, after: counterpart };
  const { keyword, witness, at } = found;
  const sender = valueAt(witness, at);
  const was = keywordText(sides.before, keyword);
  const is = keywordText(sides.after, keyword);
  // A type that reads the same on both sides differs in whether null is one of its values.
  if (was === is && sender === null) {
    const [old, fresh] = receiver === 'after' ? ['allowed', 'not allowed'] : ['not allowed', 'allowed'];
    return {
      edit: { code, ...sides, subject: 'null', was: old, is: fresh },
      found,
      unproven: undefined,
    };
  }
  const subject = property ?? (keyword === 'enum' || keyword === 'const' ? textOf(sender) : keyword);
  return { edit: { code, ...sides, subject, was, is }, found, unproven: undefined };
}

/** Of a blamed node, which is the keyword's value, or of the schema opposite, which may have the keyword. */
function keywordText(node: Node | undefined, keyword: string): string {
  if (node === undefined) return 'nothing';
  const own = isObjectNode(node) && child(node, keyword);
  return textOf(own ? own.value : isObjectNode(node) ? 'another schema' : node.value);
}

function textOf(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function valueAt(value: unknown, pointer: Pointer): unknown {
  let at = value;
  for (const key of pointerKeys(pointer)) {
    at =
      typeof at === 'object' && at !== null && Object.hasOwn(at, key)
        ? (at as Record<string, unknown>)[key]
        : undefined;
  }
  return at;
}

/** Whether an edit declares the property that a closed object of the other version refuses. */
function isDeclaration({ code, subject, owner }: SchemaEdit, blamed: Node, property: string): boolean {
  return (
    code === 'property-added' &&
    subject === property &&
    owner?.before.document === blamed.document &&
    within(blamed.pointer, owner.before.pointer)
  );
}

function isAbout(
  { before, after, subject }: SchemaEdit,
  blamed: Node,
  property: string | undefined,
): boolean {
  if (property !== undefined && property !== subject) return false;
  return [before, after].some(
    (node) => node?.document === blamed.document && within(node.pointer, blamed.pointer),
  );
}

/** Whether a pointer is that of the blamed keyword, or of an item in it. */
function within(pointer: string, blamed: string): boolean {
  return pointer === blamed || pointer.startsWith(`${blamed}/`);
}
