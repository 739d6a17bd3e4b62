import type { Span } from '../document/document.ts';
import { applyEdits, type TextEdit } from '../document/edit-text.ts';
import { parentPointer, type Pointer } from '../document/pointer.ts';
import type { Finding } from '../findings/finding.ts';

/** What linting came to, as far as fixing needs it. */
export interface Linted {
  readonly findings: readonly Finding[];
  /** By uri. */
  readonly texts: ReadonlyMap<string, string>;
  /** Whether a document that was read has a value at a place. */
  has(uri: string, pointer: Pointer): boolean;
}

/** What fixing came to. */
export interface Fixed<L extends Linted> {
  /** After the last round: what remains to be told. */
  readonly last: L;
  /** The findings that were mended, in the order in which they were. */
  readonly applied: readonly Finding[];
}

/** Rounds of fixing and linting again; each mends what the one before laid open, or what its edits stood in the way of. */
const mostRounds = 10;

/** How often fixes that do harm together are tried apart. */
const mostAttempts = 40;

/**
 * Takes what linting found, what lints changed texts again (undefined where they cannot be read any more), and which
 * texts may be changed; applies safe fixes until none is left. A fix stays only if it made no new error.
 */
export async function fixAll<L extends Linted>(
  first: L,
  relint: (texts: ReadonlyMap<string, string>) => Promise<L | undefined>,
  mayChange: (uri: string) => boolean,
): Promise<Fixed<L>> {
  let last = first;
  const applied: Finding[] = [];
  const refused = new Set<string>();
  const choose = () =>
    chooseFixes(
      last.findings.filter((finding) => !refused.has(finding.fingerprint)),
      mayChange,
    );
  let chosen = choose();
  let rounds = 0;
  for (let attempt = 0; attempt < mostAttempts && rounds < mostRounds && chosen.length > 0; attempt++) {
    const next = await relint(withFixes(last.texts, chosen));
    if (next !== undefined && !isWorse(last, next)) {
      rounds++;
      last = next;
      applied.push(...chosen);
      chosen = choose();
      continue;
    }
    const [first, second] = chosen;
    if (first !== undefined && second === undefined) {
      refused.add(first.fingerprint);
      chosen = choose();
    } else {
      chosen = chosen.slice(0, Math.ceil(chosen.length / 2));
    }
  }
  return { last, applied };
}

/** Takes findings in the order of a report; gives those whose safe fixes do not touch each other: the first one wins. */
export function chooseFixes(
  findings: readonly Finding[],
  mayChange: (uri: string) => boolean,
): readonly Finding[] {
  const taken = new Map<string, Span[]>();
  return findings.filter(({ fix }) => {
    if (fix === undefined || !fix.safe || fix.edits.length === 0) return false;
    if (fix.edits.some(({ uri }) => !mayChange(uri))) return false;
    if (fix.edits.some((edit) => isTaken(taken.get(edit.uri) ?? [], edit))) return false;
    for (const { uri, start, end } of fix.edits) {
      const spans = taken.get(uri) ?? [];
      spans.splice(positionOf(spans, start), 0, { start, end });
      taken.set(uri, spans);
    }
    return true;
  });
}

/** Takes spans that do not touch each other, ascending; gives whether another one touches any of them. */
function isTaken(spans: readonly Span[], { start, end }: Span): boolean {
  const at = positionOf(spans, start);
  const before = spans[at - 1];
  const behind = spans[at];
  return (before !== undefined && before.end >= start) || (behind !== undefined && behind.start <= end);
}

/** The index of the first span that begins at an offset or behind it. */
function positionOf(spans: readonly Span[], offset: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Takes texts and findings whose fixes do not touch each other; gives the texts with the fixes made. */
export function withFixes(
  texts: ReadonlyMap<string, string>,
  findings: readonly Finding[],
): ReadonlyMap<string, string> {
  const edits = new Map<string, TextEdit[]>();
  for (const edit of findings.flatMap(({ fix }) => fix?.edits ?? [])) {
    const known = edits.get(edit.uri);
    if (known) known.push(edit);
    else edits.set(edit.uri, [edit]);
  }
  return new Map([...texts].map(([uri, text]) => [uri, applyEdits(text, edits.get(uri) ?? [])]));
}

/**
 * Whether there are errors that were not there before. Those below a name that was not there before either, such as
 * those of an operation under `GET` that is now under `get`, were only not seen.
 */
function isWorse(before: Linted, after: Linted): boolean {
  const counts = new Map<string, number>();
  for (const finding of errorsOf(before)) counts.set(nameOf(finding), (counts.get(nameOf(finding)) ?? 0) + 1);
  for (const finding of errorsOf(after)) {
    const left = (counts.get(nameOf(finding)) ?? 0) - 1;
    counts.set(nameOf(finding), left);
    if (left < 0 && !wasHidden(finding, before)) return true;
  }
  return false;
}

function errorsOf({ findings }: Linted): readonly Finding[] {
  return findings.filter(({ severity }) => severity === 'error');
}

function nameOf({ code, message, location }: Finding): string {
  return `${location.uri}\n${code}\n${message}`;
}

function wasHidden({ code, location: { uri, pointer } }: Finding, before: Linted): boolean {
  if (code.startsWith('document-')) return false;
  // That the new name's own value is of the wrong kind is the doing of the fix.
  const above = /^(?:field|ref)-/.test(code) ? parentPointer(pointer) : pointer;
  return above !== undefined && !before.has(uri, above);
}
