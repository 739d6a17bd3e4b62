import { loadAjvFormats, type AjvFormat } from './ajv.ts';
import { isIdnHostname } from './idn-hostname.ts';

/** A format of the OpenAPI format registry or of JSON Schema. */
export interface Format {
  /** The types of value that it says something about. A value of another type is not judged by it. */
  readonly types: readonly ('string' | 'number')[];
  /** Whether a value is what the format says; undefined for a format that tells software and rejects nothing. */
  readonly accepts: ((value: string | number | bigint) => boolean) | undefined;
}

const text = (accepts: RegExp | ((value: string) => boolean)): Format => ({
  types: ['string'],
  accepts: (value) =>
    typeof value !== 'string' || (typeof accepts === 'function' ? accepts(value) : accepts.test(value)),
});
const number = (accepts: (value: number | bigint) => boolean): Format => ({
  types: ['number'],
  accepts: (value) => typeof value === 'string' || accepts(value),
});
const note: Format = { types: ['string'], accepts: undefined };

const numericNote: Format = { types: ['number'], accepts: undefined };

const integer = (bits: number, signed: boolean): Format => {
  const least = signed ? -(2 ** (bits - 1)) : 0;
  const beyond = 2 ** (signed ? bits - 1 : bits);
  // A 64-bit bound is not a double: what lies beyond it may have been rounded to it already and is let pass.
  const within = (value: number | bigint): boolean =>
    bits === 64 && typeof value === 'number' ? value <= beyond : value < beyond;
  return number(
    (value) => (typeof value === 'bigint' || Number.isInteger(value)) && value >= least && within(value),
  );
};

/** One of those that Ajv's users have, which are loaded with the first value that is judged by one. */
function ajvFormat(name: AjvFormat): Format {
  return text((value) => {
    const format: unknown = loadAjvFormats()[name];
    return format instanceof RegExp
      ? format.test(value)
      : typeof format !== 'function' || format(value) === true;
  });
}

const calendarDate = /^\d{4}-\d\d-\d\d$/;
const daysOfMonths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const clockTime = /^(\d\d):(\d\d):(\d\d)(\.\d+)?(?:z|([+-])(\d\d):(\d\d))$/i;

function isDate(value: string): boolean {
  if (!calendarDate.test(value)) return false;
  const year = Number(value.slice(0, 4));
  const month = Number(value.slice(5, 7));
  const day = Number(value.slice(8));
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 && leap ? 29 : daysOfMonths[month - 1];
  return days !== undefined && day >= 1 && day <= days;
}

/** RFC 3339 section 5.6 `full-time`: a zone is required, with a colon; second 60 only at the end of a UTC day. */
function isTime(value: string): boolean {
  const match = clockTime.exec(value);
  if (!match) return false;
  const hour = Number(match[1]);
  const minute = Number(match[2]);
  const second = Number(match[3]);
  const zoneHour = Number(match[6] ?? 0);
  const zoneMinute = Number(match[7] ?? 0);
  if (hour > 23 || minute > 59 || second > 60 || zoneHour > 23 || zoneMinute > 59) return false;
  if (second < 60) return true;
  const offset = (match[5] === '-' ? -1 : 1) * (zoneHour * 60 + zoneMinute);
  return (hour * 60 + minute - offset + 2880) % 1440 === 1439;
}

function isDateTime(value: string): boolean {
  return (value[10] === 'T' || value[10] === 't') && isDate(value.slice(0, 10)) && isTime(value.slice(11));
}

function isRegExp(value: string): boolean {
  try {
    return new RegExp(value, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}

const authority = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?(?:\[[^\]]*\]|[^/?#:[\]]*)(?::\d*)?(?=[/?#]|$)/i;

/** RFC 3986 section 3: what looks like a host with more than one port is an address without its brackets. */
function isUri(value: string): boolean {
  if (ajvFormat('uri').accepts?.(value) !== true) return false;
  return !/^[^:/?#]+:\/\//.test(value) || authority.test(value);
}

/** IRIs (RFC 3987) are URIs once what lies beyond ASCII is percent-encoded. */
function isIri(name: 'uri' | 'uri-reference'): (value: string) => boolean {
  const accepts = name === 'uri' ? isUri : (ajvFormat(name).accepts ?? isUri);
  // `encodeURIComponent` throws at half a surrogate pair.
  return (value) => !/\p{Cs}/u.test(value) && accepts(value.replace(/[^\0-\x7f]/gu, encodeURIComponent));
}

const quotedLocalPart = /^"(?:[^"\\\p{Cc}]|\\[ -~])*"$/u;
const addressLiteral = /^\[(?:IPv6:([^\]]+)|([^\]:]+))\]$/i;

