import { numeral } from '../document/numerals.ts';
import type { Finding } from '../findings/finding.ts';
import { groupBy, shownWhole } from './alike.ts';
import { clip } from './columns.ts';
import { printable } from './printable.ts';
import { placeName } from './text-findings.ts';
import type { Theme } from './theme.ts';

/** Each is a defect of its own, to be looked into with its own command. */
const neverAlike = new Set(['server-error', 'server-error-on-invalid-input']);

/** Of findings that are only listed, this many are named. */
const named = 20;

/** Knows which findings say of other operations what was told already. */
export interface AlikeExchanges {
  /** Takes the findings of an exchange that none before had; gives whether they are left for the list. */
  isFolded(fresh: readonly Finding[]): boolean;
  /** Gives the list, nothing where nothing folded. */
  lines(): string[];
}

/** Takes a theme; gives what folds exchanges in which nothing is wrong but what a few before them have shown. */
export function foldAlikeExchanges(theme: Theme): AlikeExchanges {
  const shown = new Map<string, number>();
  const folded: Finding[] = [];
  return {
    isFolded(fresh) {
      const kinds = fresh.map(kindOf);
      if (kinds.length > 0 && kinds.every((kind) => (shown.get(kind) ?? 0) >= shownWhole)) {
        for (const finding of fresh) folded.push(finding);
        return true;
      }
      for (const kind of kinds) shown.set(kind, (shown.get(kind) ?? 0) + 1);
      return false;
    },
    lines: () => [...groupBy(folded, kindOf).values()].flatMap((kind) => [...kindLines(kind, theme), '']),
  };
}

/** All but operations, names, numbers and places: of statuses, the number is what it is about. */
function kindOf({ code, severity, message, fingerprint }: Finding): string {
  if (neverAlike.has(code)) return fingerprint;
  const words = message
    .replace(/, in [\d,]+ of [\d,]+ exchanges( of \d+ operations)?$/, '')
    .replace(/ \(.*\)$/s, '')
    .replace(/"[^"]*"|`[^`]*`|'[^']*'|(?<!\b(?:status|answered) )\b\d+|\/\S*/g, '·')
    .replace(/\b[A-Z]{3,7} ·/g, '·')
    .replace(/·(?:, ·)+/g, '·');
  return [severity, code, words].join('\n');
}

function kindLines(kind: readonly Finding[], { color, width }: Theme): string[] {
  const [first] = kind;
  if (first === undefined) return [];
  const number = numeral(kind.length);
  const told = kind.slice(0, named).map(({ location, message }) => {
    // The answer of a live run is shown nowhere else.
    const place = /^(?:live|delivery):/.test(location.uri) ? '' : `${placeName(location)}  `;
    return clip(`    ${place}${printable(message)}`, width);
  });
  const more = kind.length > named ? [`    … and ${numeral(kind.length - named)} more`] : [];
  const head = `${number} more ${first.code} like those above, each whole with --no-fold:`;
  const mark = first.severity === 'error' ? color.red('✗') : color.yellow('!');
  return [`${mark} ${head}`, ...[...told, ...more].map((line) => color.dim(line))];
}
