import type { Node } from '../document/document.ts';
import type {
  Api,
  Callback,
  Dialect,
  Encoding,
  Example,
  Header,
  Link,
  MediaType,
  Operation,
  Parameter,
  RequestBody,
  Response,
  SecurityRequirements,
  SecurityScheme,
  Server,
  Tag,
} from './model.ts';
import type { ObjectKind } from './structure/kinds.ts';

/** A schema as the walk comes upon it. */
export interface SchemaVisit {
  readonly node: Node;
  readonly dialect: Dialect;
  /** Its name under `components/schemas` or `definitions`. */
  readonly componentName: string | undefined;
  /** Whether it stands inside another schema. */
  readonly nested: boolean;
  /** In which directions some operation sends it. Empty for a component that nothing uses. */
  readonly directions: ReadonlySet<'request' | 'response'>;
}

/** The fields in which objects of any kind hold words for people. */
export type TextField = 'description' | 'summary' | 'title';

/**
 * What may be asked of the one walk over an API. Every definition is handed over once, however many references lead
 * to it, in whatever file; a component that nothing uses too. Order is that of the text, referenced files after.
 */
export interface Visitor {
  api?(api: Api): void;
  server?(server: Server): void;
  tag?(tag: Tag): void;
  securityScheme?(scheme: SecurityScheme): void;
  /** The root's and each operation's own. */
  security?(requirements: SecurityRequirements, operation: Operation | undefined): void;
  /** `name` is the path template, webhook name or callback expression; `use` stands under that name. */
  pathItem?(pathItem: {
    readonly node: Node;
    readonly use: Node;
    readonly name: string;
    readonly kind: Operation['kind'];
  }): void;
  /** Under paths, webhooks and callbacks. */
  operation?(operation: Operation): void;
  callback?(callback: Callback): void;
  parameter?(parameter: Parameter): void;
  requestBody?(body: RequestBody): void;
  response?(response: Response): void;
  header?(header: Header): void;
  mediaType?(
    mediaType: MediaType,
    owner: 'request' | 'response' | 'parameter' | 'header' | 'component',
  ): void;
  encoding?(name: string, encoding: Encoding, mediaType: MediaType): void;
  example?(example: Example): void;
  link?(link: Link): void;
  schema?(schema: SchemaVisit): void;
  /** Keywords: what has none of them is not handed to `schema`. All schemas are where this is left out. */
  readonly schemasWith?: readonly string[];
  /** Every object that the structure tables know, with its kind, schemas included. */
  object?(node: Node, kind: ObjectKind): void;
  /** Kinds: objects of others are not handed to `object`. All are where this is left out. */
  readonly objectsOf?: readonly ObjectKind[];
  /** Every text for people, in objects of all kinds: `description`, `summary`, `title`. `at` is the object. */
  text?(text: string, field: TextField, at: Node, kind: ObjectKind): void;
  /**
   * Every `$ref`, discriminator mapping, and other way of naming a definition: the value that names it (`node`), the
   * definition that it names (`first`, one step) and the last step of its chain (`target`); undefined where that
   * fails. A discriminator names the schemas that build on its own by `allOf`, too.
   */
  reference?(reference: {
    readonly node: Node;
    readonly kind: ObjectKind;
    readonly first: Node | undefined;
    readonly target: Node | undefined;
  }): void;
  end?(): void;
}
