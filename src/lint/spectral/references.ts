import type { Documents } from '../../document/documents.ts';
import { isObject } from '../../document/node.ts';

/** What Spectral knows of the references in one text: where each stands, as a URI fragment, and what it says. */
export interface References {
  readonly refMap: Readonly<Record<string, string>>;
}

const found = new WeakMap<Documents, Readonly<Record<string, References>>>();

/** Takes the texts of a description; gives the references in each by its uri, as functions of rulesets look them up. */
export function referencesIn(documents: Documents): Readonly<Record<string, References>> {
  let known = found.get(documents);
  if (known === undefined) {
    known = Object.fromEntries(
      [...documents.all].map(([uri, { value }]) => [uri, { refMap: Object.fromEntries(listed(value)) }]),
    );
    found.set(documents, known);
  }
  return known;
}

/** Every `$ref` below a value. What YAML writes once and names again is gone through once. */
function listed(root: unknown): [fragment: string, reference: string][] {
  const references: [string, string][] = [];
  const seen = new Set<unknown>();
  const waiting: [value: unknown, fragment: string][] = [[root, '#']];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [value, fragment] = next;
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    const reference = isObject(value) && Object.hasOwn(value, '$ref') ? value['$ref'] : undefined;
    if (typeof reference === 'string') references.push([fragment, reference]);
    for (const [key, part] of Object.entries(value).reverse())
      waiting.push([part, `${fragment}/${escaped(key)}`]);
  }
  return references;
}

function escaped(key: string): string {
  // A lone surrogate is in no URI.
  return encodeURIComponent(
    key
      .replace(/\p{Surrogate}/gu, '\ufffd')
      .replaceAll('~', '~0')
      .replaceAll('/', '~1'),
  );
}
