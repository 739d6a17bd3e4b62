import type { Node } from '../../document/document.ts';
import type { Documents } from '../../document/documents.ts';
import { child, isObject } from '../../document/node.ts';
import type { Operation, Response } from '../../openapi/model.ts';
import type { Case } from './case.ts';
import { keywordsOf } from './keywords.ts';

/** Where a contract says that something can be done once, and in which words. */
export interface Promise409 {
  readonly at: Node;
  readonly words: string;
}

const already =
  /\balready\b|\bexists?\b|\bis being\b|\bbeing \w+ed\b|\bcurrent one\b|\b(?:second|twice|once|again)\b|\btaken\b|\bunique\b|\bduplicate/i;
/** What ends by itself is over when somebody asks a second time. */
const passing = /\bwhile\b|\bat a time\b|\bruns\b|\brunning\b/i;
/** What is accepted is not done yet (202): only these words hold at once. */
const underWay = /\bbeing\b|\b(?:second|twice|once)\b/i;
/** With these, a request is meant to be sent twice. */
const repeatable = /^(?:force|overwrite|upsert|replace|dry|validate|simulat|preview)/i;
/** What asks whether something could be done makes nothing. */
const asking = /\/(?:validat|check|verif|test|preview|simulat|evaluat|search)[^/]*\/?$/i;
const longest = 160;

/**
 * Takes the texts of a description, a request and the status that it was served with; gives where its contract says that it is refused with a 409 when it is sent a second time, undefined
 * where it does not: in the description of the operation, of its own 409, or in an example of that which speaks of what
 * this request asks for.
 */
export function promisedConflict(documents: Documents, one: Case, status: number): Promise409 | undefined {
  const { operation, parameters } = one;
  const response = operation.responses.get('409');
  if (!response || operation.method !== 'post' || isRepeatable(one) || asking.test(operation.path))
    return undefined;
  if ([...parameters.keys()].some(({ name }) => /idempoten/i.test(name))) return undefined;
  const asked = choicesOf(documents, one);
  const holds = (words: string): boolean =>
    already.test(words) && !passing.test(words) && (status !== 202 || underWay.test(words));
  for (const { at, words } of promises(operation, response)) {
    if (!holds(words)) continue;
    if (
      asked.all.some((choice) => speaksOf(words, choice)) &&
      !asked.own.some((choice) => speaksOf(words, choice))
    )
      continue;
    return { at, words: cut(words) };
  }
  // An example is one case of many: it has to be about what is asked for.
  for (const { at, words } of exampleWords(response))
    if (holds(words) && asked.own.some((choice) => speaksOf(words, choice))) return { at, words: cut(words) };
  return undefined;
}

function* promises(operation: Operation, response: Response): Generator<Promise409> {
  const description = child(operation.node, 'description');
  for (const words of sentencesOf(description?.value))
    if (description && /\b409\b|\bconflict\b|\bunique\b/i.test(words)) yield { at: description, words };
  // A response that many operations share speaks of all of them.
  const own =
    response.node.document === operation.node.document &&
    response.node.pointer.startsWith(`${operation.node.pointer}/`);
  for (const words of own ? sentencesOf(response.description?.value) : [])
    if (response.description) yield { at: response.description, words };
}

function* exampleWords({ content }: Response): Generator<Promise409> {
  for (const { examples } of content.values())
    for (const { value } of examples) if (value) yield* textsIn(value.value, value, 0);
}

function* textsIn(value: unknown, at: Node, depth: number): Generator<Promise409> {
  if (typeof value === 'string') yield { at, words: value };
  else if (typeof value === 'object' && value !== null && depth < 5)
    for (const member of Object.values(value)) yield* textsIn(member, at, depth + 1);
}

function sentencesOf(text: unknown): readonly string[] {
  if (typeof text !== 'string') return [];
  return text
    .replace(/\s+/g, ' ')
    .split(/(?<=[.;:])\s/)
    .map((sentence) => sentence.trim());
}

/** The listed values that members of the body may have, and those that they have. */
function choicesOf(
  documents: Documents,
  { body }: Case,
): { readonly all: readonly string[]; readonly own: readonly string[] } {
  const { value } = body ?? {};
  if (!body?.media.schema || !isObject(value)) return { all: [], own: [] };
  const { schema } = body.media;
  const all: string[] = [];
  const own: string[] = [];
  for (const [name, node] of keywordsOf(documents, schema).properties) {
    const texts = keywordsOf(documents, { ...schema, node }).values?.filter((one) => typeof one === 'string');
    if (!texts || texts.length < 2) continue;
    all.push(...texts);
    const member = value[name];
    if (typeof member === 'string') own.push(member);
  }
  return { all, own };
}

function isRepeatable({ body }: Case): boolean {
  const parts = isObject(body?.value) ? [body.value, ...Object.values(body.value).filter(isObject)] : [];
  return parts.some((part) =>
    Object.entries(part).some(([name, value]) => repeatable.test(name) && value === true),
  );
}

/** `stop`, of what "is stopped already". */
function speaksOf(words: string, choice: string): boolean {
  return choice.length > 2 && /^[a-z_-]+$/i.test(choice) && new RegExp(`\\b${choice}`, 'i').test(words);
}

function cut(words: string): string {
  return words.length > longest ? `${words.slice(0, longest)}…` : words;
}
