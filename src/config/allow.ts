import type { Node } from '../document/document.ts';
import { dateFlaw } from '../findings/ignore-text.ts';
import {
  listOrOne,
  object,
  optional,
  pattern,
  problem,
  required,
  text,
  type Reader,
} from '../document/reader.ts';

/** A finding of `probe` that a team has decided to live with. */
export interface Allow {
  /** Codes of findings, and where they are written. */
  readonly codes: readonly Node<string>[];
  /** An operationId, or a method and a path, in which `*` stands for any text; without any, every operation. */
  readonly operations: readonly string[] | undefined;
  /** Statuses or their ranges, `4XX`; without any, every status. */
  readonly statuses: readonly string[] | undefined;
  readonly reason: string;
  /** The last day that it holds, as `2027-01-31`. */
  readonly until: string | undefined;
}

const reason: Reader<string> = {
  schema: { type: 'string', pattern: '\\S' },
  read(node, problems) {
    const read = text.read(node, problems);
    if (read === undefined || read.trim() !== '') return read;
    problems.push(problem(node, 'must say why'));
    return undefined;
  },
};

const date: Reader<string> = {
  schema: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\d$' },
  read(node, problems) {
    const { value } = node;
    if (typeof value === 'string' && dateFlaw(value) === undefined) return value;
    problems.push(problem(node, 'must be a date such as 2027-01-31'));
    return undefined;
  },
};

const status: Reader<string> = {
  schema: {
    anyOf: [
      { type: 'integer', minimum: 100, maximum: 599 },
      { type: 'string', pattern: '^[1-5]([0-9]{2}|XX|xx)$' },
    ],
  },
  read(node, problems) {
    const { value } = node;
    const written = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
    if (/^[1-5](\d\d|xx)$/i.test(written)) return written.toUpperCase();
    problems.push(problem(node, 'must be a status such as 404, or a range such as 4XX'));
    return undefined;
  },
};

const code: Reader<Node<string>> = {
  schema: text.schema,
  read: (node, problems) => (text.read(node, problems) === undefined ? undefined : (node as Node<string>)),
};

const entry = object({
  code: required(listOrOne(code), 'The code of the finding, as the report shows it.'),
  operation: optional(
    listOrOne(pattern),
    'An operationId, or a method and a path such as GET /titles/{id}, with * for any text; without it, all.',
  ),
  status: optional(listOrOne(status), 'The status of the response, or a range such as 4XX; without it, all.'),
  reason: required(reason, 'Why it is right, or has to stay for now.'),
  until: optional(date, 'The last day that it holds, such as 2027-01-31.'),
});

/** Reads one entry of an allow-list. */
export const allow: Reader<Allow> = {
  schema: entry.schema,
  read(node, problems) {
    const before = problems.length;
    const read = entry.read(node, problems);
    // Half of an entry would allow more than was meant.
    if (read === undefined || problems.length > before) return undefined;
    return {
      codes: read.code ?? [],
      operations: read.operation,
      statuses: read.status,
      reason: read.reason ?? '',
      until: read.until,
    };
  },
};
