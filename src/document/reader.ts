import type { Location, Node } from './document.ts';
import { child, items, members } from './node.ts';
import { nearestName } from './nearest.ts';

/** One mistake in a file that is read by a `Reader`, at its place. */
export interface ReadProblem {
  readonly message: string;
  readonly location: Location;
}

/** A JSON Schema (2020-12), as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * One part of a file of ours: how to read it, with every mistake reported at its line, and the JSON Schema that
 * tells an editor the same. Both come from one description, so they cannot disagree.
 */
export interface Reader<T> {
  /** Gives the value, or undefined where it is wrong; what is wrong goes to `problems`. */
  read(node: Node, problems: ReadProblem[]): T | undefined;
  readonly schema: JsonSchema;
}

/** A member of an object: its reader, and whether it has to be there. */
export interface Member<T, Required extends boolean = boolean> {
  readonly reader: Reader<T>;
  readonly required: Required;
  readonly description: string;
}

/** A member that has to be there. */
export function required<T>(reader: Reader<T>, description: string): Member<T, true> {
  return { reader, required: true, description };
}

/** A member that may be left out. */
export function optional<T>(reader: Reader<T>, description: string): Member<T, false> {
  return { reader, required: false, description };
}

/** The members that an object may have, by name. */
export type Members = Readonly<Record<string, Member<unknown>>>;

/** What an object with these members reads to. */
export type Read<M extends Members> = {
  readonly [K in keyof M as M[K] extends Member<unknown, true> ? K : never]: M[K] extends Member<infer T>
    ? T
    : never;
} & {
  readonly [K in keyof M as M[K] extends Member<unknown, true> ? never : K]?: M[K] extends Member<infer T>
    ? T
    : never;
};

/** Reads an object with the members named, and no others. */
export function object<const M extends Members>(fields: M): Reader<Read<M>> {
  const names = Object.keys(fields);
  return {
    schema: {
      type: 'object',
      properties: Object.fromEntries(
        names.map((name) => [
          name,
          { ...fields[name]?.reader.schema, description: fields[name]?.description },
        ]),
      ),
      required: names.filter((name) => fields[name]?.required),
      additionalProperties: false,
    },
    read(node, problems) {
      if (!expect(node, isMap(node), 'an object', problems)) return undefined;
      const value: Record<string, unknown> = Object.create(null);
      for (const [key, member] of members(node)) {
        const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
        if (!field) problems.push(unknownName(key, member, names));
        else {
          const read = field.reader.read(member, problems);
          if (read !== undefined) value[key] = read;
        }
      }
      const present = new Set(members(node).map(([key]) => key));
      for (const name of names) {
        if (fields[name]?.required && !present.has(name))
          problems.push(problem(node, `"${name}" is missing here`, 'key'));
      }
      return value as Read<M>;
    },
  };
}

/** Reads an object whose keys are free, each value by the same reader. */
export function map<T>(reader: Reader<T>): Reader<ReadonlyMap<string, T>> {
  return {
    schema: { type: 'object', additionalProperties: reader.schema },
    read(node, problems) {
      if (!expect(node, isMap(node), 'an object', problems)) return undefined;
      const read = new Map<string, T>();
      for (const [key, member] of members(node)) {
        const value = reader.read(member, problems);
        if (value !== undefined) read.set(key, value);
      }
      return read;
    },
  };
}

/** As `map`, to plain data: for what is handed on as it is. */
export function record<T>(reader: Reader<T>): Reader<Readonly<Record<string, T>>> {
  const asMap = map(reader);
  return {
    schema: asMap.schema,
    read(node, problems) {
      const read = asMap.read(node, problems);
      return read && Object.fromEntries(read);
    },
  };
}

/** Reads a list, or one value in place of a list of one. */
export function listOrOne<T>(reader: Reader<T>): Reader<readonly T[]> {
  return {
    schema: { anyOf: [{ type: 'array', items: reader.schema }, reader.schema] },
    read(node, problems) {
      const nodes = Array.isArray(node.value) ? items(node) : [node];
      return nodes.flatMap((item) => reader.read(item, problems) ?? []);
    },
  };
}

