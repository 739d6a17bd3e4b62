import type { Document, DocumentProblem } from './document.ts';
import { documentOf, wholeSource, type Source } from './entry.ts';
import { parseJson, type ParsedJson } from './json.ts';
import { reparseJson } from './json-reparse.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { parseYaml } from './yaml.ts';

/** A document and what is wrong with its text. */
export interface ParsedDocument {
  readonly document: Document;
  readonly problems: readonly DocumentProblem[];
  /**
   * Takes a later state of the text; gives what parsing it gives, sooner: what was not changed is not read again, and
   * values are shared. Undefined where that cannot be done; not there where it never can.
   */
  readonly reparse?: (text: string) => ParsedDocument | undefined;
}

/**
 * Takes the uri and the text of a document, and its format where that is known; gives the document and all that is
 * wrong with its text. Never throws: of a broken text it holds as much of the value as can be made out.
 */
export function parseText(
  uri: string,
  text: string,
  format?: Document['format'],
  limits: Pick<Limits, 'depth' | 'values'> = defaultLimits,
): ParsedDocument {
  return parseSource(wholeSource(uri, text), format, limits);
}

/** As `parseText`, of a part of a file. */
export function parseSource(
  source: Source,
  format: Document['format'] | undefined,
  limits: Pick<Limits, 'depth' | 'values'>,
): ParsedDocument {
  const { content } = source;
  if (format === 'json') return jsonDocument(source, parseJson(content, limits), format, limits);
  // JSON is YAML too, and read twenty times as fast as what it is.
  if (/^\uFEFF?\s*[{[]/.test(content)) {
    const json = parseJson(content, limits);
    if (!hasSyntaxProblem(json)) return jsonDocument(source, json, format, limits);
    const yaml = parseYaml(content, limits);
    const syntax = yaml.problems.filter((problem) => problem.code === 'document-syntax').length;
    // Broken either way: its quotes tell which it was meant to be.
    if (format === undefined && syntax > 0 && /^\uFEFF?\s*[{[]\s*"/.test(content))
      return documentOf(source, 'json', json);
    return documentOf(source, 'yaml', yaml);
  }
  return documentOf(source, 'yaml', parseYaml(content, limits));
}

function jsonDocument(
  source: Source,
  json: ParsedJson,
  format: 'json' | 'yaml' | undefined,
  limits: Pick<Limits, 'depth' | 'values'>,
): ParsedDocument {
  const { uri, text, content } = source;
  const parsed = documentOf(source, 'json', json);
  const { sound } = json;
  // In a fence, the text around it may have changed as well.
  if (sound === undefined || content !== text) return parsed;
  const reparse = (later: string): ParsedDocument | undefined => {
    const next = reparseJson(sound, later, limits);
    // What is only broken as JSON may be YAML.
    if (next === undefined || (format !== 'json' && hasSyntaxProblem(next))) return undefined;
    return jsonDocument(wholeSource(uri, later), next, format, limits);
  };
  return { ...parsed, reparse };
}

function hasSyntaxProblem({ problems }: ParsedJson): boolean {
  return problems.some((problem) => problem.code === 'document-syntax');
}

/** Takes the uri of a document; gives the format that its name says, if any. */
export function formatOf(uri: string): Document['format'] | undefined {
  const path = uri.replace(/[?#].*$/s, '').toLowerCase();
  if (/\.(json|har)$/.test(path)) return 'json';
  return /\.ya?ml$/.test(path) ? 'yaml' : undefined;
}
