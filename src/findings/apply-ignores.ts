import type { Location } from '../document/document.ts';
import { nearestName } from '../document/nearest.ts';
import { parentPointer, type Pointer } from '../document/pointer.ts';
import type { Finding } from './finding.ts';
import type { IgnoreCode } from './ignore-metas.ts';
import type { Ignore } from './ignores.ts';

/** What has to be known of a run to judge its ignores. */
export interface IgnoreContext {
  /** As `2027-01-31`. */
  readonly today: string;
  /** The codes that have a name, by every name: their own, or one in another tool. */
  readonly codes: ReadonlyMap<string, readonly string[]>;
  /** Takes a code and a place; gives whether a finding of the kind would have been told there. */
  readonly ran: (code: string, location: Location) => boolean;
  /**
   * Takes the uri of a document and a pointer; gives whether the run looked at all that is there: then an ignore that
   * left nothing out is unused. Not there where runs look at what depends on something else: then only what an ignore
   * does is told.
   */
  readonly looked: ((uri: string, pointer: Pointer) => boolean) | undefined;
}

/** Something wrong with an ignore, at its place. */
export interface IgnoreProblem {
  readonly code: IgnoreCode;
  readonly message: string;
  readonly location: Location;
}

/**
 * Takes findings and ignores; gives the findings that none of them covers, those that one covers with that, and what
 * is wrong with the ignores.
 */
export function applyIgnores(
  findings: readonly Finding[],
  ignores: readonly Ignore[],
  { today, codes, ran, looked }: IgnoreContext,
): {
  readonly kept: readonly Finding[];
  readonly ignored: ReadonlyMap<Finding, Ignore>;
  readonly problems: readonly IgnoreProblem[];
} {
  const problems: IgnoreProblem[] = [];
  const thorough = looked !== undefined;
  const known = ignores.flatMap((ignore): Known[] => {
    const meant = codes.get(ignore.name);
    if (meant !== undefined)
      return [{ ignore, meant, over: ignore.until !== undefined && ignore.until < today }];
    const near = nearestName(ignore.name, codes.keys());
    const hint = near === undefined ? '' : `; did you mean "${near}"?`;
    const message = `there is no finding "${ignore.name}" to ignore${hint}`;
    if (thorough) problems.push({ code: 'ignore-unknown-code', message, location: ignore.location });
    return [];
  });
  const candidates = indexed(known);
  const met = new Set<Ignore>();
  const ignored = new Map<Finding, Ignore>();
  const kept = findings.filter((finding) => {
    const { code, location } = finding;
    for (const { ignore, over } of candidates(code, location)) {
      if (!ignore.covers(location)) continue;
      met.add(ignore);
      if (!over && !ignored.has(finding)) ignored.set(finding, ignore);
    }
    return !ignored.has(finding);
  });
  // Rules may have seen only a part of what cannot be read.
  const broken = new Set(
    findings.flatMap(({ code, location }) => (code === 'document-syntax' ? location.uri : [])),
  );
  for (const { ignore, meant, over } of known) {
    const { name, location, reason, until, where, about } = ignore;
    const judged =
      looked?.(location.uri, about) === true &&
      !broken.has(location.uri) &&
      meant.every((code) => ran(code, location));
    const say = (code: IgnoreCode, message: string): void => void problems.push({ code, message, location });
    if (!met.has(ignore) && judged) {
      say('ignore-unused', `"${name}" finds nothing ${where}`);
      continue;
    }
    if (over && (met.has(ignore) || thorough))
      say('ignore-expired', `the ignore of "${name}" ended on ${until}`);
    if (reason === undefined && thorough)
      say('ignore-reason-missing', `nothing says why "${name}" is ignored`);
  }
  return { kept, ignored, problems };
}

interface Known {
  readonly ignore: Ignore;
  /** The codes that its name is of. */
  readonly meant: readonly string[];
  /** Whether its last day is over. */
  readonly over: boolean;
}

/** So many are looked through one by one; more are looked up, which finds no texts that only an alias leads to. */
const few = 200;

/** Takes ignores; gives what takes a finding's code and place and gives those that may cover it. */
function indexed(known: readonly Known[]): (code: string, location: Location) => readonly Known[] {
  const byCode = new Map<string, Known[]>();
  const byPlace = new Map<string, Known[]>();
  const add = (map: Map<string, Known[]>, key: string, one: Known): void => {
    const same = map.get(key);
    if (same) same.push(one);
    else map.set(key, [one]);
  };
  for (const one of known) {
    const { line, about } = one.ignore;
    const { uri } = one.ignore.location;
    for (const code of one.meant) {
      add(byCode, code, one);
      // A line of JSON may be the whole file, with all its members in it: only comments are about lines.
      add(byPlace, line === undefined ? `${code} ${uri}#${about}` : `${code} ${uri}:${line}`, one);
    }
  }
  return (code, { uri, pointer, range }) => {
    const all = byCode.get(code) ?? [];
    if (all.length <= few || code.startsWith('document-')) return all;
    const found = new Set(byPlace.get(`${code} ${uri}:${range.start.line}`));
    for (let at: Pointer | undefined = pointer; at !== undefined; at = parentPointer(at))
      for (const one of byPlace.get(`${code} ${uri}#${at}`) ?? []) found.add(one);
    return [...found];
  };
}
