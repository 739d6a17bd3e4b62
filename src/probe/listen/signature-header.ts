/** One signature of a header, and the time that stands beside it. */
export interface WrittenSignature {
  readonly signature: string;
  readonly timestamp: string | undefined;
}

const longest = 4_096;
const placeholder = /(\{signature\}|\{timestamp\}|\{key\})/;
const patterns: Readonly<Record<string, string>> = {
  '{signature}': '(?<signature>[A-Za-z0-9+/=_-]+)',
  '{timestamp}': '(?<timestamp>\\d{1,19}|\\d{4}-[\\dT:.Z+-]{6,36})',
  '{key}': '[^\\s,;"]+',
};

/**
 * Takes a header and how it is written; gives the signatures in it. It may hold several, with blanks or commas between,
 * while a secret is changed for another. Of a list of members (`t={timestamp},v1={signature}`), each may stand where it
 * likes, `v1` more than once, and others beside them.
 */
export function parseSignatures(written: string, format: string): readonly WrittenSignature[] {
  const text = written.slice(0, longest);
  const members = format.split(/[,;]\s*/);
  if (members.length > 1 && members.every((one) => placeholder.test(one))) return inMembers(text, members);
  const pattern = new RegExp(`(?:^|[\\s,])${sourceOf(format)}(?=$|[\\s,])`, 'g');
  return [...text.matchAll(pattern)].flatMap(({ groups }) => one(groups, groups?.['timestamp']));
}

function inMembers(text: string, members: readonly string[]): readonly WrittenSignature[] {
  const parts = text.split(/[,;\s]+/);
  const found = members.flatMap((member): Groups[] => {
    const pattern = new RegExp(`^${sourceOf(member)}$`);
    return parts.flatMap((part) => {
      const groups = pattern.exec(part)?.groups;
      return groups ? [groups] : [];
    });
  });
  const timestamp = found.find((groups) => groups['timestamp'] !== undefined)?.['timestamp'];
  // What is to stand there and does not is no signature of this kind.
  if (timestamp === undefined && members.some((member) => member.includes('{timestamp}'))) return [];
  return found.flatMap((groups) => one(groups, timestamp));
}

type Groups = Readonly<Record<string, string>>;

function one(groups: Groups | undefined, timestamp: string | undefined): readonly WrittenSignature[] {
  const signature = groups?.['signature'];
  return signature === undefined ? [] : [{ signature, timestamp }];
}

function sourceOf(format: string): string {
  return format
    .split(placeholder)
    .map((part) => patterns[part] ?? part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    .join('');
}

/**
 * Takes a timestamp: seconds, or milliseconds and less, since 1970, or a date and time of RFC 3339. Gives it in seconds,
 * NaN for anything else.
 */
export function timeOf(text: string): number {
  if (!/^\d+(?:\.\d+)?$/.test(text)) return Date.parse(text) / 1000;
  let seconds = Number(text);
  // In seconds it would be in the year 5138 and later.
  while (seconds >= 1e11) seconds /= 1000;
  return seconds;
}
