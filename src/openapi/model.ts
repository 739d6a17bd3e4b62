import type { Node } from '../document/document.ts';
import type { Documents } from '../document/documents.ts';

export type OpenApiVersion = '2.0' | '3.0' | '3.1' | '3.2';

/** Who sends a value: it decides whether `readOnly` or `writeOnly` properties are part of it. */
export type Direction = 'request' | 'response';

/**
 * The language that a schema is written in. `openapi-2.0` and `openapi-3.0` are the Schema Objects of those
 * versions; the others are JSON Schema drafts, chosen by `jsonSchemaDialect` or `$schema`. `unknown` is a dialect
 * URI that nobody here can judge with.
 */
export type Dialect =
  | 'openapi-2.0'
  | 'openapi-3.0'
  | 'json-schema-2020-12'
  | 'json-schema-2019-09'
  | 'json-schema-draft-07'
  | 'json-schema-draft-06'
  | 'json-schema-draft-04'
  | 'unknown';

/** A schema and the way its values travel: what can be compiled and compared. */
export interface SchemaSite {
  readonly node: Node;
  readonly direction: Direction;
  readonly dialect: Dialect;
}

/** Something that can stand behind a `$ref`. `use` is what the referrer holds; `node` is the definition. */
export interface Referable {
  /** The object itself, with every `$ref` followed. */
  readonly node: Node;
  /** Where it is used: the object with the `$ref`, or `node` where it stands inline. */
  readonly use: Node;
}

/**
 * An API as a reader sees it, whatever version it is written in. Everything keeps the node it was read from. What a
 * broken document does not say is absent here, never invented; only operations under a valid method are listed.
 */
export interface Api {
  readonly version: OpenApiVersion;
  readonly node: Node;
  readonly documents: Documents;
  readonly title: string | undefined;
  /** `info.version`. */
  readonly release: Node | undefined;
  readonly servers: readonly Server[];
  /** Under `paths`, in the order written. */
  readonly operations: readonly Operation[];
  readonly webhooks: readonly Operation[];
  readonly securitySchemes: ReadonlyMap<string, SecurityScheme>;
  /** The root's requirement, or undefined where it says nothing. */
  readonly security: SecurityRequirements | undefined;
  readonly tags: readonly Tag[];
  /** References that lead nowhere or only back to themselves, of all files. */
  readonly referenceProblems: readonly ReferenceProblem[];
}

export interface ReferenceProblem {
  readonly code: 'ref-unresolved' | 'ref-unread' | 'ref-circular';
  /** The value of the `$ref`. */
  readonly node: Node;
  readonly message: string;
}

export interface Tag {
  readonly node: Node;
  readonly name: string;
}

export interface Server {
  readonly node: Node;
  /** A URL template; may be relative. Swagger 2.0's `schemes`, `host` and `basePath` are joined to one. */
  readonly url: string;
  readonly variables: ReadonlyMap<string, ServerVariable>;
}

export interface ServerVariable {
  readonly node: Node;
  readonly default: string | undefined;
  readonly enum: readonly string[] | undefined;
}

export interface Operation {
  /** The Operation Object. */
  readonly node: Node;
  /** The Path Item Object that holds it, with its `$ref` followed. */
  readonly pathItem: Node;
  readonly kind: 'path' | 'webhook' | 'callback';
  /** Lower case; of `additionalOperations` too. */
  readonly method: string;
  /** The path template as written, the webhook's name, or the callback's expression. */
  readonly path: string;
  /** `GET /titles/{id}`. */
  readonly key: string;
  readonly id: Node<string> | undefined;
  readonly deprecated: boolean;
  readonly tags: readonly Node<string>[];
  /** The operation's and its path item's, the former overriding by name and `in`; Swagger's body ones left out. */
  readonly parameters: readonly Parameter[];
  readonly requestBody: RequestBody | undefined;
  /** By status as written: `200`, `4XX`, `default`. */
  readonly responses: ReadonlyMap<string, Response>;
  /** What holds here: its own requirement, else the root's. Undefined where neither says anything. */
  readonly security: SecurityRequirements | undefined;
  /** Its own, else its path item's, else the root's. */
  readonly servers: readonly Server[];
  readonly callbacks: ReadonlyMap<string, Callback>;
}

export interface Callback extends Referable {
  readonly name: string;
  /** One per runtime expression and method; `path` is the expression. */
  readonly operations: readonly Operation[];
}

export type ParameterLocation = 'path' | 'query' | 'header' | 'cookie' | 'querystring';

