import { defaultLimits } from '../../src/document/limits.ts';
import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import type { Document, Node } from '../../src/document/document.ts';
import type { Documents } from '../../src/document/documents.ts';
import { nodeAt, rootNode } from '../../src/document/node.ts';
import { toPointer, type Pointer } from '../../src/document/pointer.ts';
import type { Dialect, Direction, SchemaSite } from '../../src/openapi/model.ts';
import { createSolver, type Judge, type Solver } from '../../src/schema/solver/solver.ts';
import type { Verdict } from '../../src/schema/solver/verdict.ts';

/** Takes a value; gives the documents of a description that is that value, with `#/…` references only. */
export function documentsOf(value: unknown, uri: string, text = JSON.stringify(value)): Documents {
  const document: Document = {
    uri,
    text,
    format: 'json',
    sound: true,
    value,
    locate: (pointer) => ({
      uri,
      pointer,
      range: { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } },
    }),
    span: () => ({ start: 0, end: 0 }),
  };
  return {
    root: document,
    all: new Map([[uri, document]]),
    problems: [],
    limits: defaultLimits,
    resolve(reference) {
      const pointer = pointerIn(reference.slice(1));
      const node: Node | undefined = pointer === undefined ? undefined : nodeAt(document, pointer);
      return node === undefined ? { kind: 'unresolved', reason: reference } : { kind: 'found', node };
    },
  };
}

/** What a fragment says; nothing where its percents encode no text. */
function pointerIn(fragment: string): Pointer | undefined {
  try {
    return toPointer(decodeURIComponent(fragment));
  } catch {
    return undefined;
  }
}

const base = 'https://example.test/document';
const ajvOptions = { strict: false, validateFormats: true, logger: false, unicodeRegExp: false } as const;

/** Ajv itself on documents of JSON Schema 2020-12. */
export function ajvJudge(documents: Documents): Judge {
  const { root } = documents;
  const ajv = new Ajv2020({ ...ajvOptions, addUsedSchema: false });
  ajvFormats.default(ajv);
  ajv.addSchema({ $id: base, ...(root.value as object) }, base);
  const compiled = new Map<Pointer, (value: unknown) => boolean>();
  return {
    accepts(site, value) {
      const { node } = site;
      let validate = compiled.get(node.pointer);
      if (validate === undefined) {
        const compile = ajv.compile({ $ref: `${base}#${encodeURI(node.pointer)}` });
        compiled.set(node.pointer, (validate = (one) => compile(one) as boolean));
      }
      return validate(value);
    },
  };
}

/** One schema before and one after, in a document each, and a solver for them. */
export interface Pair {
  readonly solver: Solver;
  readonly documents: { readonly before: Documents; readonly after: Documents };
  readonly before: SchemaSite;
  readonly after: SchemaSite;
  /** Whether all that the schema before accepts is accepted by the one after: a request. */
  readonly forward: () => Verdict;
  /** The other way round: a response. */
  readonly backward: () => Verdict;
}

interface PairOptions {
  readonly dialect?: Dialect;
  readonly direction?: Direction;
  readonly defs?: Record<string, unknown>;
  readonly defsAfter?: Record<string, unknown>;
  readonly judge?: (documents: Documents) => Judge;
  readonly onDemand?: boolean;
  /** Instead of the two schemas: the `definitions` of Swagger 2.0 before and after, of which `Main` is asked about. */
  readonly definitions?: readonly [before: Record<string, unknown>, after: Record<string, unknown>];
}

/** Takes two schemas, whose `$ref`s may lead to `#/$defs/…`; gives them with a solver. */
export function pairOf(before: unknown, after: unknown, options: PairOptions = {}): Pair {
  const { dialect = 'json-schema-2020-12', direction = 'request', judge = ajvJudge } = options;
  const wrap = (schema: unknown, defs: Record<string, unknown>): unknown => ({
    $defs: { ...defs, Main: schema },
  });
  const defs = options.defs ?? {};
  const { definitions } = options;
  const sides =
    definitions === undefined
      ? {
          before: documentsOf(relocate(wrap(before, defs)), 'before.json'),
          after: documentsOf(relocate(wrap(after, options.defsAfter ?? defs)), 'after.json'),
        }
      : {
          before: documentsOf({ definitions: definitions[0] }, 'before.json'),
          after: documentsOf({ definitions: definitions[1] }, 'after.json'),
        };
  const main = (definitions === undefined ? '/root/$defs/Main' : '/definitions/Main') as Pointer;
  const site = (documents: Documents, way: Direction): SchemaSite => {
    const node = nodeAt(documents.root, main) ?? rootNode(documents.root);
    return { node, direction: way, dialect };
  };
  const solver = createSolver(
    { ...sides, schemas: { before: judge(sides.before), after: judge(sides.after) } },
    { onDemand: options.onDemand ?? false },
  );
  return {
    solver,
    documents: sides,
    before: site(sides.before, direction),
    after: site(sides.after, direction),
    forward: () => solver.contains(site(sides.before, direction), site(sides.after, direction)),
    backward: () => solver.contains(site(sides.after, 'response'), site(sides.before, 'response')),
  };
}

/** References are written as `#/$defs/…`, and the definitions stand below `root`, where Ajv finds them too. */
function relocate(value: unknown): unknown {
  const moved: unknown = JSON.parse(JSON.stringify(value).replaceAll('"#/$defs/', '"#/root/$defs/'));
  return { root: moved };
}
