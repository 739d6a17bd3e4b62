import type { Comment, Document, Location, Node, Part, Span } from './document.ts';
import { nodeAt } from './node.ts';
import type { Pointer } from './pointer.ts';

interface Lazy extends Document {
  make: (() => Document) | undefined;
  made: Document | undefined;
}

/** Inherited: getters of its own would give each document a shape of its own, which the engine cannot share. */
const whenAsked: ThisType<Lazy> & Omit<Document, 'within'> & { readonly within: Pointer | undefined } = {
  get uri(): string {
    return documentOf(this).uri;
  },
  get text(): string {
    return documentOf(this).text;
  },
  get format(): Document['format'] {
    return documentOf(this).format;
  },
  get sound(): boolean {
    return documentOf(this).sound;
  },
  get within(): Pointer | undefined {
    return documentOf(this).within;
  },
  get value(): unknown {
    return documentOf(this).value;
  },
  locate(pointer: Pointer, part?: Part): Location {
    return documentOf(this).locate(pointer, part);
  },
  span(pointer: Pointer, part?: Part): Span {
    return documentOf(this).span(pointer, part);
  },
  comments(word: string, most: number): readonly Comment[] {
    return documentOf(this).comments?.(word, most) ?? [];
  },
};

function documentOf(lazy: Lazy): Document {
  if (lazy.made === undefined && lazy.make) {
    lazy.made = lazy.make();
    lazy.make = undefined;
  }
  return lazy.made as Document;
}

/** Takes what makes a document; gives one that is made when something of it is asked for, once. */
export function lazyDocument(make: () => Document): Document {
  const lazy = Object.create(whenAsked) as Lazy;
  lazy.make = make;
  lazy.made = undefined;
  return lazy;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

const lookedUp: ThisType<Node> & Pick<Node, 'value'> = {
  get value(): unknown {
    return nodeAt(this.document, this.pointer)?.value;
  },
};

/** Takes a document and a pointer that leads to a value in it; gives its node, the value looked up when asked for. */
export function lazyNode(document: Document, pointer: Pointer): Node {
  const node = Object.create(lookedUp) as Writable<Node>;
  node.document = document;
  node.pointer = pointer;
  return node;
}