/** Reads a text. */
export const text: Reader<string> = {
  schema: { type: 'string' },
  read: (node, problems) =>
    typeof node.value === 'string' ? node.value : wrong(node, 'a text; put quotes around it', problems),
};

/** No path, pointer or name that anybody writes is longer. */
const longestPattern = 4096;

/** Reads a text with wildcards, of which each may be tried at each character of what it is held against. */
export const pattern: Reader<string> = {
  schema: { type: 'string', maxLength: longestPattern },
  read(node, problems) {
    const value = text.read(node, problems);
    if (value === undefined || value.length <= longestPattern) return value;
    return wrong(node, `a text of ${longestPattern} characters or fewer`, problems);
  },
};

/** Reads a whole number from 0. */
export const count: Reader<number> = {
  schema: { type: 'integer', minimum: 0 },
  read: (node, problems) =>
    typeof node.value === 'number' && Number.isSafeInteger(node.value) && node.value >= 0
      ? node.value
      : wrong(node, 'a whole number from 0', problems),
};

/** Reads `true` or `false`. */
export const flag: Reader<boolean> = {
  schema: { type: 'boolean' },
  read: (node, problems) =>
    typeof node.value === 'boolean' ? node.value : wrong(node, 'true or false', problems),
};

/** Reads anything, and leaves judging it to whoever uses it. */
export const anything: Reader<Node> = { schema: {}, read: (node) => node };

/** Reads one of some names; YAML's `off` without quotes is the boolean false to some writers, and taken as the name. */
export function choice<const T extends string>(names: readonly T[]): Reader<T> {
  return {
    schema: { enum: names },
    read(node, problems) {
      const named = names.find((name) => name === node.value);
      if (named !== undefined) return named;
      const near = typeof node.value === 'string' ? nearestName(node.value, names) : undefined;
      const hint = near === undefined ? '' : `; did you mean ${near}?`;
      problems.push(problem(node, `must be one of ${names.join(', ')}${hint}`));
      return undefined;
    },
  };
}

/** Takes a node and what is wrong there; gives the mistake with its place. */
export function problem(node: Node, message: string, part: 'key' | 'value' = 'value'): ReadProblem {
  return { message, location: node.document.locate(node.pointer, part) };
}

/** Takes a key that nobody knows and the names that are known; gives the mistake with the nearest of them. */
export function unknownName(key: string, node: Node, names: Iterable<string>): ReadProblem {
  const near = nearestName(key, names);
  return problem(
    node,
    `unknown name "${key}"${near === undefined ? '' : `; did you mean "${near}"?`}`,
    'key',
  );
}

function isMap(node: Node): boolean {
  return typeof node.value === 'object' && node.value !== null && !Array.isArray(node.value);
}

function expect(node: Node, holds: boolean, what: string, problems: ReadProblem[]): boolean {
  if (!holds) wrong(node, what, problems);
  return holds;
}

function wrong(node: Node, what: string, problems: ReadProblem[]): undefined {
  problems.push(problem(node, `must be ${what}`));
  return undefined;
}

/** Reads an object whose member `type` says which members it has. */
export function variant<const V extends Readonly<Record<string, Members>>>(
  variants: V,
): Reader<{ [K in keyof V & string]: { readonly type: K } & Read<V[K]> }[keyof V & string]> {
  type Value = { [K in keyof V & string]: { readonly type: K } & Read<V[K]> }[keyof V & string];
  const names = Object.keys(variants);
  const type = required(choice(names), 'Which of these it is.');
  const readers = new Map(names.map((name) => [name, object({ type, ...variants[name] })]));
  return {
    schema: {
      oneOf: names.map((name) => {
        const { properties, ...rest } = readers.get(name)?.schema as { properties: object };
        return { ...rest, properties: { ...properties, type: { const: name } } };
      }),
    },
    read(node, problems) {
      if (!expect(node, isMap(node), 'an object', problems)) return undefined;
      const named = child(node, 'type');
      if (!named) {
        problems.push(problem(node, '"type" is missing here', 'key'));
        return undefined;
      }
      const chosen = choice(names).read(named, problems);
      return chosen === undefined
        ? undefined
        : (readers.get(chosen)?.read(node, problems) as Value | undefined);
    },
  };
}
