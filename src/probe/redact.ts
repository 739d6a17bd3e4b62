import type { Api } from '../openapi/model.ts';
import { redacted, type Field } from './exchange.ts';
import { isSecretName } from './secret-names.ts';
import { basicPassword, cookieValues } from './credential-parts.ts';
import { createKnownWords } from './known-words.ts';
import { formsOf } from './secret-forms.ts';
import { reachOf } from './secret-reach.ts';
import { createSecrets } from './secrets.ts';

const always = ['authorization', 'cookie', 'set-cookie', 'proxy-authorization'];

/** As many names of parameters are remembered with what they were found to be. */
const mostNames = 1_000;

/** Keeps secrets out of everything that a user sees. */
export interface Redactor {
  /** Takes a value that must not be shown from now on. */
  add(secret: string): void;
  /**
   * Takes the value of a member that is secret by its name: as `add`, but a word of the contract is left in messages. A
   * password "string" in an example must not take the word out of them.
   */
  addNamed(secret: string): void;
  /** Takes a message; its credentials must not be shown from now on, wherever they turn up. */
  addCredentials(message: {
    readonly headers: readonly Pick<Field, 'name' | 'value'>[] | undefined;
    readonly target?: string;
  }): void;
  /** Takes a text; gives it with every secret in it as `***`. */
  text(text: string): string;
  /**
   * As `text`, for what was written before all secrets were known: only those that hardly stand for anything else, as
   * there are words of the contract in it too.
   */
  again(text: string): string;
  /** As `text`, for any value: texts within it, at any depth, and members that are secret by their names. */
  value(value: unknown): unknown;
  /** Whether the values of a header are secrets. */
  isSecretHeader(name: string): boolean;
  /** Takes a path and query; gives it with the values of secret parameters, and secrets elsewhere, as `***`. */
  target(target: string): string;
  /** Takes a text; gives it with secrets blotted out in place, so that lines and columns stay. */
  blot(text: string): string;
}

/**
 * Takes an API, whose apiKey schemes name secret headers and parameters and whose words everybody knows, and known
 * secrets; gives a redactor.
 */
export function createRedactor(
  api: Pick<Api, 'securitySchemes'> & Partial<Pick<Api, 'documents'>>,
  known: Iterable<string>,
): Redactor {
  const secrets = createSecrets();
  const isPublic = createKnownWords(api.documents?.all.values() ?? []);
  const named = createSecrets();
  const headerNames = new Set(always);
  const parameters = new Set<string>();
  for (const scheme of api.securitySchemes.values()) {
    const { in: place, parameterName } = scheme;
    if (scheme.type !== 'apiKey' || parameterName === undefined) continue;
    if (place === 'header') headerNames.add(parameterName.toLowerCase());
    if (place === 'query') parameters.add(parameterName);
  }
  // There are few names, and each occurs again and again.
  const asked = new Map<string, boolean>();
  /** Takes a name as it is sent. */
  const isSecretParameter = (sent: string): boolean => {
    const known = asked.get(sent);
    if (known !== undefined) return known;
    const name = decodeName(sent);
    const secret = parameters.has(name) || isSecretName(name);
    if (asked.size < mostNames) asked.set(sent, secret);
    return secret;
  };
  const hidden = (source: string): string => secrets.replace(source, () => redacted);
  // Those that are never forgotten: credentials that every request has are told of with every request.
  const kept = new Set<string>();
  const hide = (secret: string, passing: boolean, isNamed = false): void => {
    if (secret === redacted || kept.has(secret)) return;
    if (passing && (secrets.has(secret) || (isNamed && named.has(secret)))) return;
    if (!passing && kept.size < mostNames) kept.add(secret);
    const reach = reachOf(secret, isPublic);
    if (reach === undefined) return;
    const into = isNamed && reach === 'value' ? named : secrets;
    for (const form of formsOf(secret)) into.add(form, passing, reach);
  };
  const hideFor = (secret: string): void => hide(secret, true);

  const hideLine = (value: string): void => {
    if (kept.has(value) || secrets.has(value)) return;
    const reach = reachOf(value, isPublic);
    if (reach !== undefined) secrets.add(value, true, reach);
  };

  /** `Bearer TOKEN`: the parts are as secret as the whole. */
  const addParts = (value: string): void => {
    hideFor(value.slice(value.lastIndexOf(' ') + 1));
    const password = basicPassword(value);
    if (password !== undefined) hideFor(password);
  };

  const redactor: Redactor = {
    add: (secret) => hide(secret, false),
    addNamed(secret) {
      hide(secret, true, true);
    },
    addCredentials({ headers = [], target = '' }) {
      for (const { name, value } of headers) {
        const lower = name.toLowerCase();
        if (!headerNames.has(lower)) continue;
        if (lower === 'cookie' || lower === 'set-cookie')
          for (const one of cookieValues(lower, value)) hideFor(one);
        else addParts(value);
        // As a line; whatever else it is written as has its parts in it, which come first: a line may be all of one.
        hideLine(value);
      }
      const mark = target.indexOf('?');
      if (mark === -1) return;
      for (let from = mark + 1, end = 0; end < target.length; from = end + 1) {
        end = target.indexOf('&', from);
        if (end === -1) end = target.length;
        const equals = target.indexOf('=', from);
        if (equals !== -1 && equals < end && isSecretParameter(target.slice(from, equals)))
          hideFor(decodeName(target.slice(equals + 1, end)));
      }
    },
    text: hidden,
    again: (text) => secrets.replace(text, () => redacted, 'anywhere'),
    value: (value) => hideDeep(value, hidden, 0),
    isSecretHeader: (name) => headerNames.has(name.toLowerCase()),
    target(target) {
      const mark = target.indexOf('?');
      if (mark === -1) return hidden(target);
      let some = false;
      const query = target
        .slice(mark + 1)
        .split('&')
        .map((pair) => {
          const equals = pair.indexOf('=');
          if (equals === -1 || !isSecretParameter(pair.slice(0, equals))) return pair;
          some = true;
          return `${pair.slice(0, equals)}=${redacted}`;
        });
      return hidden(some ? `${target.slice(0, mark)}?${query.join('&')}` : target);
    },
    blot(text) {
      const stars = (length: number): string => '*'.repeat(length);
      return named.replace(secrets.replace(text, stars), stars);
    },
  };
  for (const secret of known) redactor.add(secret);
  return redactor;
}

function hideDeep(value: unknown, hide: (text: string) => string, depth: number): unknown {
  if (typeof value === 'string') return hide(value);
  if (typeof value === 'number' || typeof value === 'bigint')
    return hide(String(value)) === redacted ? redacted : value;
  if (typeof value !== 'object' || value === null) return value;
  // What is too deep to be looked through may have any in it.
  if (depth > 64) return redacted;
  if (Array.isArray(value)) return value.map((item) => hideDeep(item, hide, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      hideName(key, hide),
      isScalar(member) && isSecretName(key) ? redacted : hideDeep(member, hide, depth + 1),
    ]),
  );
}

/** Takes the name of a member and what hides secrets; gives it without them. One that is a word of the contract stays. */
export function hideName(name: string, hide: (text: string) => string): string {
  return hide(`${name} `).slice(0, -1);
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint';
}

function decodeName(name: string): string {
  if (!name.includes('%') && !name.includes('+')) return name;
  try {
    return decodeURIComponent(name.replaceAll('+', ' '));
  } catch {
    return name;
  }
}
