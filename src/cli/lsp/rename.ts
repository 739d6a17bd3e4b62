import type { Node, Part, Range, Span } from '../../document/document.ts';
import { renameKey, replaceValue, type Edits } from '../../document/edit.ts';
import type { TextEdit } from '../../document/edit-text.ts';
import { holderOf, nodeAt, stringChild } from '../../document/node.ts';
import { appendKey, parentPointer, pointerKeys, rootPointer, toPointer } from '../../document/pointer.ts';
import { textPlaces } from '../../document/text.ts';
import type { LoadedApi } from '../../openapi/load.ts';
import { usesIn, type Use } from './named.ts';
import { isDefinition, targetAt } from './place.ts';

/** What has a name that can be changed, and in what sense. */
export interface Renamable {
  readonly kind: 'component' | 'operationId' | 'tag';
  /** The component, the operation or the Tag Object. */
  readonly definition: Node;
  readonly name: string;
}

/** Why a name cannot be changed, in a sentence. */
export interface Refused {
  readonly reason: string;
}

/** Takes a description and a place in it; gives what is named there, where it is defined or used. */
export function renamableAt(loaded: LoadedApi, node: Node, part: Part): Renamable | undefined {
  const holder = holderOf(node);
  const key = pointerKeys(node.pointer).at(-1);
  const own = part === 'key' && isDefinition(node) ? node : undefined;
  const holds = part === 'value' && (key === 'operationId' || key === 'name') ? holder : undefined;
  const target = own ?? targetAt(loaded, node, part) ?? holds;
  if (target === undefined) return undefined;
  if (isDefinition(target)) {
    const name = pointerKeys(target.pointer).at(-1) ?? '';
    return { kind: 'component', definition: target, name };
  }
  const id = stringChild(target, 'operationId')?.value;
  if (id !== undefined && kindOf(loaded, target) === 'operation')
    return { kind: 'operationId', definition: target, name: id };
  const tag = stringChild(target, 'name')?.value;
  if (tag !== undefined && kindOf(loaded, target) === 'tag')
    return { kind: 'tag', definition: target, name: tag };
  return undefined;
}

/** Takes a place where something is named; gives where in the text the name itself stands, without what is around it. */
export function nameRange({ document, pointer }: Node, part: Part, name: string): Range {
  const span = document.span(pointer, part);
  const written = document.text.slice(span.start, span.end);
  const found = [name, fragmentKey(name)].map((form): Span | undefined => {
    const at = written.lastIndexOf(form);
    return at === -1 ? undefined : { start: span.start + at, end: span.start + at + form.length };
  });
  return textPlaces(document.text).range(found.find((each) => each !== undefined) ?? span);
}

/** Takes a description, what to rename in it, and the new name; gives the edits of all its files, or why there are none. */
export function renamed(
  loaded: LoadedApi,
  { kind, definition, name }: Renamable,
  to: string,
): readonly TextEdit[] | Refused {
  const wrong = kind === 'component' ? wrongName(loaded, definition, to) : undefined;
  if (wrong !== undefined) return { reason: wrong };
  const edits: TextEdit[] = [];
  const add = (node: Node, made: Edits): Refused | undefined => {
    if (made) edits.push(...made);
    if (made) return undefined;
    const { uri, range } = node.document.locate(node.pointer);
    return { reason: `what is written at ${uri}:${range.start.line} cannot be changed safely` };
  };
  const field = kind === 'component' ? undefined : kind === 'tag' ? 'name' : 'operationId';
  const named = field === undefined ? definition : stringChild(definition, field);
  const first = named && add(named, field === undefined ? renameKey(named, to) : replaceValue(named, to));
  if (first) return first;
  for (const use of usesIn(loaded)) {
    const made = editOfUse(use, definition, name, to);
    if (made === 'untouched') continue;
    const refused = add(use.node, made);
    if (refused) return refused;
  }
  return edits;
}

function editOfUse(
  { node, by, target }: Use,
  definition: Node,
  name: string,
  to: string,
): Edits | 'untouched' {
  if (target.document !== definition.document) return 'untouched';
  const { pointer } = definition;
  if (target.pointer !== pointer && !target.pointer.startsWith(`${pointer}/`)) return 'untouched';
  if (by === 'securityScheme') return renameKey(node, to);
  if (by === 'tag' || by === 'operationId') return replaceValue(node, to);
  if (typeof node.value !== 'string') return 'untouched';
  // A mapping may have the bare name.
  if (by === 'mapping' && node.value === name) return replaceValue(node, to);
  const [path = '', fragment = ''] = node.value.split(/#(.*)/s);
  const keys = pointerKeys(decoded(fragment) ?? rootPointer);
  // An anchor, or a pointer from a schema with an `$id`: the name is no part of it.
  if (keys.reduce(appendKey, rootPointer) !== target.pointer) return 'untouched';
  const written = fragment.split('/');
  written[pointerKeys(pointer).length] = fragmentKey(to);
  return replaceValue(node, `${path}#${written.join('/')}`);
}

function decoded(fragment: string) {
  try {
    return toPointer(decodeURIComponent(fragment));
  } catch {
    return undefined;
  }
}

/** A key as it stands in the fragment of a reference (RFC 6901 sections 3 and 6). */
function fragmentKey(key: string): string {
  return encodeURI(appendKey(rootPointer, key).slice(1)).replaceAll('#', '%23');
}

function wrongName(
  { api: { version } }: LoadedApi,
  { document, pointer }: Node,
  to: string,
): string | undefined {
  const holder = parentPointer(pointer);
  if (to === '') return 'a name cannot be empty';
  if (holder !== undefined && nodeAt(document, appendKey(holder, to)) !== undefined)
    return `there is ${to} in ${holder.slice(1)} already`;
  // Components Object, 3.0.3 and later; 2.0 allows any.
  return version === '2.0' || /^[a-zA-Z0-9._-]+$/.test(to)
    ? undefined
    : `the name of a component has only letters, digits, and the signs . - _`;
}

function kindOf({ visits }: LoadedApi, { document, pointer }: Node): string | undefined {
  for (const visit of visits)
    if (visit.type === 'object' && visit.node.pointer === pointer && visit.node.document.uri === document.uri)
      return visit.kind;
  return undefined;
}
