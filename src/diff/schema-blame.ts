import type { Node } from '../document/document.ts';
import { child, isObjectNode } from '../document/node.ts';
import { valueAt } from './value-at.ts';
import type { Break } from '../schema/solver/verdict.ts';
import type { SchemaEdits } from './schema-edits.ts';
import { codeOfBreak, type SchemaEdit, type SchemaFinding } from './schema-edit.ts';
import { wholeText } from './same-value.ts';

/**
 * Takes a break, which version receives, and the edits between the schemas that it was found in; gives the break with the edit that explains
 * it: the one with its code at its place. Without one, the break speaks for itself.
 */
export function brokenFinding(
  found: Break,
  receiver: 'before' | 'after',
  listed: readonly SchemaEdit[],
  references: Pick<SchemaEdits, 'referrersOf'>,
): SchemaFinding {
  const { blamed, property } = found;
  const declared = property !== undefined && listed.find((edit) => isDeclaration(edit, blamed, property));
  if (declared) return { edit: declared, found, unproven: undefined, explains: declared };
  const code = codeOfBreak(found, receiver);
  // Of an object that was opened or closed, the payload has some name that nobody wrote.
  const named = code.startsWith('property-') ? property : undefined;
  const near = listed.filter((edit) => edit.code === code && isAbout(edit, blamed, named));
  // What is referred to from many places differs from something else in each of them.
  const explaining = near.find((edit) => isBetween(edit, found)) ?? near[0];
  if (explaining) {
    const referring = explaining.owner && references.referrersOf(explaining.owner);
    const told = referring ? { ...explaining, ...referring } : explaining;
    const edit = isNullAlone(found) ? { ...told, ...ofNull(receiver) } : told;
    return { edit, found, unproven: undefined, explains: explaining };
  }
  const { old, fresh, sides } = sidesOf(found, receiver, references);
  const { keyword, witness, at } = found;
  const sender = valueAt(witness, at);
  const was = keywordText(old, keyword);
  const is = keywordText(fresh, keyword);
  // A type that reads the same on both sides differs in whether null is one of its values.
  if (sender === null && (was === is || isNullAlone(found)))
    return { edit: { code, ...sides, ...ofNull(receiver) }, found, unproven: undefined };
  const subject =
    named ??
    (keyword === 'enum' || keyword === 'const'
      ? textOf(sender)
      : keyword === 'false' || keyword === 'properties'
        ? 'the schema'
        : keyword);
  return { edit: { code, ...sides, subject, was, is }, found, unproven: undefined };
}

/** What an edit says of null that one version refuses. */
function ofNull(receiver: 'before' | 'after'): Pick<SchemaEdit, 'subject' | 'was' | 'is'> {
  const [was, is] = receiver === 'after' ? ['allowed', 'not allowed'] : ['not allowed', 'allowed'];
  return { subject: 'null', was, is };
}

/** Whether what is refused is the null that `nullable` of the other version allows, whatever the type. */
function isNullAlone({ keyword, witness, at, counterpart }: Break): boolean {
  if (keyword !== 'type' || !counterpart || valueAt(witness, at) !== null) return false;
  return /\/(?:x-)?nullable$/.test(counterpart.pointer) && counterpart.value === true;
}

/**
 * The keyword in both versions, and where to tell of it: at the references, where another schema is referred to than
 * was before.
 */
function sidesOf(
  { blamed, holder, counterpart }: Break,
  receiver: 'before' | 'after',
  references: Pick<SchemaEdits, 'referrersOf'>,
) {
  const [old, fresh] = receiver === 'after' ? [counterpart, blamed] : [blamed, counterpart];
  const owner =
    counterpart &&
    (receiver === 'after' ? { before: counterpart, after: holder } : { before: holder, after: counterpart });
  return { old, fresh, sides: (owner && references.referrersOf(owner)) ?? { before: old, after: fresh } };
}

/** Of a blamed node, which is the keyword's value, or of the schema opposite, which may have the keyword. */
function keywordText(node: Node | undefined, keyword: string): string {
  if (node === undefined) return 'nothing';
  const own = isObjectNode(node) && child(node, keyword);
  return textOf(own ? own.value : isObjectNode(node) ? 'another schema' : node.value);
}

function textOf(value: unknown): string {
  const text = wholeText(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
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

/** Whether the schemas that an edit stands in are those that a break is about. */
function isBetween({ owner }: SchemaEdit, { holder, counterpart }: Break): boolean {
  const places = [owner?.before, owner?.after].map((node) => node && `${node.document.uri}#${node.pointer}`);
  return [holder, counterpart].every(
    (node) => node !== undefined && places.includes(`${node.document.uri}#${node.pointer}`),
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
