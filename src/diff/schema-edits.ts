import type { Node } from '../document/document.ts';
import type { Documents } from '../document/documents.ts';
import { child, isObject, isObjectNode, items, members } from '../document/node.ts';
import { follow } from '../openapi/follow.ts';
import { isPair, pairBy, type Pair, type Side } from './pair.ts';
import { codeOfKeyword, type SchemaEdit } from './schema-edit.ts';

/** Keywords that describe, and restrict nothing. */
const annotations = new Set([
  ...[
    'title',
    'description',
    'example',
    'examples',
    'default',
    'deprecated',
    'externalDocs',
    'xml',
    '$comment',
  ],
  ...[
    'readOnly',
    'writeOnly',
    '$id',
    '$anchor',
    '$schema',
    'contentEncoding',
    'contentMediaType',
    'contentSchema',
  ],
]);

/** Keywords that hold one schema. */
const nested = ['items', 'additionalItems', 'contains', 'not', 'if', 'then', 'else', 'propertyNames'];
/** Keywords that hold schemas by name. */
const named = ['patternProperties', 'dependentSchemas', '$defs', 'definitions'];
/** Keywords that hold a list of schemas. */
const listed = ['allOf', 'oneOf', 'anyOf', 'prefixItems'];

/** Beyond this, a difference is left to the verdict, which has no such bound. */
const deepest = 64;

/** Lists where the texts of two schemas differ, each pair of definitions once. */
export interface SchemaEdits {
  /** Takes two schemas that stand opposite; gives the edits in them and below them that were not listed before. */
  list(pair: Pair<Node>): readonly SchemaEdit[];
}

/** Takes the documents of two versions; gives a list that remembers what it has compared. */
export function createSchemaEdits(documents: Pair<Documents>): SchemaEdits {
  const compared = new WeakMap<object, WeakSet<object>>();

  const isNew = ({ before, after }: Pair<Node<object>>): boolean => {
    const partners = compared.get(before.value) ?? new WeakSet();
    compared.set(before.value, partners);
    if (partners.has(after.value)) return false;
    partners.add(after.value);
    return true;
  };

  const compare = (pair: Pair<Node>, edits: SchemaEdit[], depth: number): void => {
    const before = resolved(documents.before, pair.before);
    const after = resolved(documents.after, pair.after);
    if (!before || !after || depth > deepest) return;
    if (!isObjectNode(before) || !isObjectNode(after)) {
      if (JSON.stringify(before.value) !== JSON.stringify(after.value)) edits.push(whole(pair));
      return;
    }
    if (!isNew({ before, after })) return;
    keywordEdits({ before, after }, edits);
    const below = (side: Side<Node>) => {
      if (isPair(side)) compare(side, edits, depth + 1);
    };
    for (const [name, side] of pairMembers({
      before: child(before, 'properties'),
      after: child(after, 'properties'),
    })) {
      if (isPair(side)) compare(side, edits, depth + 1);
      else edits.push(propertyEdit(name, side));
    }
    for (const keyword of [...nested, 'additionalProperties']) {
      const old = child(before, keyword);
      const fresh = child(after, keyword);
      if (old && fresh && (isObject(old.value) || isObject(fresh.value)))
        below({ before: old, after: fresh });
    }
    for (const keyword of named) {
      for (const [, side] of pairMembers({ before: child(before, keyword), after: child(after, keyword) }))
        below(side);
    }
    for (const keyword of listed) {
      for (const side of alternatives({
        before: items(child(before, keyword)),
        after: items(child(after, keyword)),
      })) {
        if (isPair(side)) below(side);
        else edits.push(edit(codeOfKeyword(keyword), keyword, side));
      }
    }
  };

  return {
    list(pair) {
      const edits: SchemaEdit[] = [];
      compare(pair, edits, 0);
      return edits;
    },
  };
}

function resolved(documents: Documents, node: Node): Node | undefined {
  const followed = follow(documents, node);
  return followed.kind === 'found' ? followed.node : undefined;
}

/** Branches pair by what they refer to or are called; what is left over by its place. */
function alternatives({ before, after }: Pair<readonly Node[]>): Side<Node>[] {
  const keyed = (nodes: readonly Node[]) =>
    new Map(
      nodes.map(
        (node, index) => [node, branchName(node) ?? `#${index - nodes.filter(branchName).length}`] as const,
      ),
    );
  const keys = new Map([...keyed(before), ...keyed(after)]);
  return pairBy(before, after, (node) => keys.get(node) ?? '');
}

function branchName(node: Node): string | undefined {
  const reference = child(node, '$ref')?.value;
  if (typeof reference === 'string') return reference.slice(reference.lastIndexOf('/') + 1);
  const title = child(node, 'title')?.value;
  return typeof title === 'string' ? title : undefined;
}

function keywordEdits({ before, after }: Pair<Node>, edits: SchemaEdit[]): void {
  for (const [keyword, side] of pairMembers({ before, after })) {
    if (
      annotations.has(keyword) ||
      keyword.startsWith('x-') ||
      keyword === 'properties' ||
      keyword === '$ref'
    )
      continue;
    if (keyword === 'required') edits.push(...requiredEdits(side));
    else if (keyword === 'enum') edits.push(...enumEdits(side));
    else if (keyword === 'additionalProperties') edits.push(...opennessEdits(side));
    else if (!isSchemaKeyword(keyword) && !same(side))
      edits.push(edit(codeOfKeyword(keyword), keyword, side));
    else if (nested.includes(keyword) && !isPair(side)) edits.push(edit('schema-changed', keyword, side));
  }
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
        ? edit('enum-value-removed', 'all values but those now listed', side)
        : edit('enum-value-added', 'values beyond those once listed', side),
    ];
  }
  if (gone.length > 0) {
    edits.push(edit('enum-value-removed', valueList(gone), side));
  }
  if (come.length > 0)
    edits.push({ ...edit('enum-value-added', valueList(come), side), after: come[0] ?? side.after });
  return edits;
}

function itemText({ value }: Node): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** As many values as can be taken in at a glance. */
const shownValues = 5;

function valueList(nodes: readonly Node[]): string {
  const shown = nodes.slice(0, shownValues).map(({ value }) => JSON.stringify(value));
  const more = nodes.length > shown.length ? ` and ${nodes.length - shown.length} more` : '';
  return shown.join(', ') + more;
}

function opennessEdits(side: Side<Node>): SchemaEdit[] {
  const closed = (node: Node | undefined) => node?.value === false;
  if (closed(side.before) === closed(side.after)) return [];
  return [edit(closed(side.after) ? 'object-closed' : 'object-opened', 'additionalProperties', side)];
}

function propertyEdit(name: string, side: Side<Node>): SchemaEdit {
  return edit(side.before === undefined ? 'property-added' : 'property-removed', name, side);
}

function edit(code: SchemaEdit['code'], subject: string, { before, after }: Side<Node>): SchemaEdit {
  return { code, before, after, subject, was: short(before), is: short(after) };
}

function whole(pair: Pair<Node>): SchemaEdit {
  return edit('schema-changed', 'the schema', pair);
}

function short(node: Node | undefined): string {
  if (node === undefined) return 'nothing';
  const text = JSON.stringify(node.value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function same(side: Side<Node>): boolean {
  return isPair(side) && JSON.stringify(side.before.value) === JSON.stringify(side.after.value);
}

function pairMembers({
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
