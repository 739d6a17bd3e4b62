import type { Node } from '../../document/document.ts';
import { child, stringChild } from '../../document/node.ts';
import { defineDiffCheck } from '../check.ts';

export default defineDiffCheck({
  code: 'schema-content-changed',
  severity: 'warning',
  summary: 'Keep what the text of a string stands for.',
  why: 'The other side decodes it in the old way, and gets other bytes or none.',
  fix: 'Offer the new encoding under a new name.',
  section: 'JSON Schema Validation 2020-12, section 8: contentEncoding, contentMediaType, contentSchema',
  aliases: [
    ...['request-body', 'request-property', 'response-body', 'response-property'].flatMap((place) => [
      `${place}-content-encoding-changed`,
      `${place}-content-media-type-changed`,
      `${place}-content-schema-added`,
      `${place}-content-schema-removed`,
    ]),
  ],
  messages: {
    encoding: '{where} is now encoded as {is}, was {was}',
    mediaType: '{where} now holds {is}, held {was}',
    schemaAdded: '{where}: what is in it has a schema now',
    schemaRemoved: '{where}: what is in it has no schema any more',
  },
  create(report) {
    return {
      part({ kind, where, before, after, site }) {
        if (kind !== 'schema') return;
        const place = { before, after, effect: 'policy', ...(site && { site }) } as const;
        const encoding = { was: encodingOf(before), is: encodingOf(after) };
        const media = { was: mediaTypeOf(before), is: mediaTypeOf(after) };
        if (encoding.was !== encoding.is) {
          const words = { was: encoding.was ?? 'it stands', is: encoding.is ?? 'it stands' };
          report({ message: 'encoding', params: { where, ...words }, ...place });
        }
        // Where only one version names a type, it says what was meant all along.
        if (media.was !== media.is) {
          const words = { was: media.was ?? 'anything', is: media.is ?? 'anything' };
          const effect = media.was && media.is ? 'policy' : 'none';
          report({ message: 'mediaType', params: { where, ...words }, ...place, effect });
        }
        const was = child(before, 'contentSchema');
        const is = child(after, 'contentSchema');
        // Where both have one, the two are compared as any schemas.
        if (!was !== !is) {
          const nodes = { before: was ?? before, after: is ?? after };
          const message = is ? 'schemaAdded' : 'schemaRemoved';
          report({ message, params: { where }, ...place, ...nodes, part: 'key' });
        }
      },
    };
  },
});

/** What 2.0 and 3.0 say by `format: byte`, 3.1 says by `contentEncoding` (3.1.1, Working with Binary Data). */
function encodingOf(node: Node): string | undefined {
  const written = stringChild(node, 'contentEncoding')?.value.toLowerCase();
  return written ?? (stringChild(node, 'format')?.value === 'byte' ? 'base64' : undefined);
}

/** Bytes of no particular kind are what `format: binary` says. */
function mediaTypeOf(node: Node): string | undefined {
  const written = stringChild(node, 'contentMediaType')?.value.toLowerCase();
  return written === 'application/octet-stream' ? undefined : written;
}
