import type { Node } from '../document/document.ts';
import { items, members } from '../document/node.ts';
import { isPair, pairBy, type Pair, type Side } from './pair.ts';
import { differsAsWritten, writtenText } from './as-written.ts';
import { sameValue } from './same-value.ts';
import { sameKeyword, schemaOf } from './same-keyword.ts';
import { isAnnotation } from './schema-annotations.ts';
import { codeOfKeyword, type SchemaEdit } from './schema-edit.ts';

/** Keywords that are told of at what they hold, or that no edit tells of. */
const elsewhere = new Set(['properties', '$ref', 'readOnly', 'writeOnly']);
/** Keywords that hold one schema. */
export const nested = ['items', 'additionalItems', 'contains', 'not', 'if', 'then', 'else', 'propertyNames'];
/** Keywords that hold schemas by name. */
export const named = ['patternProperties', 'dependentSchemas', '$defs', 'definitions'];
/** Keywords that hold a list of schemas. */
export const listed = ['allOf', 'oneOf', 'anyOf', 'prefixItems'];

/** Keywords whose change is told item by item, or by what it comes to. */
const own: Readonly<Record<string, (side: Side<Node>) => readonly SchemaEdit[]>> = {
  required: requiredEdits,
  enum: enumEdits,
  additionalProperties: opennessEdits,
};

/** Takes two schemas that stand opposite; adds what differs in their own keywords, not below them. */
export function keywordEdits({ before, after }: Pair<Node>, edits: SchemaEdit[]): void {
  for (const [keyword, side] of pairMembers({ before, after })) {
    if (isAnnotation(keyword) || elsewhere.has(keyword)) continue;
    const beyond = isBeyondDoubles(keyword, side);
    if (!beyond && sameKeyword(keyword, schemaOf(before.value), schemaOf(after.value))) continue;
    const edited = Object.hasOwn(own, keyword) ? own[keyword]?.(side) : undefined;
    const mark = beyond && ({ beyondDoubles: true } as const);
    if (edited) for (const one of edited) edits.push({ ...one, ...mark });
    else if (!isSchemaKeyword(keyword) && (beyond || !same(side)))
      edits.push({ ...edit(codeOfKeyword(keyword), keyword, side), ...mark });
    else if (nested.includes(keyword) && !isPair(side)) edits.push(edit('schema-changed', keyword, side));
  }
}

/** Whether both versions say the same by a keyword that holds values if whole numbers are rounded, and else not. */
function isBeyondDoubles(keyword: string, side: Side<Node>): boolean {
  if (isSchemaKeyword(keyword) || keyword === 'additionalProperties' || !isPair(side)) return false;
  return same(side) && differsAsWritten(side.before, side.after);
}

function isSchemaKeyword(keyword: string): boolean {
  return nested.includes(keyword) || named.includes(keyword) || listed.includes(keyword);
}

/** One edit for each name that one version requires. */
function requiredEdits(side: Side<Node>): SchemaEdit[] {
  return pairBy(items(side.before), items(side.after), itemText).flatMap((item): SchemaEdit[] => {
    if (isPair(item)) return [];
    const gained = item.before === undefined;
    return [
      {
        code: gained ? 'property-required' : 'property-optional',
        before: item.before ?? side.before,
        after: item.after ?? side.after,
        subject: itemText(gained ? item.after : item.before),
        was: gained ? 'optional' : 'required',
        is: gained ? 'required' : 'optional',
      },
    ];
  });
}

/** One edit for all values that came, one for all that went: a reader refuses the enum, not a value of it. */
function enumEdits(side: Side<Node>): SchemaEdit[] {
  const sides = pairBy(items(side.before), items(side.after), itemText);
  const gone = sides.flatMap(({ before, after }) => (after === undefined && before ? [before] : []));
  const come = sides.flatMap(({ before, after }) => (before === undefined && after ? [after] : []));
  const edits: SchemaEdit[] = [];
  // Without an enum any value was allowed: an enum that comes or goes is told as such.
  if (side.before === undefined || side.after === undefined) {
    return [
      side.before === undefined
        ? edit('enum-value-removed', `all values but ${valueList(items(side.after))}`, side)
        : edit('enum-value-added', `values beyond ${valueList(items(side.before))}`, side),
    ];
  }
  if (gone.length > 0) {
    edits.push(edit('enum-value-removed', valueList(gone), side));
  }
  if (come.length > 0)
    edits.push({ ...edit('enum-value-added', valueList(come), side), after: come[0] ?? side.after });
  return edits;
}

function itemText(node: Node): string {
  return typeof node.value === 'string' ? node.value : writtenText(node);
}

/** As many values as can be taken in at a glance. */
const shownValues = 5;

function valueList(nodes: readonly Node[]): string {
  const shown = nodes.slice(0, shownValues).map(writtenText);
  const more = nodes.length > shown.length ? ` and ${nodes.length - shown.length} more` : '';
  return shown.join(', ') + more;
}

function opennessEdits(side: Side<Node>): SchemaEdit[] {
  const closed = (node: Node | undefined) => node?.value === false;
  if (closed(side.before) === closed(side.after)) return [];
  return [edit(closed(side.after) ? 'object-closed' : 'object-opened', 'additionalProperties', side)];
}

/** Takes a property that one version has; gives that as an edit. */
export function propertyEdit(name: string, side: Side<Node>): SchemaEdit {
  return edit(side.before === undefined ? 'property-added' : 'property-removed', name, side);
}

/** Takes a code, what it is about and the nodes; gives the edit, with what stood there and what stands there now. */
export function edit(code: SchemaEdit['code'], subject: string, { before, after }: Side<Node>): SchemaEdit {
  return { code, before, after, subject, was: short(before), is: short(after) };
}

/** Takes two schemas of which one is true or false; gives that they differ as one edit. */
export function whole(pair: Pair<Node>): SchemaEdit {
  return edit('schema-changed', 'the schema', pair);
}

function short(node: Node | undefined): string {
  if (node === undefined) return 'nothing';
  const text = writtenText(node);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function same(side: Side<Node>): boolean {
  return isPair(side) && sameValue(side.before.value, side.after.value);
}

/** Takes two objects; gives their members in pairs by name. */
export function pairMembers({
  before,
  after,
}: {
  readonly before: Node | undefined;
  readonly after: Node | undefined;
}): [string, Side<Node>][] {
  const named = (node: Node | undefined) => members(node).map(([name, member]) => ({ name, member }));
  return pairBy(named(before), named(after), ({ name }) => name).map((side): [string, Side<Node>] => {
    if (isPair(side)) return [side.before.name, { before: side.before.member, after: side.after.member }];
    return side.before === undefined
      ? [side.after.name, { before: undefined, after: side.after.member }]
      : [side.before.name, { before: side.before.member, after: undefined }];
  });
}
