import { isObject } from './node.ts';
import { plainValue } from './yaml-core.ts';

/** How the text around a value is written, which decides how a new value is. */
export interface Writing {
  readonly style: 'block' | 'flow' | 'json';
  /** The quotes that strings get where they need some. */
  readonly quote: '"' | "'";
  /** Whether nothing is put behind colons and commas. */
  readonly compact: boolean;
}

/** What YAML 1.1, which many tools still read, takes for something else than text. */
const formerly = /^(?:y|n|yes|no|on|off|[-+]?[0-9][0-9_.:]*|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*|<<|=)$/i;

/** Takes a text; gives whether it may stand in YAML without quotes, and is then read as itself (YAML 1.2.2 section 7.3.3). */
export function isPlain(text: string, flow: boolean): boolean {
  if (text === '' || plainValue(text) !== text || formerly.test(text)) return false;
  if (/[^\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/.test(text)) return false;
  if (/^[-?:,[\]{}#&*!|>'"%@` ]|[ :]$|: | #|^\.\.\./.test(text)) return false;
  return !flow || !/[,[\]{}]|:[,[\]{}]?$/.test(text);
}

/** Takes a string and the quotes that it had, if any; gives it as it is to be written. */
export function stringText(value: string, writing: Writing, quote?: string): string {
  if (writing.style === 'json' || quote === '"') return JSON.stringify(value);
  if (quote === undefined && isPlain(value, writing.style === 'flow')) return value;
  return quoted(value, quote === "'" ? quote : writing.quote);
}

/** Takes a text; gives it in quotes. */
export function quoted(value: string, quote: '"' | "'"): string {
  // Only double quotes can hold what is not printable.
  return quote === '"' || /[^\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/.test(value)
    ? JSON.stringify(value)
    : `'${value.replaceAll("'", "''")}'`;
}

/** Takes plain data; gives it on one line. */
export function valueText(value: unknown, writing: Writing): string {
  if (typeof value === 'string') return stringText(value, writing);
  const inside: Writing = writing.style === 'json' ? writing : { ...writing, style: 'flow' };
  const comma = writing.compact ? ',' : ', ';
  if (Array.isArray(value)) return `[${value.map((item) => valueText(item, inside)).join(comma)}]`;
  if (!isObject(value)) return String(value);
  const members = Object.keys(value).map((key) => memberText(key, value[key], inside));
  if (members.length === 0) return '{}';
  return writing.compact ? `{${members.join(comma)}}` : `{ ${members.join(comma)} }`;
}

/** Takes a key and plain data; gives the two with the colon between them, on one line. */
export function memberText(key: string, value: unknown, writing: Writing): string {
  const colon = writing.compact && writing.style === 'json' ? ':' : ': ';
  return `${stringText(key, writing)}${colon}${valueText(value, writing)}`;
}
