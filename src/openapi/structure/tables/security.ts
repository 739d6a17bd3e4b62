import { flag, literal, list, map, may, must, object, text, url, type ObjectSpec } from '../field.ts';
import type { ObjectKind } from '../kinds.ts';

const flow = may(object('oauthFlow'));

const securityScheme: ObjectSpec = {
  title: 'Security Scheme Object',
  reference: { from: '3.0' },
  fields: {
    type: [
      must(literal('basic', 'apiKey', 'oauth2'), { to: '2.0' }),
      must(literal('apiKey', 'http', 'oauth2', 'openIdConnect'), { from: '3.0', to: '3.0' }),
      must(literal('apiKey', 'http', 'mutualTLS', 'oauth2', 'openIdConnect'), { from: '3.1' }),
    ],
    description: may(text),
    name: may(text),
    in: [
      may(literal('query', 'header'), { to: '2.0' }),
      may(literal('query', 'header', 'cookie'), { from: '3.0' }),
    ],
    flow: may(literal('implicit', 'password', 'application', 'accessCode'), { to: '2.0' }),
    authorizationUrl: may(url, { to: '2.0' }),
    tokenUrl: may(url, { to: '2.0' }),
    scopes: may(object('scopes'), { to: '2.0' }),
    scheme: may(text, { from: '3.0' }),
    bearerFormat: may(text, { from: '3.0' }),
    flows: may(object('oauthFlows'), { from: '3.0' }),
    openIdConnectUrl: may(url, { from: '3.0' }),
    oauth2MetadataUrl: may(url, { from: '3.2' }),
    deprecated: may(flag, { from: '3.2' }),
  },
};

const oauthFlows: ObjectSpec = {
  title: 'OAuth Flows Object',
  fields: {
    implicit: flow,
    password: flow,
    clientCredentials: flow,
    authorizationCode: flow,
    deviceAuthorization: may(object('oauthFlow'), { from: '3.2' }),
  },
};

const oauthFlow: ObjectSpec = {
  title: 'OAuth Flow Object',
  fields: {
    authorizationUrl: may(url),
    deviceAuthorizationUrl: may(url, { from: '3.2' }),
    tokenUrl: may(url),
    refreshUrl: may(url),
    scopes: must(map(text)),
  },
};

const securityRequirement: ObjectSpec = {
  title: 'Security Requirement Object',
  extensible: false,
  fields: {},
  patterned: [{ names: /(?:)/, what: 'the name of a security scheme', type: list(text) }],
};

const scopes: ObjectSpec = {
  title: 'Scopes Object',
  fields: {},
  patterned: [{ names: /(?:)/, what: 'the name of a scope', type: text }],
};

/** Who may call. */
export const securityTables = {
  securityScheme,
  oauthFlows,
  oauthFlow,
  securityRequirement,
  scopes,
} satisfies Partial<Record<ObjectKind, ObjectSpec>>;
