import { describe, expect, it } from 'vitest';
import type { Finding, Fix } from '../../src/findings/finding.ts';
import { chooseFixes, fixAll, withFixes, type Linted } from '../../src/lint/fix.ts';
import { rootPointer } from '../../src/document/pointer.ts';

const anything = () => true;
const start = { line: 1, column: 1 };

function finding(id: string, fix?: Fix, severity: Finding['severity'] = 'warning'): Finding {
  return {
    code: 'code',
    severity,
    message: id,
    location: { uri: 'a', pointer: rootPointer, range: { start, end: start } },
    ...(fix && { fix }),
    fingerprint: id,
  };
}

function replace(from: number, to: number, text: string, safe = true, uri = 'a'): Fix {
  return { description: '', edits: [{ uri, start: from, end: to, text }], safe };
}

describe('of fixes in one round', () => {
  const ids = (found: readonly Finding[]) => chooseFixes(found, anything).map(({ message }) => message);

  it('the first of those that touch each other is made', () => {
    expect(
      ids([
        finding('a', replace(0, 2, '')),
        finding('b', replace(1, 3, '')),
        finding('c', replace(3, 4, '')),
        finding('d', replace(4, 4, 'x')),
        finding('e', replace(0, 2, '', true, 'b')),
      ]),
    ).toEqual(['a', 'c', 'e']);
  });

  it('none is made that is not safe, or of a text that may not be changed', () => {
    expect(ids([finding('a', replace(0, 1, '', false)), finding('b')])).toEqual([]);
    expect(chooseFixes([finding('a', replace(0, 1, ''))], () => false)).toEqual([]);
  });

  it('all of one finding are made, or none', () => {
    const both: Fix = {
      description: '',
      edits: [
        { uri: 'a', start: 0, end: 1, text: 'X' },
        { uri: 'a', start: 5, end: 6, text: 'Y' },
      ],
      safe: true,
    };
    expect(ids([finding('a', replace(5, 6, '')), finding('b', both)])).toEqual(['a']);
    expect(withFixes(new Map([['a', 'abcdef']]), [finding('b', both)]).get('a')).toBe('XbcdeY');
  });
});

describe('fixing', () => {
  /** Lints a text of letters: each lower-case one is a finding that is mended by its capital. */
  const capitals = (isError: (text: string) => boolean = () => false) => {
    let runs = 0;
    const lint = (texts: ReadonlyMap<string, string>): Linted => {
      const text = texts.get('a') ?? '';
      const findings = [...text].flatMap((letter, at) =>
        letter >= 'a' && letter <= 'z'
          ? [finding(`${letter}${at}`, replace(at, at + 1, letter.toUpperCase()))]
          : [],
      );
      if (isError(text)) findings.push(finding('error', undefined, 'error'));
      return { texts, findings, has: () => true };
    };
    return {
      lint,
      relint: (texts: ReadonlyMap<string, string>) => Promise.resolve((runs++, lint(texts))),
      runs: () => runs,
    };
  };

  it('goes on in rounds until nothing is left, and then changes nothing', async () => {
    const { lint, relint, runs } = capitals();
    const fixed = await fixAll(lint(new Map([['a', 'abcd']])), relint, anything);
    expect(fixed.last.texts.get('a')).toBe('ABCD');
    expect(fixed.applied.map(({ message }) => message)).toEqual(['a0', 'c2', 'b1', 'd3']);
    expect(runs()).toBe(2);
    expect((await fixAll(fixed.last, relint, anything)).applied).toEqual([]);
  });

  it('takes back the one that makes an error, and no other', async () => {
    const { lint, relint } = capitals((text) => text.includes('C'));
    const fixed = await fixAll(lint(new Map([['a', 'a-b-c-d-e']])), relint, anything);
    expect(fixed.last.texts.get('a')).toBe('A-B-c-D-E');
    expect(fixed.last.findings.map(({ message }) => message)).toEqual(['c4']);
  });

  it('keeps the texts where they cannot be read any more', async () => {
    const { lint } = capitals();
    const fixed = await fixAll(lint(new Map([['a', 'ab']])), () => Promise.resolve(undefined), anything);
    expect(fixed.last.texts.get('a')).toBe('ab');
    expect(fixed.applied).toEqual([]);
  });

  it('ends after ten rounds, whatever comes up anew', async () => {
    let runs = 0;
    const endless = (texts: ReadonlyMap<string, string>): Linted => ({
      texts,
      findings: [finding(`${runs}`, replace(0, 0, 'x'))],
      has: () => true,
    });
    const fixed = await fixAll(
      endless(new Map([['a', '']])),
      (texts) => Promise.resolve((runs++, endless(texts))),
      anything,
    );
    expect(fixed.last.texts.get('a')).toBe('x'.repeat(10));
  });
});
