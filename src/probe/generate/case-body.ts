import type { Documents } from '../../document/documents.ts';
import type { MediaType } from '../../openapi/model.ts';
import type { CaseBody } from './case.ts';
import { keywordsOf } from './keywords.ts';

/**
 * Takes the texts of a description, a media type and a value; gives them as a body, in whose form files are sent as
 * such: frameworks tell them from texts by their name (RFC 7578 section 4.2).
 */
export function caseBody(documents: Documents, media: MediaType, value: unknown): CaseBody {
  if (!media.schema || !/^multipart\//i.test(media.range)) return { media, value };
  const parts = new Map<string, 'file' | 'text'>();
  const { schema } = media;
  for (const [name, node] of keywordsOf(documents, schema).properties) {
    const own = keywordsOf(documents, { ...schema, node });
    const each = own.items ? [own, keywordsOf(documents, { ...schema, node: own.items })] : [own];
    const isFile = each.some(
      ({ format, types, parts: views }) =>
        format === 'binary' ||
        types.has('file') ||
        (types.has('string') && views.some(({ value }) => value['contentMediaType'] !== undefined)),
    );
    if (isFile) parts.set(name, 'file');
    // Who reads a text looks at no type that it comes with.
    else if (each.some(({ types, unions }) => types.has('string') && unions.length === 0))
      parts.set(name, 'text');
  }
  return { media, value, parts };
}
