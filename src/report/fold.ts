import type { Finding } from '../findings/finding.ts';
import { groupBy, shape, shownWhole } from './alike.ts';

/** A finding that is shown whole, and those like it that are only counted below it. */
export interface Shown {
  readonly finding: Finding;
  /** In the order of the report; none below most. */
  readonly folded: readonly Finding[];
}

/** A kind that is met more often than this in one file folds further. */
const often = 10;

/** Of a kind that is met often, this many different wordings are shown. */
const shownWordings = 3;

/**
 * Takes findings in the order of a report; gives those that are shown whole, in that order, each with those that fold
 * below it. More than a few alike in one file fold to one. A kind that is met often in a file folds further, unless
 * it is an error, which somebody has to mend: to one of each of its commonest wordings.
 */
export function fold(findings: readonly Finding[]): readonly Shown[] {
  const below = new Map<Finding, Finding[]>();
  for (const kind of groupBy(findings, ({ code, severity, location }) =>
    [location.uri, severity, code].join('\n'),
  ).values()) {
    const wordings = [...groupBy(kind, shape).values()];
    if (kind.length <= often || kind[0]?.severity === 'error')
      for (const wording of wordings) foldWording(wording, shownWhole, below);
    else {
      const common = wordings.toSorted((a, b) => b.length - a.length);
      const shown = new Set(common.slice(0, shownWordings));
      for (const wording of wordings) if (shown.has(wording)) foldWording(wording, 1, below);
      const rest = common.slice(shownWordings).flat();
      const last = wordings.findLast((wording) => shown.has(wording))?.[0];
      if (last && rest.length > 0) below.set(last, (below.get(last) ?? []).concat(rest));
    }
  }
  return findings.flatMap((finding) => {
    const folded = below.get(finding);
    return folded === undefined ? [] : [{ finding, folded: inOrder(folded) }];
  });
}

/** One more than is shown whole is shown too: a line that says so would be no shorter. */
function foldWording(wording: readonly Finding[], whole: number, below: Map<Finding, Finding[]>): void {
  const shown = wording.length <= whole + (whole > 1 ? 1 : 0) ? wording : wording.slice(0, whole);
  for (const finding of shown) below.set(finding, []);
  const last = shown.at(-1);
  // Not pushed as arguments: there may be a million of them.
  if (last) below.set(last, wording.slice(shown.length));
}

function inOrder(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((a, b) => {
    const [from, to] = [a.location.range.start, b.location.range.start];
    return from.line - to.line || from.column - to.column;
  });
}
