import type { Node } from '../../document/document.ts';
import type { Documents } from '../../document/documents.ts';
import { valueIn } from '../../document/node.ts';
import { appendKey, rootPointer, type Pointer } from '../../document/pointer.ts';
import type { SchemaSite } from '../../openapi/model.ts';
import { dialectRules } from '../dialects.ts';
import { markExact } from '../exact.ts';
import { inPlace } from '../in-place.ts';
import type { TextTyper } from '../typed-text.ts';
import { typesOf } from '../types.ts';
import type { XmlElement } from './parse-xml.ts';
import { xmlName, type XmlName } from './xml-name.ts';

/** An element that is not called as the contract calls it. */
export interface XmlFlaw {
  readonly instance: Pointer;
  readonly message: string;
  /** The XML Object. */
  readonly schema: Node;
}

/** The value that an element stands for, by its schema. */
export interface XmlValue {
  readonly value: unknown;
  /** Where the root itself is another one, that is all: there is no value then. */
  readonly flaws: readonly XmlFlaw[];
}

type Site = SchemaSite | undefined;

const instanceNamespace = 'http://www.w3.org/2001/XMLSchema-instance';

/** Takes the texts of a description and what types texts; gives what reads elements as the values of schemas. */
export function createXmlReader(
  documents: Documents,
  typer: TextTyper,
): (element: XmlElement, schema: SchemaSite) => XmlValue {
  return (root, schema) => {
    const flaws: XmlFlaw[] = [];
    const xml = xmlName(documents, schema);
    if (xml.node && xml.name !== undefined && xml.name !== root.name) {
      const message = `must be the element ${xml.name}, is ${root.name}`;
      return { value: undefined, flaws: [{ instance: rootPointer, message, schema: xml.node }] };
    }
    hold(root, xml, rootPointer, flaws);
    return { value: read(root, schema, rootPointer, flaws), flaws };
  };

  function read(element: XmlElement, schema: Site, at: Pointer, flaws: XmlFlaw[]): unknown {
    if (element.attributes.some(({ uri, name, value }) => isNil(uri, name, value))) return null;
    if (!schema) return unread(element);
    const { array, object, primitive } = typer.shapes(schema);
    const bare = element.children.length === 0;
    if (object && !(primitive && bare)) {
      const members = readMembers(element, schema, at, flaws);
      const textOnly = bare && element.text.trim() !== '' && Object.keys(members).length === 0;
      return textOnly ? element.text : members;
    }
    if (array && !(primitive && bare)) return readItems(element, schema, undefined, at, flaws);
    return bare ? typed(element.text, schema) : unread(element);
  }

  function readMembers(
    element: XmlElement,
    schema: SchemaSite,
    at: Pointer,
    flaws: XmlFlaw[],
  ): Record<string, unknown> {
    const taken = new Set<XmlElement>();
    const entries: [string, unknown][] = [];
    for (const name of typer.names(schema).declared) {
      const value = readMember(element, name, { schema, at, flaws, taken });
      if (value !== undefined) entries.push([name, value]);
    }
    const others = byName(element.children.filter((each) => !taken.has(each)));
    for (const [name, rest] of others) {
      const extra = typer.property(schema, name);
      const values = rest.map((each) => read(each, extra, appendKey(at, name), flaws));
      entries.push([name, values.length === 1 ? values[0] : markExact(values)]);
    }
    return markExact(Object.fromEntries(entries));
  }

  interface Holder {
    readonly schema: SchemaSite;
    readonly at: Pointer;
    readonly flaws: XmlFlaw[];
    /** The elements that have been read. */
    readonly taken: Set<XmlElement>;
  }

  function readMember(element: XmlElement, name: string, holder: Holder): unknown {
    const { taken, flaws } = holder;
    const property = typer.property(holder.schema, name);
    const at = appendKey(holder.at, name);
    const xml = xmlName(documents, property);
    const { array, object } = typer.shapes(property);
    if (xml.kind === 'attribute') {
      const called = xml.name ?? name;
      const found = element.attributes.find(
        (each) => each.name === called && (xml.uri === undefined || each.uri === xml.uri || each.uri === ''),
      );
      return found && typed(found.value, property);
    }
    if (xml.kind === 'text') return element.text === '' ? undefined : typed(element.text, property);
    if (xml.kind === 'none' && object && property) {
      const inner = Object.entries(readMembers(element, property, at, flaws));
      const { declared } = typer.names(property);
      const own = inner.filter(([key]) => declared.has(key));
      return own.length > 0 ? markExact(Object.fromEntries(own)) : undefined;
    }
    const items = array ? xmlName(documents, typer.items(property)) : undefined;
    const names =
      items && !xml.wrapped
        ? [items.name ?? name, xml.name, name, ...items.components]
        : [xml.name ?? name, ...(xml.name === undefined ? xml.components : [])];
    const found = called(element.children, names);
    for (const each of found) {
      taken.add(each);
      hold(each, items && !xml.wrapped ? items : xml, at, flaws);
    }
    if (items && property && !xml.wrapped) {
      // No items are no elements: nothing tells an empty list from none.
      if (found.length === 0) return isRequired(holder.schema, name) ? [] : undefined;
      return readEach(found, property, at, flaws);
    }
    const [first, ...others] = found;
    if (first === undefined) return undefined;
    if (items && property && others.length === 0) return readItems(first, property, items, at, flaws);
    const values = found.map((each) => read(each, property, at, flaws));
    return others.length === 0 ? values[0] : markExact(values);
  }

  function readItems(
    { children }: XmlElement,
    schema: SchemaSite,
    items: XmlName | undefined,
    at: Pointer,
    flaws: XmlFlaw[],
  ): unknown[] {
    const xml = items ?? xmlName(documents, typer.items(schema));
    for (const [index, each] of children.entries()) {
      const place = appendKey(at, index);
      if (xml.node && xml.name !== undefined && each.name !== xml.name)
        tell(flaws, {
          instance: place,
          message: `must be the element ${xml.name}, is ${each.name}`,
          schema: xml.node,
        });
      else hold(each, xml, place, flaws);
    }
    return readEach(children, schema, at, flaws);
  }

  function readEach(
    elements: readonly XmlElement[],
    schema: SchemaSite,
    at: Pointer,
    flaws: XmlFlaw[],
  ): unknown[] {
    const inner = typer.items(schema);
    return markExact(elements.map((each, index) => read(each, inner, appendKey(at, index), flaws)));
  }

  /** Around numbers and the like, white space says nothing. */
  function typed(text: string, schema: Site): unknown {
    const textual = !schema || typesOf(documents, schema).has('string');
    return typer.scalar(textual ? text : text.trim(), schema);
  }

  function isRequired({ node, dialect }: SchemaSite, name: string): boolean {
    return inPlace(documents, node, dialectRules(dialect)?.refSiblings ?? true).some((part) => {
      const required = valueIn(part, 'required');
      return Array.isArray(required) && required.includes(name);
    });
  }
}

