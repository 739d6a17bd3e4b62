import type { JsonObject } from '../../document/node.ts';
import { setSeverity, textsIn, type CodesOf, type Draft, type DraftSeverity } from './draft.ts';

/** Files beside its config that oasdiff is told of: severities, and changes to ignore. */
export interface OasdiffFiles {
  readonly levels: readonly string[];
  readonly ignores: readonly string[];
}

/** What needs no setting here, as it is so already or is no matter of what is found. */
const settled =
  /^(allow-external-refs|case-insensitive-headers|color|flatten-allof|flatten-params|include-path-params|max-circular-dep|open|stdin)$/;

/** What is no setting here, and what to do in its place. */
const instead: Readonly<Record<string, string>> = {
  attributes: 'reports name no extensions of operations',
  composed: 'apicheck compares two descriptions, which may each be of several files',
  'exclude-elements': 'words and examples are findings only where a rule on them is switched on',
  'exclude-extensions': 'changed extensions are findings only where extension-changed is switched on',
  'fail-on-diff': 'run apicheck diff with --fail-on info',
  'filter-extension': 'operations are not selected by their extensions; by path, with --match-path',
  format: 'name it with --format: text, json, sarif, junit, github, gitlab, markdown, html or changelog',
  lang: 'messages are in English',
  level: 'run apicheck diff with --changelog for all changes',
  'prefix-base': 'prefixes are not added; --strip-prefix-after takes that of the other version away',
  'prefix-revision': 'prefixes are not added; --strip-prefix-before takes that of the other version away',
  template: 'write a reporter of your own with the programming interface',
  'unmatch-path': 'give --match-path a pattern that leaves these out',
};

/** Settings that are options of `apicheck diff`. */
const options: Readonly<Record<string, string>> = {
  'match-path': '--match-path',
  'strip-prefix-base': '--strip-prefix-before',
  'strip-prefix-revision': '--strip-prefix-after',
};

const failing: Readonly<Record<string, string>> = { err: 'error', warn: 'warning', info: 'info' };

/** Takes the value of an `.oasdiff.yaml`; adds it to the draft, and gives the files that it names. */
export function addOasdiff(config: JsonObject, codesOf: CodesOf, draft: Draft): OasdiffFiles {
  const levels: string[] = [];
  const ignores: string[] = [];
  for (const [key, value] of Object.entries(config)) {
    const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    const left = (why: string): number => draft.left.push(`oasdiff's ${key}: ${why}`);
    const days = /^deprecation-days(?:-(beta|stable))?$/.exec(key);
    if (key === 'severity-levels') levels.push(text);
    else if (key === 'err-ignore' || key === 'warn-ignore') ignores.push(text);
    else if (key === 'fail-on') {
      const severity = failing[text.toLowerCase()];
      if (severity === undefined) left(`${JSON.stringify(value)} is no level`);
      else draft.failOn = severity;
    } else if (days) {
      const number = Number(text);
      if (!Number.isInteger(number) || number < 0) left(`${JSON.stringify(value)} is no number of days`);
      else addDays(days[1], number, draft);
    } else if (key === 'include-checks') {
      const ids = Array.isArray(value) ? textsIn(value) : text.split(',');
      addLevels(new Map(ids.map((id) => [id.trim(), 'error'])), codesOf, draft, 'include-checks');
    } else if (Object.hasOwn(options, key)) {
      if (text !== '') left(`run apicheck diff with ${options[key]} ${quoted(text)}`);
    } else if (Object.hasOwn(instead, key)) {
      if (value !== false && value !== null && !(key === 'lang' && text === 'en')) left(instead[key] ?? '');
    } else if (!settled.test(key)) left('it has no counterpart in apicheck.yaml');
  }
  return { levels, ignores };
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function addDays(level: string | undefined, days: number, draft: Draft): void {
  const known = (draft.diff?.['deprecationDays'] ?? {}) as JsonObject;
  const own = level === undefined ? { beta: days, stable: days } : { [level]: days };
  draft.diff = { ...draft.diff, deprecationDays: { ...known, ...own } };
}

/** Ids of oasdiff for which there is a decision of its own here. */
const decisions: Readonly<Record<string, string>> = {
  'request-parameter-removed': 'parameterRemoved',
  'request-property-removed': 'requestPropertyRemoved',
  'response-optional-property-removed': 'responsePropertyRemoved',
  'response-property-enum-value-added': 'responseEnumValueAdded',
  'api-operation-id-removed': 'operationIdChanged',
};

/** Takes the text of a file of severities (`ID LEVEL` on each line) and its name; adds them to the draft. */
export function addOasdiffLevels(text: string, name: string, codesOf: CodesOf, draft: Draft): void {
  const levels = new Map<string, DraftSeverity>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const [id = '', level = '', ...more] = line.replace(/#.*$/, '').trim().split(/\s+/);
    if (id === '') continue;
    const severity = { err: 'error', warn: 'warning', info: 'info', none: 'off' }[level.toLowerCase()];
    if (severity === undefined || more.length > 0)
      draft.left.push(`${name}:${index + 1}: this is no check and its level`);
    else levels.set(id, severity as DraftSeverity);
  }
  addLevels(levels, codesOf, draft, name);
}

/**
 * oasdiff has an id for each place and way of changing, apicheck a code for what happens: a code takes a severity that
 * all of its ids have. Of one that only some have, it is said: the others would get it too.
 */
function addLevels(levels: Map<string, DraftSeverity>, codesOf: CodesOf, draft: Draft, from: string): void {
  for (const [id, severity] of levels) {
    const decision = Object.hasOwn(decisions, id) ? decisions[id] : undefined;
    if (decision !== undefined) {
      draft.diff = { ...draft.diff, [decision]: severity };
      continue;
    }
    const codes = codesOf(id);
    if (codes.length === 0) draft.left.push(`${from}: ${id}: apicheck finds no change of that name`);
    for (const code of codes) {
      if (codesOf.usual(code) === severity) continue;
      const others = codesOf.idsOf(code).filter((other) => levels.get(other) !== severity);
      if (others.length === 0) setSeverity(draft.rules, [code], severity);
      else
        draft.left.push(
          `${from}: ${id} ${severity}: apicheck's ${code} is ${countWords(others)} too; set it in "rules" if that is meant`,
        );
    }
  }
}

function countWords(ids: readonly string[]): string {
  const [first, second, ...rest] = ids;
  if (second === undefined) return first ?? '';
  return rest.length === 0 ? `${first} and ${second}` : `${first} and ${ids.length - 1} others`;
}