/** RFC 5321 section 4.1.2 `Mailbox`: a local part may be quoted, and an address may stand for the host. */
function isMailbox(value: string, isPlain: (value: string) => boolean): boolean {
  const at = value.lastIndexOf('@');
  const [local, host] = [value.slice(0, at), value.slice(at + 1)];
  const quoted = quotedLocalPart.test(local);
  const [literal, ipv6, ipv4] = addressLiteral.exec(host) ?? [];
  if (at < 1 || (!quoted && literal === undefined)) return isPlain(value);
  if (literal === undefined) return isPlain(`a@${host}`);
  const address = ipv6 === undefined ? ajvFormat('ipv4') : ajvFormat('ipv6');
  return (quoted || isPlain(`${local}@example.com`)) && address.accepts?.(ipv6 ?? ipv4 ?? '') === true;
}

function isEmail(value: string): boolean {
  return isMailbox(value, (plain) => ajvFormat('email').accepts?.(plain) === true);
}

function isIdnEmail(value: string): boolean {
  return isMailbox(value, (plain) => {
    const at = plain.lastIndexOf('@');
    return at > 0 && /^[^\s@<>()[\]\\,;:"]+$/u.test(plain.slice(0, at)) && isIdnHostname(plain.slice(at + 1));
  });
}

const weekday = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const month = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
/** RFC 9110 section 5.6.7: the preferred form and the two obsolete ones. */
const httpDate = new RegExp(
  `^(?:${weekday}, \\d\\d ${month} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT` +
    `|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, \\d\\d-${month}-\\d\\d \\d\\d:\\d\\d:\\d\\d GMT` +
    `|${weekday} ${month} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d \\d{4})$`,
);
const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const mediaRange = new RegExp(
  `^(?:\\*/\\*|(?!\\*/)${token}/(?:\\*|${token}))(?:[ \\t]*;[ \\t]*${token}=(?:${token}|"(?:[^"\\\\]|\\\\.)*"))*$`,
);
const decimal = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

const entries: readonly (readonly [string, Format])[] = [
  ['int8', integer(8, true)],
  ['int16', integer(16, true)],
  ['int32', integer(32, true)],
  ['int64', integer(64, true)],
  ['uint8', integer(8, false)],
  ['uint16', integer(16, false)],
  ['uint32', integer(32, false)],
  ['uint64', integer(64, false)],
  ['double-int', number((value) => Number.isSafeInteger(value))],
  ['float', numericNote],
  ['double', numericNote],
  ['unixtime', number((value) => Number.isFinite(Number(value)))],
  [
    'decimal',
    { types: ['string', 'number'], accepts: (value) => typeof value !== 'string' || decimal.test(value) },
  ],
  [
    'decimal128',
    {
      types: ['string', 'number'],
      accepts: (value) =>
        typeof value !== 'string' || decimal.test(value) || /^[+-]?(inf(inity)?|nan)$/i.test(value),
    },
  ],
  ['date', text(isDate)],
  ['date-time', text(isDateTime)],
  ['date-time-local', text((value) => /^.{10}t[^z+-]*$/i.test(value) && isDateTime(`${value}Z`))],
  ['time', text(isTime)],
  ['time-local', text((value) => /^[^z+-]*$/i.test(value) && isTime(`${value}Z`))],
  ['duration', ajvFormat('duration')],
  ['email', text(isEmail)],
  ['idn-email', text(isIdnEmail)],
  ['hostname', ajvFormat('hostname')],
  ['idn-hostname', text(isIdnHostname)],
  ['ipv4', ajvFormat('ipv4')],
  ['ipv6', ajvFormat('ipv6')],
  ['uri', text(isUri)],
  ['uri-reference', ajvFormat('uri-reference')],
  ['iri', text(isIri('uri'))],
  ['iri-reference', text(isIri('uri-reference'))],
  ['uri-template', ajvFormat('uri-template')],
  ['json-pointer', ajvFormat('json-pointer')],
  ['relative-json-pointer', ajvFormat('relative-json-pointer')],
  ['uuid', text(/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i)],
  ['regex', text(isRegExp)],
  ['byte', text(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/)],
  ['base64url', text(/^[A-Za-z0-9_-]*={0,2}$/)],
  ['binary', note],
  ['char', text((value) => [...value.slice(0, 3)].length === 1)],
  ['commonmark', note],
  ['html', note],
  ['password', note],
  ['http-date', text(httpDate)],
  ['media-range', text(mediaRange)],
  // RFC 9651 (structured fields), section 3.
  [
    'sf-integer',
    number((value) => Number.isInteger(value) && Math.abs(Number(value)) <= 999_999_999_999_999),
  ],
  ['sf-decimal', number((value) => Math.abs(Number(value)) < 1e12)],
  ['sf-string', text(/^[\x20-\x7e]*$/)],
  ['sf-token', text(/^[A-Za-z*][!#$%&'*+.^_`|~0-9A-Za-z:/-]*$/)],
  ['sf-binary', text(/^(?::[A-Za-z0-9+/=]*:|[A-Za-z0-9+/=]*)$/)],
  ['sf-boolean', note],
];

/** By name: JSON Schema's formats and those of the OpenAPI format registry. A name not in it is an annotation. */
export const formats: ReadonlyMap<string, Format> = new Map(entries);
