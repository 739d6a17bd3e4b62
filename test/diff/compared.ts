import { parse } from 'yaml';
import {
  createCollector,
  createSchemas,
  createSolver,
  diffApis,
  diffChecks,
  type DiffSection,
  type Finding,
  type SchemaSite,
} from '../../src/index.ts';
import { severityIn } from '../../src/findings/presets.ts';
import { load } from '../openapi/support.ts';

export interface Compared {
  readonly section: DiffSection;
  readonly findings: readonly Finding[];
  /** Each change in one line: its code, `!` where it breaks, what it says. */
  readonly told: readonly string[];
}

/**
 * Takes two descriptions as values; gives what comes of comparing them as `apicheck diff` does without a
 * config, with some checks that are off without one.
 */
export async function compareValues(
  before: unknown,
  after: unknown,
  also: readonly string[] = [],
): Promise<Compared> {
  const apis = { before: (await load(before)).api, after: (await load(after)).api };
  const documents = { before: apis.before.documents, after: apis.after.documents };
  const schemas = { before: createSchemas(documents.before), after: createSchemas(documents.after) };
  const solver = createSolver({ ...documents, schemas });
  const empty = (a: SchemaSite, b: SchemaSite) => solver.difference(a, b).kind === 'empty';
  const collector = createCollector();
  const section = diffApis(apis, {
    checks: diffChecks,
    collector,
    severityOf: (meta, _, own) =>
      own ?? (also.includes(meta.code) ? 'info' : severityIn(meta, 'recommended')),
    schemas,
    decisions: {
      contains: solver.contains,
      containsText: solver.containsText,
      isSame: (pair) => empty(pair.before, pair.after) && empty(pair.after, pair.before),
    },
  });
  const told = section.changes.map(
    ({ code, breaking, message }) => `${code}${breaking === true ? '!' : ''}: ${message}`,
  );
  return { section, findings: collector.findings(), told };
}

/** As `compareValues`, of two YAML texts. */
export function compareTexts(before: string, after: string, also: readonly string[] = []): Promise<Compared> {
  return compareValues(parse(before), parse(after), also);
}

/** Takes the fields of an operation, `GET /books`, in two versions; gives what is told of their difference. */
export async function toldOfOperation(before: string, after: string): Promise<readonly string[]> {
  return (await compareTexts(operation(before), operation(after))).told;
}

function operation(fields: string): string {
  const own = fields
    .split('\n')
    .map((line) => `      ${line}`)
    .join('\n');
  const responses = /^responses:/m.test(fields) ? '' : "\n      responses: { '200': { description: Books } }";
  return `openapi: 3.1.0\ninfo: { title: Books, version: '1' }\npaths:\n  /books:\n    get:\n${own}${responses}\n`;
}
