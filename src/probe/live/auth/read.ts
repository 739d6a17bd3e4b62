import { nearestName } from '../../../document/nearest.ts';
import { isObject, type JsonObject } from '../../../document/node.ts';
import type { AuthConfig } from './config.ts';

/** What a member of an authentication may be; `!` marks those that must be there. */
type Shape = Readonly<Record<string, 'text' | 'text!' | 'texts' | 'texts!' | 'object!' | 'any'>>;

const shapes: Readonly<Record<AuthConfig['type'], Shape>> = {
  bearer: { token: 'text!' },
  basic: { username: 'text!', password: 'text!' },
  'api-key': { value: 'text!', in: 'text', name: 'text' },
  'oauth2-client-credentials': {
    tokenUrl: 'text',
    tokenPath: 'text',
    clientId: 'text!',
    clientSecret: 'text!',
    scope: 'text',
    body: 'text',
  },
  login: { request: 'object!', token: 'text!', expiresIn: 'text' },
  hmac: {
    algorithm: 'text',
    key: 'text!',
    keyId: 'text',
    encoding: 'text',
    canonical: 'text!',
    headers: 'texts!',
  },
  module: { module: 'text!', options: 'any' },
  sign: { module: 'text!', options: 'any' },
};

const choices: Readonly<Record<string, readonly string[]>> = {
  'api-key in': ['header', 'query', 'cookie'],
  'oauth2-client-credentials body': ['form', 'json'],
  'hmac encoding': ['hex', 'base64', 'base64url'],
};

/**
 * Takes one entry of a target's `auth` as plain data, with the environment filled in; gives it, or its mistakes, each
 * with the name of the member that it is about (undefined for the whole).
 */
export function readAuthConfig(
  value: unknown,
): { readonly config: AuthConfig } | { readonly problems: readonly AuthProblem[] } {
  if (!isObject(value))
    return { problems: [{ member: undefined, message: 'must be an object with a "type"' }] };
  const { type } = value;
  const names = Object.keys(shapes);
  if (typeof type !== 'string' || !Object.hasOwn(shapes, type)) {
    const near = typeof type === 'string' ? nearestName(type, names) : undefined;
    const hint = near === undefined ? '' : `; did you mean ${near}?`;
    return { problems: [{ member: 'type', message: `"type" must be one of ${names.join(', ')}${hint}` }] };
  }
  const problems = problemsOf(value, type as AuthConfig['type']);
  return problems.length > 0 ? { problems } : { config: value as AuthConfig & JsonObject };
}

/** A mistake in the configuration of an authentication. */
export interface AuthProblem {
  readonly member: string | undefined;
  readonly message: string;
}

function problemsOf(value: JsonObject, type: AuthConfig['type']): AuthProblem[] {
  const shape = shapes[type];
  const problems: AuthProblem[] = [];
  const complain = (member: string | undefined, message: string): void =>
    void problems.push({ member, message });
  for (const [name, member] of Object.entries(value)) {
    if (name === 'type') continue;
    const wanted = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (wanted === undefined) {
      const near = nearestName(name, Object.keys(shape));
      complain(name, `${type} has no "${name}"${near === undefined ? '' : `; did you mean "${near}"?`}`);
      continue;
    }
    const among = choices[`${type} ${name}`];
    if (wanted.startsWith('texts') && !isTexts(member))
      complain(name, `"${name}" must be an object of texts`);
    else if (wanted === 'object!' && !isObject(member)) complain(name, `"${name}" must be an object`);
    else if (/^text!?$/.test(wanted) && typeof member !== 'string')
      complain(name, `"${name}" must be a text`);
    else if (among && !among.includes(String(member)))
      complain(name, `"${name}" must be one of ${among.join(', ')}`);
  }
  for (const [name, wanted] of Object.entries(shape)) {
    if (wanted.endsWith('!') && !Object.hasOwn(value, name)) complain(undefined, `${type} needs "${name}"`);
  }
  if (type === 'oauth2-client-credentials' && !('tokenUrl' in value) && !('tokenPath' in value)) {
    complain(undefined, `${type} needs "tokenUrl" or "tokenPath"`);
  }
  const { request } = value;
  if (type === 'login' && isObject(request) && typeof request['path'] !== 'string') {
    complain('request', '"request" needs a "path"');
  }
  return problems;
}

function isTexts(value: unknown): boolean {
  return isObject(value) && Object.values(value).every((member) => typeof member === 'string');
}
