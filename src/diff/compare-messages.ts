import type { Header, MediaType, RequestBody, Response } from '../openapi/model.ts';
import type { Site } from './check.ts';
import type { Comparison } from './comparison.ts';
import { isPair, newest, pairBy, type Pair, type Side } from './pair.ts';
import { comparable } from './pair-covered.ts';
import { pairMediaTypes } from './pair-media-types.ts';

/** Takes a response that both versions have; hands over its headers, media types and links. */
export function compareResponse(pair: Pair<Response>, site: Site, comparison: Comparison): void {
  const { before, after } = pair;
  // What covered it before speaks of others too.
  if (before.status.toUpperCase() === after.status.toUpperCase())
    comparison.part({ kind: 'response', where: site.where, before: before.node, after: after.node, site });
  compareHeaders({ before: before.headers, after: after.headers }, site, comparison);
  compareContents({ before: before.content, after: after.content }, site, comparison);
  for (const link of pairBy(before.links.values(), after.links.values(), ({ name }) => name)) {
    const at = { ...site, where: `${site.where}, link "${newest(link).name}"` };
    comparison.each((visitor) => visitor.link?.(link, at));
    if (!isPair(link)) continue;
    const { node } = link.after;
    comparison.part({ kind: 'link', where: at.where, before: link.before.node, after: node, site: at });
  }
}

/** Takes the request bodies of two versions, if they have one; hands them over with their media types. */
export function compareBodies(
  { before, after }: { readonly before: RequestBody | undefined; readonly after: RequestBody | undefined },
  site: Site,
  comparison: Comparison,
): void {
  if (!before && !after) return;
  const side = { before, after } as Side<RequestBody>;
  comparison.each((visitor) => visitor.requestBody?.(side, site));
  if (!isPair(side)) return;
  const { node } = side.after;
  comparison.part({ kind: 'request body', where: site.where, before: side.before.node, after: node, site });
  compareContents({ before: side.before.content, after: side.after.content }, site, comparison);
}

/** Takes the contents of two versions of a message; hands over the media types, and what each says of its values. */
export function compareContents(
  { before, after }: Pair<ReadonlyMap<string, MediaType>>,
  site: Site,
  comparison: Comparison,
): void {
  const media = pairMediaTypes(before.values(), after.values());
  for (const { side, ...covering } of media) {
    const at = { ...site, where: `${site.where} ${newest(side).range}` };
    comparison.each((visitor) => visitor.mediaType?.(side, at, covering));
  }
  for (const { narrower, ...pair } of comparable(media)) {
    const at = { ...site, where: `${site.where} ${narrower.range}` };
    const { node } = pair.after;
    comparison.part({
      kind: 'media type',
      where: at.where,
      before: pair.before.node,
      after: node,
      site: at,
      examples: () => ({ before: pair.before.examples, after: pair.after.examples }),
      ...(isSecond(comparison) && { wordless: true }),
    });
    comparison.schemas(pair, at);
    comparison.schemas(
      { before: { schema: pair.before.itemSchema }, after: { schema: pair.after.itemSchema } },
      { ...at, where: `an item of ${at.where}` },
    );
    compareEncodings(pair, at, comparison);
  }
}

/** In 2.0 a media type is but a name that a response or body has. */
function isSecond({ versions }: Comparison): boolean {
  return versions.before.version === '2.0' || versions.after.version === '2.0';
}

function compareEncodings(media: Pair<MediaType>, site: Site, comparison: Comparison): void {
  const { before, after } = media;
  for (const property of new Set([...before.encoding.keys(), ...after.encoding.keys()])) {
    const pair = { before: before.encoding.get(property), after: after.encoding.get(property) };
    const at = { ...site, where: `${site.where}, ${JSON.stringify(property)}` };
    comparison.each((visitor) => visitor.encoding?.({ property, media, ...pair }, at));
    const none: ReadonlyMap<string, Header> = new Map();
    const headers = { before: pair.before?.headers ?? none, after: pair.after?.headers ?? none };
    compareHeaders(headers, at, comparison, 'of a part');
    if (!pair.before || !pair.after) continue;
    const { node } = pair.after;
    comparison.part({ kind: 'encoding', where: at.where, before: pair.before.node, after: node, site: at });
  }
}

function compareHeaders(
  { before, after }: Pair<ReadonlyMap<string, Header>>,
  site: Site,
  comparison: Comparison,
  of: 'of a response' | 'of a part' = 'of a response',
): void {
  const name = (header: Header) => header.name.toLowerCase();
  for (const header of pairBy(before.values(), after.values(), name)) {
    const at = { ...site, where: `${site.where}, header "${newest(header).name}"` };
    if (of === 'of a response') comparison.each((visitor) => visitor.header?.(header, at));
    if (!isPair(header)) continue;
    const { node } = header.after;
    comparison.part({
      kind: 'header',
      where: at.where,
      before: header.before.node,
      after: node,
      site: at,
      examples: () => ({ before: header.before.examples, after: header.after.examples }),
    });
    comparison.schemas(header, { ...at, text: true });
  }
}
