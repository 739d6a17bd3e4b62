import type { Location } from '../document/document.ts';
import { nearestName } from '../document/nearest.ts';
import type { Pointer } from '../document/pointer.ts';
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

/** Takes findings and ignores; gives the findings that none of them covers, and what is wrong with the ignores. */
export function applyIgnores(
  findings: readonly Finding[],
  ignores: readonly Ignore[],
  { today, codes, ran, looked }: IgnoreContext,
): { readonly kept: readonly Finding[]; readonly problems: readonly IgnoreProblem[] } {
  const problems: IgnoreProblem[] = [];
  const thorough = looked !== undefined;
  const known = ignores.flatMap((ignore) => {
    const meant = codes.get(ignore.name);
    if (meant !== undefined)
      return [{ ignore, meant, over: ignore.until !== undefined && ignore.until < today }];
    const near = nearestName(ignore.name, codes.keys());
    const hint = near === undefined ? '' : `; did you mean "${near}"?`;
    const message = `there is no finding "${ignore.name}" to ignore${hint}`;
    if (thorough) problems.push({ code: 'ignore-unknown-code', message, location: ignore.location });
    return [];
  });
  const byCode = new Map<string, (typeof known)[number][]>();
  for (const one of known) {
    for (const code of one.meant) {
      const same = byCode.get(code);
      if (same) same.push(one);
      else byCode.set(code, [one]);
    }
  }
  const met = new Set<Ignore>();
  const kept = findings.filter(({ code, location }) => {
    let ignored = false;
    for (const { ignore, over } of byCode.get(code) ?? []) {
      if (!ignore.covers(location)) continue;
      met.add(ignore);
      ignored ||= !over;
    }
    return !ignored;
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
  return { kept, problems };
}