function called(
  children: readonly XmlElement[],
  names: readonly (string | undefined)[],
): readonly XmlElement[] {
  for (const name of names) {
    const found = children.filter((each) => each.name === name);
    if (found.length > 0) return found;
  }
  return [];
}

/** Tells of a namespace that is another than the one that is asked for. */
function hold({ name, uri }: XmlElement, xml: XmlName, instance: Pointer, flaws: XmlFlaw[]): void {
  if (!xml.node || xml.uri === undefined || xml.uri === uri) return;
  const found = uri === '' ? 'in none' : `in ${uri}`;
  tell(flaws, {
    instance,
    message: `element ${name} must be in the namespace ${xml.uri}, is ${found}`,
    schema: xml.node,
  });
}

/** As many flaws as are told of one document. */
const mostFlaws = 100;

function tell(flaws: XmlFlaw[], flaw: XmlFlaw): void {
  if (flaws.length < mostFlaws) flaws.push(flaw);
}

function isNil(uri: string, name: string, value: string): boolean {
  return uri === instanceNamespace && name === 'nil' && (value === 'true' || value === '1');
}

/** An element that no schema describes: its text, or its elements by their names. */
function unread(element: XmlElement): unknown {
  if (element.children.length === 0) return element.text;
  const members = [...byName(element.children)].map(([name, all]) => [name, all.map(unread)] as const);
  return Object.fromEntries(
    members.map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
  );
}

function byName(elements: readonly XmlElement[]): ReadonlyMap<string, readonly XmlElement[]> {
  const found = new Map<string, XmlElement[]>();
  for (const each of elements) {
    const known = found.get(each.name);
    if (known) known.push(each);
    else found.set(each.name, [each]);
  }
  return found;
}
