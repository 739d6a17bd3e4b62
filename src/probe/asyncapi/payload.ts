import type { Node } from '../../document/document.ts';
import type { Documents } from '../../document/documents.ts';
import { child, isObject, isObjectNode, items, stringChild } from '../../document/node.ts';
import { dialectOf } from '../../openapi/dialect.ts';
import { followed } from '../../openapi/follow.ts';
import { parseMediaType } from '../../openapi/media-type-name.ts';
import type { Dialect, Direction } from '../../openapi/model.ts';
import type { Schemas } from '../../schema/schemas.ts';
import { codecOf } from '../media-type.ts';
import { correlationOf } from './correlation.ts';
import type { AsyncApiProblem, MessageForm } from './model.ts';

/** Takes a mistake and where it is. */
export type Complain = (node: Node, problem: string, part?: AsyncApiProblem['part']) => void;

/** What reading messages takes. */
export interface Reading {
  readonly documents: Documents;
  readonly schemas: Schemas;
  /** The document's `defaultContentType`. */
  readonly contentType: string | undefined;
  readonly complain: Complain;
}

/** Takes a Message Object (AsyncAPI 3.0), its name and the way that it travels; gives what its messages are. */
export function messageForm(
  { documents, schemas, contentType, complain }: Reading,
  node: Node,
  name: string | undefined,
  direction: Direction,
): MessageForm {
  const headers = neededHeaders({ documents, schemas, complain }, node, direction);
  const correlation = correlationOf({ documents, complain }, ownOrOfTrait(documents, node, 'correlationId'));
  const form = { name, node, schemas, site: undefined, unjudgeable: undefined, headers, correlation };
  const typeNode = ownOrOfTrait(documents, node, 'contentType');
  if (typeNode && typeof typeNode.value !== 'string') complain(typeNode, '"contentType" must be a text');
  const written = typeof typeNode?.value === 'string' ? typeNode.value : contentType;
  const type = written === undefined ? undefined : parseMediaType(written);
  const codec = type && codecOf(type);
  const reading = codec === undefined ? 'either' : codec === 'json' ? 'json' : 'text';
  const payload = child(node, 'payload');
  const read = payload && payloadSchema(documents, payload, complain);
  if (read === undefined) return { ...form, reading };
  if ('reason' in read) return { ...form, reading, unjudgeable: read };
  const site = { node: read.schema, dialect: read.dialect, direction };
  if (codec !== undefined && codec !== 'json' && codec !== 'text') {
    const reason = `messages of ${type?.essence ?? 'this type'} cannot be read`;
    return { ...form, reading, unjudgeable: { reason, at: typeNode ?? node } };
  }
  return { ...form, reading, site };
}

/** Its own member of a name, else that of the last of its traits (Message Trait Object). */
function ownOrOfTrait(documents: Documents, message: Node, name: string): Node | undefined {
  const own = child(message, name);
  if (own) return own;
  const traits = items(child(message, 'traits')).map((trait) => followed(documents, trait));
  return traits.flatMap((trait) => (trait && child(trait, name)) ?? []).at(-1);
}

/** The schema of a message's headers, where it has to have some. */
function neededHeaders(
  { documents, schemas, complain }: Pick<Reading, 'documents' | 'schemas' | 'complain'>,
  message: Node,
  direction: Direction,
): Node | undefined {
  const written = ownOrOfTrait(documents, message, 'headers');
  const read = written && payloadSchema(documents, written, complain, 'headers');
  if (!read || 'reason' in read) return undefined;
  const { schema, dialect } = read;
  return schemas.accepts({ node: schema, dialect, direction }, {}) === false ? schema : undefined;
}

type Payload =
  { readonly schema: Node; readonly dialect: Dialect } | { readonly reason: string; readonly at: Node };

/** Takes documents, a node, what takes mistakes, and its name; gives the schema there: a Schema Object, or a Multi Format Schema Object, which says what language its schema is in. */
export function payloadSchema(
  documents: Documents,
  payload: Node,
  complain: Complain,
  name = 'payload',
): Payload | undefined {
  const node = followed(documents, payload);
  if (node === undefined) return undefined;
  if (typeof node.value !== 'boolean' && !isObjectNode(node)) {
    complain(node, `"${name}" must be a schema`);
    return undefined;
  }
  if (!isObject(node.value) || !Object.hasOwn(node.value, 'schemaFormat'))
    return { schema: node, dialect: dialectIn(node, 'json-schema-draft-07') };
  const format = stringChild(node, 'schemaFormat');
  if (!format) {
    complain(child(node, 'schemaFormat') ?? node, '"schemaFormat" must be a text');
    return undefined;
  }
  const schema = child(node, 'schema');
  if (schema === undefined) {
    complain(node, '"schema" is missing beside "schemaFormat"', 'key');
    return undefined;
  }
  const dialect = dialectOfFormat(format.value);
  if (dialect === undefined)
    return { reason: `payloads are not judged by schemas of ${format.value}`, at: format };
  return { schema, dialect: dialectIn(schema, dialect) };
}

function dialectIn(schema: Node, fallback: Dialect): Dialect {
  const declared = isObjectNode(schema) ? stringChild(schema, '$schema')?.value : undefined;
  return declared === undefined || fallback === 'openapi-3.0' ? fallback : dialectOf(declared);
}

/** The schema formats of AsyncAPI 3.0 that are languages of JSON Schema. */
function dialectOfFormat(format: string): Dialect | undefined {
  const name = parseMediaType(format);
  if (!name) return undefined;
  const version = name.parameters.get('version') ?? '';
  switch (name.essence.replace(/\+(?:json|yaml)$/, '')) {
    case 'application/vnd.aai.asyncapi':
      return 'json-schema-draft-07';
    case 'application/vnd.oai.openapi':
      return version.startsWith('3.0') ? 'openapi-3.0' : 'json-schema-2020-12';
    case 'application/schema': {
      if (version === '') return 'json-schema-draft-07';
      const draft = version.startsWith('draft-') ? version : `draft/${version}`;
      const dialect = dialectOf(`https://json-schema.org/${draft}/schema`);
      return dialect === 'unknown' ? undefined : dialect;
    }
    default:
      return undefined;
  }
}
