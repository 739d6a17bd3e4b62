import type { Document, Location } from '../document/document.ts';
import { rootNode } from '../document/node.ts';
import {
  choice,
  count,
  listOrOne,
  object,
  optional,
  pattern,
  problem,
  required,
  text,
  type ReadProblem,
  type Reader,
} from '../document/reader.ts';
import { severity } from './rule-setting.ts';

const levels = ['draft', 'alpha', 'beta', 'stable'] as const;

/** A day such as `2027-01-31`. */
const day: Reader<string> = {
  schema: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\d$' },
  read(node, problems) {
    const { value } = node;
    const time = typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? Date.parse(value) : NaN;
    if (!Number.isNaN(time) && new Date(time).toISOString().startsWith(String(value))) return String(value);
    problems.push(problem(node, 'must be a date such as 2027-01-31'));
    return undefined;
  },
};

/** A text that has to meet something more. */
const textThat = (
  holds: (value: string) => boolean,
  complaint: string,
  reader: Reader<string> = text,
): Reader<string> => ({
  schema: reader.schema,
  read(node, problems) {
    const value = reader.read(node, problems);
    if (value === undefined || holds(value)) return value;
    problems.push(problem(node, complaint));
    return undefined;
  },
});

const words = textThat((value) => value.trim() !== '', 'says nothing');
const pointerPattern = textThat((value) => value.startsWith('/'), 'must begin with /', pattern);

const daysByLevel = object({
  draft: optional(count, 'Of draft operations (default: 0).'),
  alpha: optional(count, 'Of alpha operations (default: 0).'),
  beta: optional(count, 'Of beta operations (default: 0).'),
  stable: optional(count, 'Of stable operations, and those that name no level (default: 0).'),
});

/** Reads a number of days for beta and stable operations alike, or one for each level. */
const deprecationDays: typeof daysByLevel = {
  schema: { anyOf: [count.schema, daysByLevel.schema] },
  read(node, problems) {
    if (typeof node.value === 'object' && node.value !== null) return daysByLevel.read(node, problems);
    const days = count.read(node, problems);
    return days === undefined ? undefined : { beta: days, stable: days };
  },
};

const acceptMembers = {
  code: required(text, 'The code of the change, or its name in another tool.'),
  api: optional(text, 'Only in the API of this name in the config.'),
  operation: optional(text, 'Only what this operation alone has: METHOD /path, or an operationId.'),
  pointer: optional(
    pointerPattern,
    'Only at this JSON Pointer in either version, or below it, with * for any text in a key and ** for any keys.',
  ),
  reason: required(words, 'Why the team lives with it.'),
  until: required(day, 'The last day on which it does.'),
};

const plainAccept = object(acceptMembers);
type PlainAccept = typeof plainAccept extends Reader<infer T> ? T : never;

/** A change that a team lives with, and where the config says so. */
export type AcceptConfig = PlainAccept & { readonly location: Location };

const accept: Reader<AcceptConfig> = {
  schema: plainAccept.schema,
  read(node, problems) {
    const read = plainAccept.read(node, problems);
    if (read === undefined) return undefined;
    const { code, reason, until, ...rest } = read;
    // What is missing has been said.
    if (code === undefined || reason === undefined || until === undefined) return undefined;
    return { code, reason, until, ...rest, location: node.document.locate(node.pointer, 'value') };
  },
};

const decides = (what: string) => optional(severity, `How severe it is that ${what}.`);

/** How two versions are compared: `diff` in a config, or a policy file. */
export const diffSettings = object({
  deprecationDays: optional(
    deprecationDays,
    'For how many days something must have been announced to go before it goes. 0: that it was deprecated is enough. From 1 on, what is deprecated needs an x-sunset so far ahead.',
  ),
  unstable: optional(
    listOrOne(choice(levels)),
    'The values of x-stability-level whose operations may change in any way (default: draft, alpha).',
  ),
  parameterRemoved: decides('a parameter was removed'),
  requestPropertyRemoved: decides('a request lost an optional property'),
  responsePropertyRemoved: decides('a response lost an optional property'),
  responseEnumValueAdded: decides('a response may have a value that its enum did not list'),
  operationIdChanged: decides('an operationId changed'),
  defaultChanged: decides('a default changed'),
  accept: optional(listOrOne(accept), 'Changes to live with, each with a reason and a last day.'),
});

/** How a team has decided to compare versions. */
export type DiffConfig = typeof diffSettings extends Reader<infer T> ? T : never;

/** Takes a policy file; gives what it says, and its mistakes, each at its line. */
export function readPolicy(document: Document): {
  readonly policy: DiffConfig;
  readonly problems: readonly ReadProblem[];
} {
  const problems: ReadProblem[] = [];
  const root = rootNode(document);
  const empty = root.value === null || root.value === undefined;
  return { policy: (empty ? undefined : diffSettings.read(root, problems)) ?? {}, problems };
}

/** Takes what several files say, the one that has the last word last; gives it as one. Accepted changes add up. */
export function mergePolicies(policies: readonly (DiffConfig | undefined)[]): DiffConfig {
  const said = policies.filter((policy) => policy !== undefined);
  const accepted = said.flatMap((policy) => policy.accept ?? []);
  return { ...Object.assign({}, ...said), ...(accepted.length > 0 && { accept: accepted }) } as DiffConfig;
}
