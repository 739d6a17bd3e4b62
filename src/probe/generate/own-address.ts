import { isObject } from '../../document/node.ts';
import { normal } from './answered-ids.ts';

type Members = Readonly<Record<string, unknown>>;

/** Where a thing tells its own address: as JSON:API and HAL, GitHub, Kubernetes and JSON-LD have it. */
const own = new Set(['self', 'href', 'url', 'uri', 'selflink', 'resourceuri']);
const longest = 2_000;

/** What an address leads to: the template of its path, and the values of the parameters in it. */
export interface Addressed {
  readonly template: string;
  readonly values: readonly unknown[];
}

/**
 * Takes an object of an answer, and the templates of what has an address; gives where the one that the object tells of
 * itself leads, undefined where it tells none. A value that the object has as a number is one.
 */
export function ownAddress(object: Members, templates: readonly string[]): Addressed | undefined {
  for (const address of addressesIn(object)) {
    if (address.length > longest || !URL.canParse(address, 'http://localhost')) continue;
    const { pathname } = new URL(address, 'http://localhost');
    let found: Addressed | undefined;
    for (const template of templates) {
      if (found && template.length < found.template.length) continue;
      const values = valuesAt(pathname, template);
      if (values) found = { template, values: values.map((value) => asTold(value, object)) };
    }
    if (found) return found;
  }
  return undefined;
}

function* addressesIn(object: Members): Generator<string> {
  for (const links of [object['_links'], object['links']]) {
    const self = isObject(links) ? links['self'] : undefined;
    const address = isObject(self) ? self['href'] : self;
    if (typeof address === 'string') yield address;
  }
  for (const [key, value] of Object.entries(object))
    if (typeof value === 'string' && (key === '@id' || own.has(normal(key)))) yield value;
}

/** A base path may stand before the template, whose first segment says what it is about. */
function valuesAt(path: string, template: string): readonly string[] | undefined {
  const wanted = template.split('/').filter((segment) => segment !== '');
  const told = path.split('/').filter((segment) => segment !== '');
  const offset = told.length - wanted.length;
  if (offset < 0 || wanted[0]?.includes('{') !== false) return undefined;
  const values: string[] = [];
  for (const [index, segment] of wanted.entries()) {
    const there = decoded(told[offset + index] ?? '');
    if (/^\{[^{}]*\}$/.test(segment)) values.push(there);
    else if (segment !== there) return undefined;
  }
  return values;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function asTold(value: string, object: Members): unknown {
  return (
    Object.values(object).find((member) => typeof member === 'number' && String(member) === value) ?? value
  );
}
