import type { Node } from '../../document/document.ts';
import type { Documents } from '../../document/documents.ts';
import { child, items, members, type JsonObject } from '../../document/node.ts';
import type { Dialect, SchemaSite } from '../../openapi/model.ts';
import { inPlace } from '../../schema/in-place.ts';

/** What the schemas that hold for one place say there, taken together. Bounds are the tightest. */
export interface Keywords {
  readonly parts: readonly Node<JsonObject>[];
  readonly types: ReadonlySet<string>;
  readonly values: readonly unknown[] | undefined;
  readonly format: string | undefined;
  readonly pattern: string | undefined;
  readonly minLength: number | undefined;
  readonly maxLength: number | undefined;
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
  readonly multipleOf: number | undefined;
  readonly minItems: number | undefined;
  readonly maxItems: number | undefined;
  readonly items: Node | undefined;
  readonly properties: ReadonlyMap<string, Node>;
  readonly required: ReadonlySet<string>;
  readonly additional: Node | undefined;
  /** The branches of each `anyOf` and `oneOf`. */
  readonly unions: readonly (readonly Node[])[];
}

/** Takes the texts of a description and a schema; gives what holds in its place, through `$ref` and `allOf`. */
export function keywordsOf(
  documents: Documents,
  { node, dialect }: Pick<SchemaSite, 'node' | 'dialect'>,
): Keywords {
  const parts = inPlace(documents, node, siblingsCount(dialect));
  const all = (name: string): Node[] => parts.flatMap((part) => child(part, name) ?? []);
  const first = (name: string): unknown => all(name)[0]?.value;
  const numbers = (name: string): number[] =>
    all(name).flatMap(({ value }) => (typeof value === 'number' ? [value] : []));
  const most = (name: string): number | undefined => highest(numbers(name));
  const least = (name: string): number | undefined => lowest(numbers(name));
  const properties = new Map<string, Node>();
  for (const node of all('properties'))
    for (const [name, member] of members(node)) properties.set(name, member);
  const types = new Set<string>();
  for (const { value } of all('type'))
    for (const name of Array.isArray(value) ? value : [value]) if (typeof name === 'string') types.add(name);
  if (parts.some((part) => part.value['nullable'] === true) && types.size > 0) types.add('null');
  const constant = all('const')[0];
  const values = constant ? [constant.value] : first('enum');
  return {
    parts,
    types,
    values: Array.isArray(values) ? values : undefined,
    format: text(first('format')),
    pattern: text(first('pattern')),
    minLength: most('minLength'),
    maxLength: least('maxLength'),
    minimum: highest([...numbers('minimum'), ...numbers('exclusiveMinimum')]),
    maximum: lowest([...numbers('maximum'), ...numbers('exclusiveMaximum')]),
    multipleOf: numbers('multipleOf')[0],
    minItems: most('minItems'),
    maxItems: least('maxItems'),
    items: all('items').find(
      ({ value }) => typeof value === 'object' && value !== null && !Array.isArray(value),
    ),
    properties,
    required: new Set(
      all('required').flatMap(({ value }) =>
        Array.isArray(value) ? value.filter((name) => typeof name === 'string') : [],
      ),
    ),
    additional: all('additionalProperties')[0],
    unions: [...all('anyOf'), ...all('oneOf')].map((node) => items(node)),
  };
}

/** OpenAPI 3.0 and Swagger 2.0: a Reference Object has nothing beside its `$ref`. */
export function siblingsCount(dialect: Dialect): boolean {
  return dialect !== 'openapi-2.0' && dialect !== 'openapi-3.0';
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function highest(numbers: readonly number[]): number | undefined {
  return numbers.length === 0 ? undefined : Math.max(...numbers);
}

function lowest(numbers: readonly number[]): number | undefined {
  return numbers.length === 0 ? undefined : Math.min(...numbers);
}
