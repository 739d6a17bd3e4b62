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
    tokenUrl: optional(text, 'Where tokens are given out, as a URL.'),
    tokenPath: optional(text, 'Where tokens are given out, below the base path of the target.'),
    clientId: required(text, 'The id of the client.'),
    clientSecret: required(text, 'Its secret.'),
    scope: optional(text, 'The scopes to ask for, with blanks between them.'),
    body: optional(choice(['form', 'json']), 'How the request for a token is written (default: form).'),
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
    if (
      read?.type === 'oauth2-client-credentials' &&
      read.tokenUrl === undefined &&
      read.tokenPath === undefined
    ) {
      problems.push(problem(node, '"tokenUrl" or "tokenPath" is missing here', 'key'));
    }
    return read;
  },
};
