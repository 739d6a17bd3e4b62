import type { Expression } from './regex/expression.ts';
import { languageOf } from './regex/language.ts';

/** What is known of a format as a set of texts. */
export interface FormatLanguage {
  /** A regular language that has all of its texts. */
  readonly language: Expression;
  /** Whether it has no others. */
  readonly exact: boolean;
}

const hex = '[0-9a-fA-F]';
const byte = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const date = '\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])';
const clock = '(?:[01]\\d|2[0-3]):[0-5]\\d:(?:[0-5]\\d|60)(?:\\.\\d+)?';
const zone = '(?:[zZ]|[+-](?:[01]\\d|2[0-3]):[0-5]\\d)';
const steps = '(?:/(?:[^~/]|~0|~1)*)*';

const exact: readonly (readonly [string, string])[] = [
  ['uuid', `^${hex}{8}-(?:${hex}{4}-){3}${hex}{12}$`],
  ['ipv4', `^(?:${byte}\\.){3}${byte}$`],
  [
    'duration',
    '^P(?!$)(?:(?:\\d+Y)?(?:\\d+M)?(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+S)?)?|(?:\\d+W)?)$',
  ],
  ['byte', '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$'],
  ['base64url', '^[A-Za-z0-9_-]*={0,2}$'],
  ['char', '^[\\s\\S]$'],
  ['json-pointer', `^${steps}$`],
  ['relative-json-pointer', `^(?:0|[1-9][0-9]*)(?:#|${steps})$`],
  ['sf-string', '^[\\x20-\\x7e]*$'],
];

/** Calendars, and what is told apart by more than one pass over the text, are left to whoever judges the text. */
const wider: readonly (readonly [string, string])[] = [
  ['date', `^${date}$`],
  ['date-time', `^${date}[tT]${clock}${zone}$`],
  ['date-time-local', `^${date}[tT]${clock}$`],
  ['time', `^${clock}${zone}$`],
  ['time-local', `^${clock}$`],
  ['ipv6', '^[0-9a-fA-F:]{2,39}$|^[0-9a-fA-F:.]{7,45}$'],
  ['hostname', '^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9.])?$'],
  ['email', '^[^@\\s]+@[A-Za-z0-9][A-Za-z0-9.-]*[A-Za-z0-9]$'],
  ['uri', '^[A-Za-z][A-Za-z0-9+.-]*:[!-~]+$'],
];

const patterns = new Map<string, { readonly source: string; readonly exact: boolean }>([
  ...exact.map(([name, source]) => [name, { source, exact: true }] as const),
  ...wider.map(([name, source]) => [name, { source, exact: false }] as const),
]);

/** Takes the name of a format; gives its language, undefined for a format that has none which says much. */
export function formatLanguage(name: string): FormatLanguage | undefined {
  const known = patterns.get(name);
  const language = known && languageOf(known.source);
  return known && language && { language, exact: known.exact };
}
