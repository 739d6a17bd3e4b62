import { createMatcher, type Matcher } from '../../openapi/match.ts';
import type { Api } from '../../openapi/model.ts';
import type { Schemas } from '../../schema/schemas.ts';
import { createParameterDecoder, type ParameterDecoder } from '../../schema/serialization.ts';
import { createTextTyper, type TextTyper } from '../../schema/typed-text.ts';
import { createXmlReader } from '../../schema/xml/read-xml.ts';
import type { AsyncApi } from '../asyncapi/model.ts';
import { createRedactor, type Redactor } from '../redact.ts';
import { createKnownAnswers, type KnownAnswers } from './known-answers.ts';

/** What judging exchanges of one API takes. */
export interface ProbeContext {
  readonly api: Api;
  readonly schemas: Schemas;
  readonly match: Matcher;
  readonly decoder: ParameterDecoder;
  readonly typer: TextTyper;
  readonly readXml: ReturnType<typeof createXmlReader>;
  readonly redactor: Redactor;
  readonly known: KnownAnswers;
  /** Names of security schemes whose credentials are added when a request is sent, so that recordings need none. */
  readonly suppliedAuth: ReadonlySet<string>;
  /** What says which messages go over WebSockets. */
  readonly asyncApis: readonly AsyncApi[];
}

/**
 * Takes an API, its schemas, known secrets, the names of schemes that somebody supplies credentials for, and AsyncAPI
 * documents of its WebSockets; and other APIs that are called beside it, whose secrets are hidden as well.
 */
export function createContext(
  api: Api,
  schemas: Schemas,
  secrets: Iterable<string>,
  suppliedAuth: ReadonlySet<string>,
  asyncApis: readonly AsyncApi[] = [],
  others: readonly Api[] = [],
): ProbeContext {
  const typer = createTextTyper(api.documents, schemas);
  return {
    api,
    schemas,
    match: createMatcher(api),
    decoder: createParameterDecoder(api.documents, schemas),
    typer,
    readXml: createXmlReader(api.documents, typer),
    redactor: createRedactor(others.length === 0 ? api : withSchemesOf(api, others), secrets),
    known: createKnownAnswers(),
    suppliedAuth,
    asyncApis,
  };
}

/** Schemes of different APIs may have the same name. */
function withSchemesOf(api: Api, others: readonly Api[]): Pick<Api, 'securitySchemes' | 'documents'> {
  const schemes = [api, ...others].flatMap(({ securitySchemes }) => [...securitySchemes.values()]);
  return {
    documents: api.documents,
    securitySchemes: new Map(schemes.map((scheme, index) => [String(index), scheme])),
  };
}
