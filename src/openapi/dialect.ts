import { isObject } from '../document/node.ts';
import type { Document } from '../document/document.ts';
import type { Dialect, OpenApiVersion } from './model.ts';

const dialects: ReadonlyMap<string, Dialect> = new Map([
  ['https://json-schema.org/draft/2020-12/schema', 'json-schema-2020-12'],
  ['https://json-schema.org/draft/2019-09/schema', 'json-schema-2019-09'],
  ['http://json-schema.org/draft-07/schema', 'json-schema-draft-07'],
  ['http://json-schema.org/draft-06/schema', 'json-schema-draft-06'],
  ['http://json-schema.org/draft-04/schema', 'json-schema-draft-04'],
]);

/** Takes the URI of a `$schema` or `jsonSchemaDialect`; gives the dialect that it names. */
export function dialectOf(uri: string): Dialect {
  const plain = uri.replace(/#$/, '');
  // The dialects of OpenAPI 3.1 and 3.2 are 2020-12 and a vocabulary of annotations (3.1.1, Schema Object).
  if (/^https:\/\/spec\.openapis\.org\/oas\/3\.[12]\/dialect\//.test(plain)) return 'json-schema-2020-12';
  return (
    dialects.get(plain) ??
    dialects.get(plain.replace(/^https:\/\/json-schema\.org\/draft-0/, 'http://json-schema.org/draft-0')) ??
    'unknown'
  );
}

/** The dialect of a version where nothing else is said. */
export function defaultDialect(version: OpenApiVersion): Dialect {
  if (version === '2.0') return 'openapi-2.0';
  return version === '3.0' ? 'openapi-3.0' : 'json-schema-2020-12';
}

/**
 * Takes a document and the version of the description; gives the dialect of the schemas in it that do not say
 * otherwise: its own `jsonSchemaDialect`, else that of OpenAPI (3.1.1, specifying schema dialects).
 */
export function documentDialect(document: Document, version: OpenApiVersion): Dialect {
  const fallback = defaultDialect(version);
  if (version === '2.0' || version === '3.0' || !isObject(document.value)) return fallback;
  const { value } = document;
  const declared = Object.hasOwn(value, 'jsonSchemaDialect') ? value['jsonSchemaDialect'] : undefined;
  return typeof declared === 'string' ? dialectOf(declared) : fallback;
}
