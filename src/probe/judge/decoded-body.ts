import type { Node } from '../../document/document.ts';
import type { ServerSentEvent } from './events.ts';
import type { KnownText } from './known-answers.ts';
import type { Mismatch } from './mismatch.ts';

/** What a body came to when it was read as its media type says. */
export type DecodedBody =
  | {
      readonly kind: 'value';
      readonly value: unknown;
      readonly root: Node;
      /** What is wrong with how it travels. */
      readonly flaws?: readonly Mismatch[];
      readonly known?: KnownText;
    }
  /** A sequence: each item is judged for itself too. */
  | {
      readonly kind: 'items';
      readonly items: readonly { readonly value: unknown; readonly root: Node }[];
      readonly root: Node;
      readonly place?: ItemPlace;
      readonly flaws?: readonly Mismatch[];
    }
  | {
      readonly kind: 'events';
      readonly events: readonly ServerSentEvent[];
      readonly text: string;
      readonly root: Node;
      readonly place?: ItemPlace;
      /** Takes where a part of the text begins, and its length; gives where it stands. */
      readonly part?: (start: number, length: number) => Node;
    }
  | { readonly kind: 'text'; readonly text: string; readonly root: Node }
  /** Bytes that no schema describes further. */
  | { readonly kind: 'opaque'; readonly root: Node }
  | { readonly kind: 'malformed'; readonly reason: string; readonly at: Node }
  | {
      readonly kind: 'undecodable';
      readonly reason: string;
      readonly root: Node;
      /** Its bytes are not known: that it may be any text says nothing of them. */
      readonly packed?: true;
    };

/** Takes which item of a sequence, from 0; gives where it stands. */
export type ItemPlace = (index: number) => Node;
