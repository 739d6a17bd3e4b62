import { redacted } from '../exchange.ts';

const token68 = /^[A-Za-z0-9._~+/-]+=*$/;

/**
 * Takes the name of an HTTP authentication scheme in lower case, and what stands behind it in an Authorization header;
 * gives in words what is wrong with its form, never the value; undefined if nothing is, or nobody here knows the scheme.
 */
export function credentialProblem(scheme: string, credentials: string): string | undefined {
  if (credentials.includes(redacted)) return undefined;
  if (credentials === '') return 'nothing stands behind the name of the scheme';
  switch (scheme) {
    case 'basic':
      return basicProblem(credentials);
    case 'bearer':
    case 'dpop':
      return token68.test(credentials) ? undefined : 'they are no token, which has no such characters';
    case 'digest':
      return ['username', 'nonce', 'response'].every((name) =>
        new RegExp(`(?:^|[,\\s])${name}\\*?=`).test(credentials),
      )
        ? undefined
        : 'they need username, nonce and response';
    default:
      return undefined;
  }
}

/** RFC 7617 section 2: Base64 of `name:password`. */
function basicProblem(credentials: string): string | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(credentials) || credentials.length % 4 === 1)
    return 'they are not Base64';
  const plain = Buffer.from(credentials, 'base64').toString('latin1');
  return plain.includes(':')
    ? undefined
    : 'they are not Base64 of a name and a password with a colon between';
}
