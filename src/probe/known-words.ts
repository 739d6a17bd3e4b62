import type { Document } from '../document/document.ts';

/** As many words are remembered with what they were found to be; what comes after them counts as unknown. */
const mostWords = 1_000;

/** Takes documents that everybody may read; gives what tells whether a word stands in them, as no part of a longer one. */
export function createKnownWords(documents: Iterable<Document>): (word: string) => boolean {
  const texts = [...documents].map(({ text }) => text);
  const asked = new Map<string, boolean>();
  return (word) => {
    const known = asked.get(word);
    if (known !== undefined) return known;
    if (asked.size >= mostWords || !/^\w+$/.test(word)) return false;
    const whole = new RegExp(`\\b${word}\\b`);
    const found = texts.some((text) => text.includes(word) && whole.test(text));
    asked.set(word, found);
    return found;
  };
}
