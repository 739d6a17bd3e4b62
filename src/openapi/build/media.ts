import type { Node } from '../../document/document.ts';
import { child, isObjectNode, objectChild, textIn, valueIn } from '../../document/node.ts';
import type { Direction, Encoding, Example, Header, MediaType } from '../model.ts';
import { definition, entries, isTrue, lazy, memoised, siteOf, type BuildContext } from './context.ts';
import { collectionSerialization, serialization } from './serialization.ts';

const nothing: readonly never[] = [];
const none: ReadonlyMap<string, never> = new Map<string, never>();

/** Makes what a message consists of, below its parameters. */
export interface MediaBuilder {
  mediaType(range: string, use: Node, direction: Direction): MediaType | undefined;
  content(map: Node | undefined, direction: Direction): ReadonlyMap<string, MediaType>;
  header(name: string, use: Node, direction: Direction): Header | undefined;
  headers(map: Node | undefined, direction: Direction): ReadonlyMap<string, Header>;
  examples(owner: Node): readonly Example[];
  example(name: string | undefined, use: Node): Example | undefined;
  encoding(use: Node, direction: Direction): Encoding | undefined;
}

/** Makes the builder of media types, encodings, headers and examples for one description. */
export function createMediaBuilder(context: BuildContext): MediaBuilder {
  const mediaTypes = memoised<MediaType | undefined>();
  const headers = memoised<Header | undefined>();
  const encodings = memoised<Encoding | undefined>();
  const examples = memoised<Example | undefined>();

  function makeMediaType(range: string, node: Node, direction: Direction): MediaType {
    const made: MediaType = {
      range,
      node,
      schema: siteOf(context, child(node, 'schema'), direction),
      itemSchema:
        context.version === '3.2' ? siteOf(context, child(node, 'itemSchema'), direction) : undefined,
      encoding: none,
      examples: builder.examples(node),
    };
    const encodings = child(node, 'encoding');
    if (encodings === undefined) return made;
    // Later: the header of an encoding may have a content whose encoding has that header.
    const get = lazy(() => collect(entries(context, encodings), (use) => builder.encoding(use, direction)));
    return Object.defineProperty(made, 'encoding', { get, enumerable: true });
  }

  function makeHeader(name: string, use: Node, node: Node, direction: Direction): Header {
    const second = context.version === '2.0';
    return {
      node,
      use,
      name,
      required: isTrue(node, 'required'),
      deprecated: isTrue(node, 'deprecated'),
      ...(second ? collectionSerialization(node, 'header') : serialization(node, 'header')),
      schema: siteOf(context, second ? node : child(node, 'schema'), direction),
      content: firstOf(builder.content(child(node, 'content'), direction)),
      examples: second ? nothing : builder.examples(node),
    };
  }

  function makeExample(name: string | undefined, use: Node): Example | undefined {
    if (name === undefined) return { node: use, use, name, value: use };
    const node = definition(context, use);
    return node && { node, use, name, value: child(node, 'value') ?? child(node, 'dataValue') };
  }

  const builder: MediaBuilder = {
    mediaType(range, use, direction) {
      return mediaTypes(use.value, `${direction} ${range}`, () => {
        const node = definition(context, use);
        return node && makeMediaType(range, node, direction);
      });
    },
    content(map, direction) {
      return collect(entries(context, map), (use, range) => builder.mediaType(range, use, direction));
    },
    header(name, use, direction) {
      return headers(use.value, `${direction} ${name}`, () => {
        const node = definition(context, use);
        return node && makeHeader(name, use, node, direction);
      });
    },
    headers(map, direction) {
      if (map === undefined) return none;
      const found = new Map<string, Header>();
      for (const [name, use] of entries(context, map)) {
        const header = builder.header(name, use, direction);
        if (header) found.set(name.toLowerCase(), header);
      }
      return found;
    },
    examples(owner) {
      if (valueIn(owner, 'example') === undefined && valueIn(owner, 'examples') === undefined) return nothing;
      const single = child(owner, 'example');
      const named = entries(context, objectChild(owner, 'examples'));
      const all = named.map(([name, use]) => builder.example(name, use));
      if (single) all.unshift(builder.example(undefined, single));
      return all.filter((example) => example !== undefined);
    },
    example(name, use) {
      // Scalars have no identity to remember them by.
      if (name === undefined || !isObjectNode(use)) return makeExample(name, use);
      return examples(use.value, name, () => makeExample(name, use));
    },
    encoding(use, direction) {
      return encodings(use.value, direction, () => {
        if (!isObjectNode(use)) return undefined;
        const own = lazy(() => builder.headers(child(use, 'headers'), direction));
        return {
          node: use,
          ...serialization(use, 'query'),
          contentType: textIn(use, 'contentType'),
          get headers() {
            return own();
          },
          styled: ['style', 'explode', 'allowReserved'].some((field) => Object.hasOwn(use.value, field)),
        };
      });
    },
  };
  return builder;
}

/** Takes members and a maker; gives what it makes of them, by name, without those that it makes nothing of. */
export function collect<T>(
  named: readonly (readonly [string, Node])[],
  make: (node: Node, name: string) => T | undefined,
): ReadonlyMap<string, T> {
  if (named.length === 0) return none;
  const found = new Map<string, T>();
  for (const [name, node] of named) {
    const made = make(node, name);
    if (made !== undefined) found.set(name, made);
  }
  return found;
}

/** Takes a map; gives the first of its values, undefined for an empty one. */
export function firstOf<T>(map: ReadonlyMap<string, T>): T | undefined {
  return map.size === 0 ? undefined : [...map.values()][0];
}
