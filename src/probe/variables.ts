import type { Node } from '../document/document.ts';

/** Values by name, as they stand while a recording is run. */
export type Variables = ReadonlyMap<string, unknown>;

/** A use of a variable that has no value. */
export interface Unknown {
  readonly name: string;
  readonly node: Node;
}

interface Braces {
  /** Each variable of a text, and one that is the whole text. */
  readonly each: RegExp;
  readonly whole: RegExp;
}

const bracesOf = (pattern: string): Braces => ({
  each: new RegExp(pattern, 'g'),
  whole: new RegExp(`^${pattern}$`),
});
const singleBraces = bracesOf(String.raw`\{([A-Za-z_][\w.-]*)\}`);
const doubleBraces = bracesOf(String.raw`\{\{\s*(\$?[^{}\s]{1,200})\s*\}\}`);
/** Deeper than this, values are taken as they are. */
const deepest = 100;

/** Fills in `{name}`, and remembers what it could not fill in. */
export interface Filler {
  /** Takes a text; gives it with variables as texts, each put through `encode`. */
  text(text: string, node: Node, encode?: (value: string) => string): string;
  /** Takes a value; gives it with the texts in it filled in. One that is exactly `{name}` takes the value's type. */
  value(value: unknown, node: Node): unknown;
  readonly unknown: readonly Unknown[];
}

/** Takes the variables, and whether they are written `{{name}}`; gives what fills them in. */
export function createFiller(variables: Variables, double = false): Filler {
  const { each, whole } = double ? doubleBraces : singleBraces;
  const unknown: Unknown[] = [];
  const lookUp = (name: string, node: Node): unknown => {
    const value = variables.get(name);
    if (value === undefined) unknown.push({ name, node });
    return value;
  };
  const text: Filler['text'] = (source, node, encode = (value) => value) =>
    // Most texts have none.
    !source.includes('{')
      ? source
      : source.replace(each, (written, name: string) => {
          const value = lookUp(name, node);
          return value === undefined ? written : encode(textOf(value));
        });
  const fill = (value: unknown, node: Node, depth: number): unknown => {
    if (typeof value === 'string') {
      const only = whole.exec(value)?.[1];
      return only === undefined ? text(value, node) : (lookUp(only, node) ?? value);
    }
    if (typeof value !== 'object' || value === null || depth > deepest) return value;
    if (Array.isArray(value)) return value.map((item) => fill(item, node, depth + 1));
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [key, fill(member, node, depth + 1)]),
    );
  };
  return { text, value: (value, node) => fill(value, node, 0), unknown };
}

/** Takes a value; gives it as it stands in a text: a string as it is, anything else as JSON. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
