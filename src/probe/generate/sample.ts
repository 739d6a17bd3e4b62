import type { Node } from '../../document/document.ts';
import type { Documents } from '../../document/documents.ts';
import { child, isObject, items } from '../../document/node.ts';
import type { SchemaSite } from '../../openapi/model.ts';
import { exampleInWords } from './example-in-words.ts';
import { lateText, validTexts } from './format-samples.ts';
import { keywordsOf, type Keywords } from './keywords.ts';
import { endsRange } from './unknowable.ts';

/** How much a sample says: everything that is declared, or what is required and no more. */
export type Extent = 'full' | 'least';

/** Deeper than this, optional members are left out, and recursion ends. */
const deepest = 6;

/**
 * Takes the texts of a description, a schema, how much to say, and what its value is called; gives a value such as a
 * user would send: examples, defaults and listed values where there are some. It may be wrong where keywords work
 * together: whoever wants to be certain judges it.
 */
export function sampleOf(
  documents: Documents,
  site: SchemaSite,
  extent: Extent,
  name = 'value',
  depth = 0,
): unknown {
  const keywords = keywordsOf(documents, site);
  const given = givenValue(keywords);
  if (given !== undefined) return given;
  const at = (node: Node): SchemaSite => ({ ...site, node });
  const own = ofType(documents, site, keywords, extent, name, depth);
  let value = own;
  for (const branches of keywords.unions) {
    const [branch] = branches;
    if (!branch || depth > deepest) continue;
    const chosen = sampleOf(documents, at(branch), extent, name, depth + 1);
    value = isObject(value) && isObject(chosen) ? { ...value, ...chosen } : chosen;
  }
  return value;
}

/** What the author of the schema wrote for it. */
function givenValue({ parts, values }: Keywords): unknown {
  for (const part of parts) {
    const example = child(part, 'example') ?? items(child(part, 'examples'))[0];
    if (example) return example.value;
  }
  for (const part of parts) {
    const fallback = child(part, 'default');
    if (fallback && fallback.value !== null) return fallback.value;
  }
  return values?.find((value) => value !== null) ?? values?.[0];
}

function ofType(
  documents: Documents,
  site: SchemaSite,
  keywords: Keywords,
  extent: Extent,
  name: string,
  depth: number,
): unknown {
  const at = (node: Node): SchemaSite => ({ ...site, node });
  switch (typeOf(keywords)) {
    case 'object': {
      const entries: [string, unknown][] = [];
      for (const [key, node] of keywords.properties) {
        const required = keywords.required.has(key);
        if (!required && (extent === 'least' || depth > 3)) continue;
        if (depth > deepest) continue;
        if (!travels(documents, at(node))) continue;
        entries.push([key, sampleOf(documents, at(node), extent, key, depth + 1)]);
      }
      for (const key of keywords.required) {
        if (!keywords.properties.has(key) && !entries.some(([one]) => one === key)) {
          const node = keywords.additional;
          entries.push([key, node ? sampleOf(documents, at(node), extent, key, depth + 1) : key]);
        }
      }
      return Object.fromEntries(entries);
    }
    case 'array': {
      const wanted = Math.max(keywords.minItems ?? 0, extent === 'full' && depth <= 3 ? 1 : 0);
      const length = Math.min(wanted, keywords.maxItems ?? wanted, 20);
      const node = keywords.items;
      if (depth > deepest) return [];
      return Array.from({ length }, () =>
        node ? sampleOf(documents, at(node), extent, name, depth + 1) : name,
      );
    }
    case 'integer':
    case 'number':
      return sampleNumber(keywords);
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return inWords(keywords) ?? sampleText(keywords, name);
  }
}

/** A text that the description gives as an example, where nothing else says what it looks like. */
function inWords({ parts, format, pattern, types }: Keywords): string | undefined {
  if (format !== undefined || pattern !== undefined || !types.has('string')) return undefined;
  const [found] = parts.flatMap((part) => exampleInWords(part.value['description']) ?? []);
  return found;
}

/** Whether a property is part of what goes this way: the provider sets what is `readOnly`. */
function travels(documents: Documents, site: SchemaSite): boolean {
  const withheld = site.direction === 'request' ? 'readOnly' : 'writeOnly';
  return !keywordsOf(documents, site).parts.some((part) => part.value[withheld] === true);
}

function typeOf({
  types,
  properties,
  required,
  items,
  additional,
  unions,
  ...rest
}: Keywords): string | undefined {
  for (const type of ['object', 'array', 'string', 'integer', 'number', 'boolean', 'null'])
    if (types.has(type)) return type;
  if (properties.size > 0 || required.size > 0 || additional) return 'object';
  if (items) return 'array';
  if (rest.minimum !== undefined || rest.maximum !== undefined) return 'number';
  return unions.length > 0 ? 'object' : undefined;
}

function sampleNumber({ minimum, maximum, multipleOf = 1 }: Keywords): number {
  const wanted = Math.max(1, minimum ?? 1);
  const within = Math.min(wanted, maximum ?? wanted);
  const step = multipleOf > 0 ? multipleOf : 1;
  const stepped = Math.ceil(within / step) * step;
  return maximum !== undefined && stepped > maximum ? Math.floor(within / step) * step : stepped;
}

function sampleText({ format, minLength = 0, maxLength = Infinity }: Keywords, name: string): string {
  const usual = endsRange(name) ? lateText(format) : validTexts(format)[0];
  if (usual !== undefined) return usual;
  const plain = name.replace(/[^\w -]/g, '') || 'text';
  return plain.padEnd(Math.min(minLength, 10_000), 'x').slice(0, Math.max(1, maxLength));
}
