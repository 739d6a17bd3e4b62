import {
  anything,
  choice,
  object,
  optional,
  record,
  required,
  text,
  variant,
  type Reader,
  problem,
} from '../document/reader.ts';

/** Plain data of any shape, for what is handed on as it is. */
const data: Reader<unknown> = { schema: {}, read: (node, problems) => anything.read(node, problems)?.value };

const tokenEndpoint = {
  tokenUrl: optional(text, 'Where tokens are given out, as a URL.'),
  tokenPath: optional(text, 'Where tokens are given out, below the base path of the target.'),
  issuer: optional(text, 'The issuer (OpenID Connect), whose configuration says where tokens are given out.'),
  clientId: required(text, 'The id of the client.'),
  scope: optional(text, 'The scopes to ask for, with blanks between them.'),
  parameters: optional(record(text), 'Further parameters of the token request, such as audience.'),
  body: optional(choice(['form', 'json']), 'How the request for a token is written (default: form).'),
  clientAuthentication: optional(
    choice(['body', 'basic']),
    'Whether id and secret of the client go into the body (default) or into HTTP Basic.',
  ),
};

const variants = variant({
  bearer: { token: required(text, 'The token, without "Bearer".') },
  basic: { username: required(text, 'The user.'), password: required(text, 'The password.') },
  'api-key': {
    value: required(text, 'The key.'),
    in: optional(
      choice(['header', 'query', 'cookie']),
      'Where it goes, if not where the security scheme says.',
    ),
    name: optional(text, 'What it is called there, if not as the security scheme says.'),
  },
  'oauth2-client-credentials': {
    ...tokenEndpoint,
    clientSecret: required(text, 'Its secret.'),
  },
  'oauth2-refresh-token': {
    ...tokenEndpoint,
    refreshToken: required(text, 'The refresh token; a new one that comes with an answer takes its place.'),
    clientSecret: optional(text, 'The secret of the client, if it has one.'),
  },
  'mutual-tls': {
    cert: required(text, 'A file with the certificate of the client (PEM).'),
    key: required(text, 'A file with its key (PEM).'),
    ca: optional(text, 'A file of certificates (PEM) to trust in place of those of the system.'),
  },
  login: {
    request: required(
      object({
        method: optional(text, 'Default: POST.'),
        path: required(text, 'Below the base path of the target.'),
        headers: optional(record(text), 'Sent with it.'),
        body: optional(data, 'Sent as JSON.'),
      }),
      'The request that logs in.',
    ),
    token: required(
      text,
      'Where the token is in the answer: a runtime expression such as $response.body#/token.',
    ),
    expiresIn: optional(text, 'Where the answer says for how many seconds the token is good.'),
  },
  hmac: {
    algorithm: optional(text, 'Default: sha256.'),
    key: required(text, 'The secret key.'),
    keyId: optional(text, 'The id of the key, for {keyId}.'),
    encoding: optional(
      choice(['hex', 'base64', 'base64url']),
      'How the signature is written (default: hex).',
    ),
    canonical: required(
      text,
      'What is signed, with {method}, {path}, {query}, {timestamp}, {nonce}, {body}.',
    ),
    headers: required(
      record(text),
      'The headers that carry it, with {signature}, {timestamp}, {nonce}, {keyId}.',
    ),
  },
  sign: {
    module: required(text, 'An ES module that exports sign(request), which gives headers.'),
    options: optional(data, 'Handed to it as request.options.'),
  },
});

/** How to authenticate against a target: one entry of its `auth`. Texts may hold `${NAME}` of the environment. */
export const auth: typeof variants = {
  schema: variants.schema,
  read(node, problems) {
    const read = variants.read(node, problems);
    const oauth = read?.type === 'oauth2-client-credentials' || read?.type === 'oauth2-refresh-token';
    if (oauth && (read.tokenUrl ?? read.tokenPath ?? read.issuer) === undefined) {
      problems.push(problem(node, '"tokenUrl", "tokenPath" or "issuer" is missing here', 'key'));
    }
    return read;
  },
};
