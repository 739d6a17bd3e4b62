import { isObject } from '../document/node.ts';
import type { Body } from './exchange.ts';
import { looseText } from './judge/charset.ts';
import { readJson } from './judge/json-text.ts';

/** Members and parameters whose values are secrets whatever they are, as of OAuth 2.0 and login forms. */
const secretNames =
  /(?:token|secret|password|passwd|passphrase)$|^(?:.*[_-])?(?:api|private|signing)_?key$|^(?:client_)?assertion$|^(?:code_verifier|otp|pin)$/i;
/** What leads to the next page opens nothing else. */
const pageNames = /(?:page|next|prev|cursor|continuation|sync|delta)[_-]?token$/i;

/** How every one of them ends, and a member of that name in JSON, or one whose name is escaped. */
const ends = 'token|secret|passw(?:or)?d|passphrase|key|assertion|verifier|otp|pin';
const member = new RegExp(`(?:${ends})"\\s*:|\\\\u`, 'i');

/** Larger bodies are not searched. */
const largest = 1_000_000;
const deepest = 64;

/** Takes the name of a member, parameter or variable; gives whether its values are secrets. */
export function isSecretName(name: string): boolean {
  return secretNames.test(name) && !pageNames.test(name);
}

/** Takes a body; gives the texts in it that are secrets by their names, in JSON at any depth and in forms. */
export function secretsInBody({ bytes, data }: Pick<Body, 'bytes' | 'data'>): string[] {
  if (data) return secretsIn(data.value);
  if (bytes.length === 0 || bytes.length > largest) return [];
  const text = looseText(bytes);
  if (/^\s*[[{]/.test(text)) {
    // Most bodies have nothing of it, and need not be read.
    if (!member.test(text)) return [];
    const reading = readJson(text);
    return 'value' in reading ? secretsIn(reading.value) : [];
  }
  if (!/^[\w.%+*~-]+=[^\s]*$/.test(text)) return [];
  return [...new URLSearchParams(text)].flatMap(([name, value]) => (isSecretName(name) ? [value] : []));
}

function secretsIn(value: unknown, depth = 0): string[] {
  if (depth > deepest) return [];
  if (Array.isArray(value)) return value.flatMap((item) => secretsIn(item, depth + 1));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    if (typeof member === 'string') return isSecretName(name) ? [member] : [];
    return secretsIn(member, depth + 1);
  });
}
