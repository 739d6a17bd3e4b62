import type { Encoded } from './encoded.ts';
import { markExact } from './exact.ts';
import { decodeText } from './styles.ts';
import { parseJson, type TextTyper } from './typed-text.ts';

/** One `name=value`; the value is still encoded. */
export interface FormField {
  readonly name: string;
  readonly text: string;
}

/** What the fields give for one parameter, texts still encoded. */
export type FormReading =
  | { readonly kind: 'one'; readonly text: string }
  | { readonly kind: 'array'; readonly texts: readonly string[] }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [string, string])[] }
  | { readonly kind: 'value'; readonly value: unknown }
  /** It is there more than once, and has only one value. */
  | { readonly kind: 'repeated'; readonly times: number };

/**
 * Takes parameters and the fields of a query, form or Cookie header; gives what each parameter is made of, and the
 * names left over. Exploded objects take the names of their members after all others have had theirs. With `json`,
 * objects come as JSON in a field of their own, as form bodies have them (OpenAPI 3.1 Encoding Object, defaults).
 */
export function readForm<P extends Encoded>(
  parameters: readonly P[],
  fields: readonly FormField[],
  typer: TextTyper,
  json = false,
): { readonly readings: ReadonlyMap<P, FormReading>; readonly undeclared: readonly string[] } {
  const texts = new Map<string, string[]>();
  for (const { name, text } of fields) {
    const known = texts.get(name);
    if (known) known.push(text);
    else texts.set(name, [text]);
  }
  const readings = new Map<P, FormReading>();
  const claimed = new Set<string>();

  const plain = (parameter: P): void => {
    const own = texts.get(parameter.name);
    if (!own) return;
    claimed.add(parameter.name);
    const [first = ''] = own;
    const shapes = typer.shapes(parameter.schema);
    const object = json && shapes.object ? parseJson(decodeText(first, parameter.in) ?? '') : undefined;
    if (typeof object === 'object' && object !== null)
      readings.set(parameter, { kind: 'value', value: object });
    else if (shapes.array && (own.length > 1 || (parameter.explode && !shapes.primitive))) {
      readings.set(parameter, { kind: 'array', texts: own });
    } else if (own.length > 1 && !shapes.array && !shapes.any && parameter.in !== 'cookie') {
      readings.set(parameter, { kind: 'repeated', times: own.length });
    } else readings.set(parameter, { kind: 'one', text: first });
  };

  const deep = (parameter: P): void => {
    const prefix = `${parameter.name}[`;
    const value = new Map<string, unknown>();
    for (const [name, values] of texts) {
      if (!name.startsWith(prefix) || !name.endsWith(']')) continue;
      claimed.add(name);
      const keys = name.slice(prefix.length, -1).split('][');
      const decoded = values.map((text) => decodeText(text, parameter.in) ?? text);
      insert(value, keys, decoded);
    }
    if (value.size > 0)
      readings.set(parameter, { kind: 'value', value: typed(value, parameter.schema, typer) });
  };

  const exploded: P[] = [];
  for (const parameter of parameters) {
    const { array, object, primitive } = typer.shapes(parameter.schema);
    if (parameter.style === 'deepObject') deep(parameter);
    else if (object && !array && !primitive && parameter.explode && !parameter.content && !json)
      exploded.push(parameter);
    else plain(parameter);
  }
  for (const parameter of exploded) {
    const { declared, open } = typer.names(parameter.schema);
    const entries = fields.flatMap(({ name, text }) =>
      !claimed.has(name) && (declared.has(name) || open) ? [[name, text] as const] : [],
    );
    for (const [name] of entries) claimed.add(name);
    if (entries.length > 0) readings.set(parameter, { kind: 'object', entries });
  }
  return { readings, undeclared: [...texts.keys()].filter((name) => !claimed.has(name)) };
}

type Tree = Map<string, unknown>;
const deepest = 50;

/** `filter[a][b]=1`: OpenAPI leaves nesting undefined; servers read it this way. */
function insert(tree: Tree, keys: readonly string[], texts: readonly string[]): void {
  let at = tree;
  for (const key of keys.slice(0, Math.min(keys.length, deepest) - 1)) {
    const next = at.get(key);
    const inner: Tree = next instanceof Map ? (next as Tree) : new Map<string, unknown>();
    at.set(key, inner);
    at = inner;
  }
  at.set(keys.at(-1) ?? '', texts);
}

function typed(tree: Tree, schema: Encoded['schema'], typer: TextTyper): unknown {
  const entries = [...tree].map(([name, part]) => {
    const inner = typer.property(schema, name);
    if (part instanceof Map) return [name, typed(part as Tree, inner, typer)] as const;
    const texts = Array.isArray(part) ? part.map(String) : [];
    const { array, primitive } = typer.shapes(inner);
    const list = array && (texts.length > 1 || !primitive);
    return [name, list ? typer.array(texts, inner) : typer.scalar(texts[0] ?? '', inner)] as const;
  });
  return markExact(Object.fromEntries(entries));
}
