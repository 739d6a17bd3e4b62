import type { Header, SchemaSite } from '../../openapi/model.ts';
import { looseText } from './charset.ts';
import { plainJson } from './json-text.ts';

/** A text of JSON that was read, and what else was found out about it. */
export interface KnownText {
  readonly value: unknown;
  /** The schema by which its value was found right, if it was by one. */
  rightBy: SchemaSite | undefined;
  /** The schema that it has shown to coverage all that it has to show of. */
  shownFor: SchemaSite | undefined;
  /** That it was searched for secrets, and has none. */
  withoutSecrets: boolean;
}

/** A value of a header that was found right. */
export interface KnownHeader {
  readonly text: string;
  readonly value: unknown;
}

/**
 * What answers held: who is asked the same again mostly answers the same, which is then neither read nor judged again.
 * Nothing in which something is wrong is known, as it is wrong at a place of its own in each answer.
 */
export interface KnownAnswers {
  /** Takes a text; gives the value that `plainJson` reads in it, the same one for the same text. */
  json(text: string): KnownText | undefined;
  /** Takes the bytes of a body; gives what is known of their text, if it was read before. */
  before(bytes: Uint8Array): KnownText | undefined;
  /** The last value of each header. */
  readonly headers: Map<Header, KnownHeader>;
}

/** As many texts are kept, none of which is long. */
const mostTexts = 1_000;
const longest = 2_000;
/** Where fewer than one of so many is known, looking takes longer than it saves. */
const worthIt = 4;

/** Gives what knows no answer yet. */
export function createKnownAnswers(): KnownAnswers {
  const texts = new Map<string, KnownText>();
  let asked = 0;
  let answered = 0;
  let keeping = true;
  /** The bytes that were asked about last, which are asked about several times, and their text. */
  let last: Uint8Array | undefined;
  let lastText = '';

  return {
    headers: new Map(),
    before(bytes) {
      if (!keeping || texts.size === 0 || bytes.length > longest) return undefined;
      if (last !== bytes) lastText = looseText((last = bytes));
      return texts.get(lastText);
    },
    json(text) {
      const short = keeping && text.length <= longest;
      const known = short ? texts.get(text) : undefined;
      if (short) asked += 1;
      if (known) {
        answered += 1;
        return known;
      }
      const plain = plainJson(text);
      const read = plain && {
        value: plain.value,
        rightBy: undefined,
        shownFor: undefined,
        withoutSecrets: false,
      };
      if (!read || !short) return read;
      if (texts.size < mostTexts) texts.set(text, read);
      else if (answered * worthIt < asked) {
        keeping = false;
        texts.clear();
      }
      return read;
    },
  };
}
