import { expect, it } from 'vitest';
import { fold } from '../../src/report/fold.ts';
import type { Finding, Severity } from '../../src/findings/finding.ts';
import { rootPointer } from '../../src/document/pointer.ts';

function finding(line: number, message: string, severity: Severity = 'warning', code = 'a-rule'): Finding {
  const start = { line, column: 1 };
  const location = { uri: 'a.yaml', pointer: rootPointer, range: { start, end: start } };
  return { code, severity, message, location, fingerprint: String(line) };
}

/** `LINE` of what is shown whole, with the lines that fold below it. */
function folds(findings: readonly Finding[]): string[] {
  return fold(findings).map(({ finding: shown, folded }) =>
    [shown, ...folded].map(({ location }) => location.range.start.line).join(' '),
  );
}

const alike = (count: number, severity?: Severity) =>
  Array.from({ length: count }, (_, index) => finding(index + 1, `"p${index}" has no type`, severity));

it('shows the few', () => {
  expect(folds(alike(4))).toEqual(['1', '2', '3', '4']);
  expect(folds(alike(5))).toEqual(['1', '2', '3 4 5']);
});

it('shows one of many', () => {
  expect(folds(alike(12))).toEqual(['1 2 3 4 5 6 7 8 9 10 11 12']);
  expect(folds(alike(12, 'error'))).toEqual(['1', '2', '3 4 5 6 7 8 9 10 11 12']);
});

it('shows the commonest wordings of what is met often', () => {
  const words = ['one', 'two', 'three', 'four', 'five'];
  const many = words.flatMap((word, index) =>
    Array.from({ length: index + 1 }, (_, at) => finding(index * 10 + at + 1, word)),
  );
  expect(folds(many)).toEqual(['21 22 23', '31 32 33 34', '41 1 11 12 42 43 44 45']);
  expect(folds(many.slice(0, 10))).toEqual(['1', '11', '12', '21', '22', '23', '31', '32', '33', '34']);
});

it('loses none', () => {
  const mixed = [...alike(30), ...alike(7, 'error'), finding(5, 'other', 'info', 'b-rule')];
  const shown = fold(mixed).flatMap(({ finding: one, folded }) => [one, ...folded]);
  expect(new Set(shown)).toEqual(new Set(mixed));
  expect(shown).toHaveLength(mixed.length);
});
