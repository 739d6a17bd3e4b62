import type { AtomLiteral } from './literals.ts';
import { evaluateAtom } from './evaluate.ts';
import { formatLanguage } from './format-language.ts';
import { strictLens } from './lens.ts';
import { and, loop, not, one, or, type Expression } from './regex/expression.ts';
import { languageOf, literal, shortestWord } from './regex/language.ts';
import { impossible, unknown, type Outcome, type Run } from './run.ts';
import { longSamplesOf, samplesOf } from './samples.ts';

/** How many derivatives one search for a word may compute. */
const derivatives = 6000;
/** How many words are tried where a word has to fail a format or a pattern that is not regular. */
const words = 12;

/** Takes atoms on strings; gives a string, the shortest that is found. */
export function solveString(units: readonly AtomLiteral[], run: Run): Outcome {
  let [min, max] = [0, Infinity];
  const languages: Expression[] = [];
  // What only a finished string can be asked about.
  const checks: AtomLiteral[] = [];
  const wantedFormats: string[] = [];
  const excluded: string[] = [];
  for (const unit of units) {
    const { atom, sign } = unit;
    const { shape } = atom;
    switch (shape.kind) {
      case 'length': {
        const limit = sign ? shape.limit : shape.limit + (shape.side === 'lower' ? -1 : 1);
        if ((shape.side === 'lower') === sign) min = Math.max(min, limit);
        else max = Math.min(max, limit);
        break;
      }
      case 'pattern': {
        const language = languageOf(shape.source);
        if (language === undefined) checks.push(unit);
        else languages.push(sign ? language : not(language));
        break;
      }
      case 'enum':
        for (const value of shape.values) if (typeof value === 'string') excluded.push(value);
        break;
      case 'format': {
        const format = formatLanguage(shape.name);
        if (format?.exact !== true) checks.push(unit);
        if (format !== undefined && (sign || format.exact))
          languages.push(sign ? format.language : not(format.language));
        if (sign) wantedFormats.push(shape.name);
        break;
      }
      default:
    }
  }
  if (min > max) return impossible;
  const holds = (text: string): boolean =>
    units.every(({ atom, sign }) => evaluateAtom(atom, text, strictLens) === sign);
  const taken = new Set(excluded);
  for (const name of wantedFormats)
    for (const sample of [...samplesOf(name), ...longSamplesOf(name, min)])
      if (!taken.has(sample) && holds(sample)) return { found: true, value: sample };

  if (languages.length === 0 && checks.length === 0) return plainText(min, max, taken);
  const base = [...languages, ...(excluded.length > 0 ? [not(or(excluded.map(literal)))] : [])];
  const refused: string[] = [];
  for (let round = 0; round < (checks.length === 0 ? 1 : words); round += 1) {
    const language = and([...base, ...(refused.length > 0 ? [not(or(refused.map(literal)))] : [])]);
    const search = shortestWord(language, min, max, derivatives);
    run.spend(4);
    if (search.kind === 'unknown') return unknown('the search for a string took too long');
    if (search.kind === 'none')
      return checks.length === 0 || refused.length === 0 ? impossible : finite(refused, checks);
    if (holds(search.word)) return { found: true, value: search.word };
    if (checks.length === 0) return unknown('a pattern is read in two ways');
    refused.push(search.word);
  }
  const names = checks.map(({ atom }) => (atom.shape.kind === 'format' ? atom.shape.name : atom.keyword));
  return unknown(`no string was found for ${[...new Set(names)].join(' and ')}`);
}

/** The language had no other words: if each fails for certain, there is no string. */
function finite(refused: readonly string[], checks: readonly AtomLiteral[]): Outcome {
  const certain = refused.every((word) =>
    checks.some(({ atom, sign }) => evaluateAtom(atom, word, strictLens) === !sign),
  );
  return certain ? impossible : unknown('a string could not be judged');
}

/** A string of which only the length and some exceptions are known. */
function plainText(min: number, max: number, taken: ReadonlySet<string>): Outcome {
  if (min > longest) return unknown('the string would be too long');
  for (let count = 0; count <= taken.size; count += 1) {
    const suffix = count === 0 ? '' : count.toString(36);
    const text = 'a'.repeat(Math.max(0, min - suffix.length)) + suffix;
    if (text.length <= max && !taken.has(text)) return { found: true, value: text };
  }
  const language = and([loop(one, min, max), not(or([...taken].map(literal)))]);
  const search = shortestWord(language, 0, Infinity, derivatives);
  if (search.kind === 'word') return { found: true, value: search.word };
  return search.kind === 'none' ? impossible : unknown('the search for a string took too long');
}

const longest = 1_000_000;