export type ParameterStyle =
  | 'matrix'
  | 'label'
  | 'simple'
  | 'form'
  | 'spaceDelimited'
  | 'pipeDelimited'
  | 'deepObject'
  | 'cookie'
  /** Swagger 2.0's `collectionFormat: tsv`. */
  | 'tabDelimited';

/** How a value becomes text on the wire, with every default made explicit. */
export interface Serialization {
  readonly style: ParameterStyle;
  readonly explode: boolean;
  readonly allowReserved: boolean;
}

export interface Parameter extends Referable, Serialization {
  readonly name: string;
  readonly in: ParameterLocation;
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly allowEmptyValue: boolean;
  readonly origin: 'operation' | 'path-item';
  /** Swagger 2.0: the Parameter Object itself, read as a schema. */
  readonly schema: SchemaSite | undefined;
  /** The one entry of `content`, where that is used instead of `schema`. */
  readonly content: MediaType | undefined;
  readonly examples: readonly Example[];
}

/** A response header. `style` is `simple`. */
export interface Header extends Referable, Serialization {
  /** As written; compare without case. */
  readonly name: string;
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly schema: SchemaSite | undefined;
  readonly content: MediaType | undefined;
  readonly examples: readonly Example[];
}

export interface RequestBody extends Referable {
  readonly required: boolean;
  /** By media type or range as written. Swagger 2.0: one entry for each of `consumes`. */
  readonly content: ReadonlyMap<string, MediaType>;
}

export interface Response extends Referable {
  readonly status: string;
  readonly description: Node | undefined;
  /** By name in lower case. */
  readonly headers: ReadonlyMap<string, Header>;
  /** By media type or range as written. Swagger 2.0: one entry for each of `produces`. */
  readonly content: ReadonlyMap<string, MediaType>;
  readonly links: ReadonlyMap<string, Link>;
}

export interface MediaType {
  /** As written: `application/json`, `text/*`, `application/json; charset=utf-8`. */
  readonly range: string;
  readonly node: Node;
  readonly schema: SchemaSite | undefined;
  /** 3.2: the schema of each item of a sequential media type. */
  readonly itemSchema: SchemaSite | undefined;
  readonly encoding: ReadonlyMap<string, Encoding>;
  readonly examples: readonly Example[];
}

export interface Encoding extends Serialization {
  readonly node: Node;
  readonly contentType: string | undefined;
  /** By name in lower case. */
  readonly headers: ReadonlyMap<string, Header>;
  /** Whether style, explode or allowReserved are written: they then take the place of `contentType`. */
  readonly styled: boolean;
}

export interface Example extends Referable {
  /** Undefined for `example`; the key under `examples`. */
  readonly name: string | undefined;
  /** The example value itself, or undefined where it is external or absent. */
  readonly value: Node | undefined;
}

export interface Link extends Referable {
  readonly name: string;
  readonly operationId: Node<string> | undefined;
  readonly operationRef: Node<string> | undefined;
  readonly parameters: ReadonlyMap<string, Node>;
  readonly requestBody: Node | undefined;
}

/** Alternatives: one of them must be met. None at all, or one without schemes, means that no one is refused. */
export interface SecurityRequirements {
  /** The array. */
  readonly node: Node;
  readonly alternatives: readonly SecurityAlternative[];
}

export interface SecurityAlternative {
  readonly node: Node;
  /** All of them together. */
  readonly schemes: readonly SchemeRequirement[];
}

export interface SchemeRequirement {
  readonly name: string;
  /** The array of scopes, under the scheme's name. */
  readonly node: Node;
  readonly scopes: readonly string[];
  /** Undefined where the name is not declared. */
  readonly scheme: SecurityScheme | undefined;
}

export interface SecurityScheme extends Referable {
  readonly name: string;
  /** Swagger 2.0's `basic` is `http` with scheme `basic`. */
  readonly type: 'apiKey' | 'http' | 'oauth2' | 'openIdConnect' | 'mutualTLS' | 'unknown';
  /** Of apiKey. */
  readonly in: 'header' | 'query' | 'cookie' | undefined;
  /** Of apiKey: the name of the header, parameter or cookie. */
  readonly parameterName: string | undefined;
  /** Of http, in lower case. */
  readonly httpScheme: string | undefined;
  /** Of oauth2, by the names of 3.x (`clientCredentials`, …). */
  readonly flows: ReadonlyMap<string, OAuthFlow>;
  readonly openIdConnectUrl: Node<string> | undefined;
}

export interface OAuthFlow {
  readonly node: Node;
  readonly authorizationUrl: Node<string> | undefined;
  readonly tokenUrl: Node<string> | undefined;
  readonly refreshUrl: Node<string> | undefined;
  readonly scopes: ReadonlyMap<string, Node>;
}
