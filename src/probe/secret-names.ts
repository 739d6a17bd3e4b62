import { isObject } from '../document/node.ts';
import type { Body } from './exchange.ts';
import { looseText } from './judge/charset.ts';
import { parseEvents } from './judge/events.ts';
import { readJson } from './judge/json-text.ts';

/** Members and parameters whose values are secrets whatever they are, as of OAuth 2.0 and login forms. */
const secretNames =
  /(?:token|secret|password|passwd|passphrase)$|^(?:.*[_-])?(?:api|private|signing)_?key$|^(?:client_)?assertion$|^(?:code_verifier|otp|pin)$/i;
/** What leads to the next page opens nothing else. */
const pageNames = /(?:page|next|prev|cursor|continuation|sync|delta)[_-]?token$/i;

/** How every one of them ends, and a member of that name in JSON, or one whose name is escaped. */
const ends = 'token|secret|passw(?:or)?d|passphrase|key|assertion|verifier|otp|pin';
const member = new RegExp(`(?:${ends})"\\s*:|\\\\u`, 'i');
const hints = new RegExp(`${ends}|\\\\u`, 'i');

/** Larger bodies are not searched. */
const largest = 1_000_000;
const deepest = 64;

/** Takes the name of a member, parameter or variable; gives whether its values are secrets. */
export function isSecretName(name: string): boolean {
  return secretNames.test(name) && !pageNames.test(name);
}

/**
 * Takes a body; gives the texts in it that are secrets by their names, in JSON at any depth, in each of many events or
 * lines too, and in forms.
 */
export function secretsInBody({ bytes, data }: Pick<Body, 'bytes' | 'data'>): string[] {
  if (data) return secretsIn(data.value);
  if (bytes.length === 0 || bytes.length > largest) return [];
  const text = looseText(bytes);
  if (/^\s*[[{]/.test(text)) {
    // Most bodies have nothing of it, and need not be read.
    if (!member.test(text)) return [];
    const reading = readJson(text);
    if ('value' in reading) return secretsIn(reading.value);
    if (!/^\s*[[{].*\n/.test(text)) return secretsInBrokenJson(text);
  }
  if (!hints.test(text)) return [];
  const parts = /^data:/m.test(text)
    ? parseEvents(text).flatMap(({ data }) => data ?? [])
    : /^\s*[[{\x1e].*\n/.test(text)
      ? text.split(/[\n\x1e]/)
      : undefined;
  if (parts) {
    const found = parts.flatMap(secretsInPart);
    return /^\s*[[{]/.test(text) ? [...found, ...secretsInBrokenJson(text)] : found;
  }
  if (/^\s*</.test(text)) return secretsInXml(text);
  if (/^--/.test(text)) return secretsInParts(text);
  if (!/^[\w.%+*~-]+=[^\s]*$/.test(text)) return [];
  return [...new URLSearchParams(text)].flatMap(([name, value]) => (isSecretName(name) ? [value] : []));
}

/** A line, or the data of an event. */
function secretsInPart(text: string): string[] {
  if (!/^\s*[[{]/.test(text) || !hints.test(text)) return [];
  const reading = readJson(text);
  return 'value' in reading ? secretsIn(reading.value) : [];
}

function secretsIn(value: unknown, depth = 0): string[] {
  if (depth > deepest) return [];
  if (Array.isArray(value)) return value.flatMap((item) => secretsIn(item, depth + 1));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    if (typeof member === 'string') return isSecretName(name) ? [member] : [];
    // A PIN may be written as a number.
    if (typeof member === 'number' || typeof member === 'bigint')
      return isSecretName(name) ? [String(member)] : [];
    return secretsIn(member, depth + 1);
  });
}

/** What cannot be read as JSON is shown to tell why: members whose values are texts, as they are written. */
function secretsInBrokenJson(text: string): string[] {
  const found = text.matchAll(/"([^"\\\n]{1,200})"\s{0,20}:\s{0,20}"((?:[^"\\\n]|\\.){1,10000})/g);
  return [...found].flatMap(([, name = '', value = '']) => (isSecretName(name) ? [value] : []));
}

/** Elements of XML without others in them. */
function secretsInXml(text: string): string[] {
  const found = text.matchAll(/<(?:[\w.-]{1,200}:)?([\w.-]{1,200})(?:\s[^<>]{0,1000})?>([^<>]{1,10000})<\//g);
  return [...found].flatMap(([, name = '', value = '']) => (isSecretName(name) ? [value] : []));
}

/** Parts of a form (RFC 7578). */
function secretsInParts(text: string): string[] {
  const found = text.matchAll(/;\s?name="([^"\r\n]{1,200})"(?:[^\r\n]*\r?\n){1,9}?\r?\n([^\r\n]{1,10000})/g);
  return [...found].flatMap(([, name = '', value = '']) => (isSecretName(name) ? [value] : []));
}
