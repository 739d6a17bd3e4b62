import type { Location } from '../../document/document.ts';
import type { Finding } from '../../findings/finding.ts';
import { mismatchOf, type RememberedMismatch } from '../judge/mismatch-evidence.ts';
import { cut } from '../shown.ts';

/** What makes two findings of different exchanges the same fact. */
export interface Identity {
  /** All that a change of one place in the contract would settle. */
  readonly group: string;
  /** What tells the facts of a group apart. */
  readonly detail: string;
  /** Of a finding that no place in a schema decides: its words, without what is of one exchange alone. */
  readonly said: string;
  /** The place in the contract that the finding is about, if it has one. */
  readonly place: Location | undefined;
  readonly mismatch: RememberedMismatch | undefined;
}

/** The reasons in these are of one exchange alone: where its text breaks off, what its connection died of. */
const inTheirOwnWords = new Set([
  'body-malformed',
  'delivery-expired',
  'request-body-malformed',
  'exchange-failed',
  'exchange-unjudged',
  'operation-unmatched',
  'content-length-wrong',
  'link-unresolvable',
  'operation-ambiguous',
  'problem-invalid',
  'security-malformed',
]);

/** What is asked for, or left out, at one place is so once, however many operations refer to it. */
const ofTheirPlace = new Set([
  'body-unexpected',
  'credentials-missing',
  'media-type-undocumented',
  'response-header-missing',
  'security-missing',
]);

/**
 * Takes a finding of one exchange, and whether a document belongs to the contract; gives what the finding has in common
 * with the same of other exchanges.
 */
export function identify(finding: Finding, isContract: (uri: string) => boolean): Identity {
  const { code, related = [], evidence, operation } = finding;
  const mismatch = mismatchOf(evidence);
  const place = related.find(({ location }) => isContract(location.uri))?.location;
  const at = place === undefined ? operationKey(operation) : `${place.uri}#${place.pointer}`;
  if (mismatch)
    return {
      group: `${code}\n${at}\n${memberOf(mismatch)}`,
      detail: detailOf(mismatch),
      said: '',
      place,
      mismatch,
    };
  const said = place !== undefined && ofTheirPlace.has(code) ? ofPlace(finding) : ofAnywhere(finding);
  return { group: `${code}\n${at}\n${said}`, detail: '', said, place, mismatch };
}

/** Takes the operation of a finding, if it has one; gives it as one text. */
export function operationKey(operation: Finding['operation']): string {
  return operation === undefined ? '' : `${operation.method} ${operation.path}`;
}

function ofAnywhere({ code, message }: Finding): string {
  if (code === 'delivery-repeated') return message.slice(0, message.lastIndexOf(' '));
  return inTheirOwnWords.has(code) ? withoutNames(message) : message;
}

function ofPlace({ code, message, operation }: Finding): string {
  if (code === 'security-missing') return '';
  return operation === undefined
    ? message
    : message.replace(`${operation.method.toUpperCase()} ${operation.path}`, '·');
}

/** Where the contract names members, each is changed for itself. */
function memberOf({ mismatch: { violation } }: RememberedMismatch): string {
  return /^(?:required|additionalProperties|unevaluatedProperties)$/.test(violation.keyword)
    ? (violation.property ?? '')
    : '';
}

/** A value that a list lacks, a name or a type is a fact for itself; by how much a bound is missed is none. */
function detailOf({ mismatch: { violation }, shown }: RememberedMismatch): string {
  switch (violation.keyword) {
    case 'enum':
    case 'const':
    case 'discriminator':
      return typeof shown === 'object' && shown !== null ? '…' : cut(JSON.stringify(shown) ?? 'nothing');
    case 'type':
      return typeName(violation.actual);
    default:
      return violation.property ?? '';
  }
}

/** Takes a value; gives the type that JSON Schema calls it. */
export function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  if (typeof value === 'bigint') return 'integer';
  return typeof value;
}

/** Ids in paths, positions in texts and quoted pieces of them. */
function withoutNames(message: string): string {
  return message
    .replace(/"[^"]*"|'[^']*'/g, '·')
    .replace(/\b[0-9a-f]{8}-[0-9a-f-]{27}\b|\b[0-9a-f]{16,}\b|\d+/gi, '·');
}
