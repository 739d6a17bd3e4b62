import { crypto } from '../../document/crypto.ts';
import { expressionProblem } from '../captures.ts';
import { knownSchemes } from './schemes.ts';
import type { SignatureScheme } from './signature.ts';

/** How deliveries are signed, and with what. */
export interface Signing {
  readonly scheme: SignatureScheme;
  /**
   * The secret, or the runtime expression that finds it in the exchange in which it was agreed on:
   * `$response.body#/data/secret`, `$request.body#/config/secret`.
   */
  readonly secret: string;
  /** Others that may be used too, while one is changed for another. */
  readonly further?: readonly string[];
}

/** A scheme as a user writes it: one that is known by name, and what is otherwise. */
export interface WrittenScheme extends Partial<SignatureScheme> {
  readonly scheme?: string | undefined;
}

/** Takes a scheme as it is written; gives it whole, or in a sentence what is wrong with it. */
export function schemeOf({
  scheme: name = 'timestamped',
  ...written
}: WrittenScheme): { readonly scheme: SignatureScheme } | { readonly reason: string } {
  const known = Object.entries(knownSchemes).find(([one]) => one === name)?.[1];
  if (!known) return { reason: `"scheme" must be one of ${Object.keys(knownSchemes).join(', ')}` };
  const scheme: SignatureScheme = { ...known, ...written };
  if (!['hex', 'base64', 'base64url'].includes(scheme.encoding))
    return { reason: '"encoding" must be hex, base64 or base64url' };
  if (!['text', 'base64', 'hex', undefined].includes(scheme.secretEncoding))
    return { reason: '"secretEncoding" must be text, base64 or hex' };
  if (!['none', 'ed25519', ...crypto().getHashes()].includes(scheme.algorithm))
    return {
      reason: '"algorithm" must be a digest that OpenSSL has, such as sha256 or sha512, or ed25519, or none',
    };
  if (!scheme.format.includes('{signature}')) return { reason: '"format" must have {signature} in it' };
  return {
    scheme: {
      ...scheme,
      header: scheme.header.toLowerCase(),
      ...(scheme.timestampHeader !== undefined && { timestampHeader: scheme.timestampHeader.toLowerCase() }),
      ...(scheme.idHeader !== undefined && { idHeader: scheme.idHeader.toLowerCase() }),
    },
  };
}

/** Takes the secret of deliveries as it is written; gives whether it is to be found in an exchange. */
export function isFoundInExchange(secret: string): boolean {
  return /^\$(?:request|response)\./.test(secret) && expressionProblem(secret) === undefined;
}
