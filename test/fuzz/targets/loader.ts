import { isSame } from '../../same-value.ts';
import { parseDocument } from 'yaml';
import type { Document } from '../../../src/document/document.ts';
import { fencedSources, isMarkdown } from '../../../src/document/markdown.ts';
import { defaultLimits } from '../../../src/document/limits.ts';
import { isObject, items, members, rootNode } from '../../../src/document/node.ts';
import { formatOf, parseSource, parseText, type ParsedDocument } from '../../../src/document/parse.ts';
import { decodeText } from '../../../src/document/read.ts';
import { hold } from '../broken.ts';
import { fileTarget } from '../file-target.ts';

/** As many places of a document are looked at. */
const mostPlaces = 400;

/** Texts of documents: what is made of them is what other parsers make of them, and every value has its place. */
export const loader = fileTarget({
  name: 'loader',
  short: 1_500,
  seeds: ({ descriptions, recordings }) => [...descriptions, ...Object.values(recordings).flat()],
  async check({ main, contents }) {
    const found = decodeText(main, contents.get(main) ?? Buffer.of());
    if (found.kind === 'failed') return;
    const { text } = found;
    const parse = (): readonly ParsedDocument[] =>
      isMarkdown(main)
        ? fencedSources(main, text).map(({ source, format }) => parseSource(source, format, defaultLimits))
        : [parseText(main, text, formatOf(main))];
    const parsed = parse();
    for (const [index, { document, problems }] of parsed.entries()) {
      const again = parse()[index];
      hold(
        isSame(again?.document.value, document.value) && isSame(again?.problems, problems),
        'parsing twice gives two documents',
      );
      hold(document.sound === (problems.length === 0), 'a sound document has problems');
      for (const { location, message } of problems) {
        hold(message.trim() !== '', 'a problem says nothing');
        hold(location.range.start.line >= 1 && location.range.start.column >= 1, 'a problem is nowhere');
      }
      places(document);
      if (!isMarkdown(main))
        agrees(
          document,
          text,
          problems.map(({ code }) => code),
        );
    }
    return Promise.resolve();
  },
});

/** Each member has a key and a value that are in the text, the value within that of what holds it where it is written there. */
function places(document: Document): void {
  const open = [rootNode(document)];
  for (
    let node = open.pop(), count = 0;
    node !== undefined && count < mostPlaces;
    node = open.pop(), count++
  ) {
    const { pointer, value } = node;
    for (const part of ['key', 'value'] as const) {
      const { start, end } = document.span(pointer, part);
      hold(
        start >= 0 && start <= end && end <= document.text.length,
        () => `a ${part} is outside of the text: ${pointer}`,
      );
    }
    const { start, end } = document.span(pointer);
    if (document.sound && document.format === 'json') {
      let written: unknown;
      try {
        written = JSON.parse(document.text.slice(start, end));
      } catch {
        hold(
          false,
          () =>
            `what stands at a place is no JSON: ${pointer} ${document.text.slice(start, end).slice(0, 200)}`,
        );
      }
      hold(isSame(written, value), () => `what stands at a place is another value: ${pointer}`);
    }
    if (document.sound)
      hold(document.locate(pointer).pointer === pointer, () => `a place is found elsewhere: ${pointer}`);
    open.push(...items(node), ...members(node).map(([, member]) => member));
  }
}

/** What the language's own parser, or the library's, makes of the text. */
function agrees(document: Document, text: string, codes: readonly string[]): void {
  if (document.format === 'json') {
    const plain = parsedBy(() => JSON.parse(text.replace(/^\uFEFF/, '')) as unknown);
    if (codes.some((code) => code !== 'document-syntax')) return;
    hold(
      (plain !== undefined) === document.sound,
      () => `JSON.parse ${plain ? 'reads' : 'refuses'} what is ${document.sound ? '' : 'not '}sound`,
    );
    if (plain) hold(isSame(plain.value, document.value), 'JSON.parse reads another value');
    return;
  }
  if (!document.sound || text.length > 100_000) return;
  const plain = parsedBy(() => {
    const other = parseDocument(text, { merge: true, logLevel: 'silent', prettyErrors: false });
    if (other.errors.length > 0) throw other.errors[0];
    return other.toJS({ maxAliasCount: 10_000 }) as unknown;
  });
  if (plain && !isObject(plain.value)) return;
  // A key that is null is '' to the library, and 'null' to us as to the other parsers; one that is a collection is
  // what it is written as to the library, which no key of a description is.
  if (plain && !/"":|"[{[]/.test(JSON.stringify(plain.value)))
    hold(isSame(plain.value, document.value), 'the library reads another value');
}

function parsedBy(parse: () => unknown): { readonly value: unknown } | undefined {
  try {
    return { value: parse() };
  } catch {
    return undefined;
  }
}
