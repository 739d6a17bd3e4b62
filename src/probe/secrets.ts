import { hideEncoded } from './encoded-secrets.ts';
import { isReached, type Reach } from './secret-reach.ts';

/** Shorter ones are no secrets: hiding every "1" or "on" would make reports unreadable without hiding anything. */
const shortest = 3;
/** From the farthest on. */
const reaches: readonly Reach[] = ['anywhere', 'token', 'value'];
/** As many are remembered; of more, the latest, as memory must not grow with the traffic. */
const mostSecrets = 50_000;

/** Texts that must not be shown. Finding them takes time in proportion to the text, however many there are. */
export interface Secrets {
  /** Takes a secret, whether it is one of many that may be forgotten for later ones, and where it is hidden. */
  add(secret: string, passing?: boolean, reach?: Reach): void;
  /** Whether a text is known to be one. */
  has(secret: string): boolean;
  /**
   * Takes a text, what gives the text for a stretch of so many units, and how far secrets reach at least that are looked
   * for; gives it with them replaced.
   */
  replace(text: string, by: (length: number) => string, least?: Reach): string;
}

/** Gives a set without any. */
export function createSecrets(): Secrets {
  const known = new Map<string, Reach>();
  const passing = new Set<string>();
  // By how they end: the beginnings of tokens are alike.
  const byEnd = new Map<number, Set<string>>();

  const forget = (secret: string): void => {
    const key = endKey(secret, secret.length);
    const alike = byEnd.get(key);
    alike?.delete(secret);
    if (alike?.size === 0) byEnd.delete(key);
    known.delete(secret);
    passing.delete(secret);
  };

  /** From where to where secrets stand in a text, those that touch as one. */
  const stretches = (text: string, least: Reach): [start: number, end: number][] => {
    const found: [start: number, end: number][] = [];
    for (let end = shortest; end <= text.length; end += 1) {
      const candidates = byEnd.get(endKey(text, end));
      if (candidates === undefined) continue;
      let start = end;
      for (const secret of candidates) {
        const from = end - secret.length;
        if (from >= start || from < 0 || !text.startsWith(secret, from)) continue;
        const reach = known.get(secret) ?? 'anywhere';
        if (least === 'anywhere' && reach !== least) continue;
        if (isReached(reach, text, from, end)) start = from;
      }
      if (start === end) continue;
      for (let last = found.at(-1); last !== undefined && last[1] >= start; last = found.at(-1)) {
        start = Math.min(start, last[0]);
        found.pop();
      }
      found.push([start, end]);
    }
    return found;
  };

  const replacePlain: Secrets['replace'] = (text, by, least = 'value') => {
    const found = stretches(text, least);
    if (found.length === 0) return text;
    let replaced = '';
    let from = 0;
    for (const [start, end] of found) {
      replaced += text.slice(from, start) + by(end - start);
      from = end;
    }
    return replaced + text.slice(from);
  };

  return {
    has: (secret) => known.has(secret),
    add(secret, passes = false, reach = 'anywhere') {
      if (secret.length < shortest) return;
      if (!passes) passing.delete(secret);
      const before = known.get(secret);
      if (before === undefined || reaches.indexOf(reach) < reaches.indexOf(before)) known.set(secret, reach);
      if (before !== undefined) return;
      const key = endKey(secret, secret.length);
      const alike = byEnd.get(key);
      if (alike) alike.add(secret);
      else byEnd.set(key, new Set([secret]));
      if (passes) passing.add(secret);
      if (passing.size <= mostSecrets) return;
      // Many at once: the way to the first of a set leads over all that were deleted before it.
      let left = mostSecrets / 10;
      for (const oldest of passing) {
        forget(oldest);
        if (--left === 0) return;
      }
    },
    replace(text, by, least = 'value') {
      if (known.size === 0) return text;
      const plain = replacePlain(text, by, least);
      return hideEncoded(plain, (decoded) => stretches(decoded, 'anywhere').length > 0, by);
    },
  };
}

/** A number that texts which end alike before an offset have in common. */
function endKey(text: string, end: number): number {
  let key = 0;
  for (let at = end - shortest; at < end; at += 1) key = key * 1_021 + text.charCodeAt(at);
  return key;
}
