import type { DocumentCollection } from '../document/collection.ts';
import type { Document, Node } from '../document/document.ts';
import { isObject, isObjectNode, keyOf, rootNode, stringChild } from '../document/node.ts';
import type { DocumentStore } from '../document/store.ts';
import { dialectOf, documentDialect } from './dialect.ts';
import type { Dialect, OpenApiVersion, ReferenceProblem } from './model.ts';
import { openNeeded, type Pending } from './pending.ts';
import { referenceProblem, type Failed } from './reference-problem.ts';
import { otherReferencesOf, referenceOf } from './references.ts';
import { checkObject, isReference, reportStrayReference, type CheckContext } from './structure/check.ts';
import type { FieldType } from './structure/field.ts';
import type { ObjectKind } from './structure/kinds.ts';
import type { StructureProblem } from './structure/problem.ts';
import { structureOf } from './structure/table.ts';
import { checkValue } from './structure/value.ts';
import { titled, unfitTarget } from './target.ts';
import { atLeast } from './version.ts';
import type { ObjectVisit, Visit } from './visits.ts';

/** What the crawl over a description gathers. */
export interface Crawl {
  readonly version: OpenApiVersion;
  readonly visits: readonly Visit[];
  /** What each object was first visited as. */
  readonly visited: ReadonlyMap<unknown, ObjectVisit>;
  readonly structure: readonly StructureProblem[];
  readonly unresolved: readonly ReferenceProblem[];
  /** Schemas whose dialect is not that of their document. */
  readonly dialects: ReadonlyMap<object, Dialect>;
}

interface Task {
  readonly node: Node;
  readonly type: FieldType;
  readonly parent: ObjectVisit | undefined;
  /** What led here, where it was a reference. */
  readonly pending?: Pending;
}

/** How a crawl goes, if not at once and over everything. */
export interface HowToCrawl {
  readonly part?: CrawledPart;
  /** Asked every few hundred places: gives what to wait for, if anything. What it throws ends the crawl. */
  readonly pause?: () => Promise<void> | undefined;
}

/** How many places are walked between two pauses: a millisecond or two. */
const betweenPauses = 500;

/** A part of a description: what is to be walked of it alone. */
export interface CrawledPart {
  readonly node: Node;
  readonly kind: ObjectKind;
}

/**
 * Walks a description from its root by the structure of its version: every object once, however many references
 * lead to it; only what stands where the specification has a `$ref` is taken for one. Other documents are read as
 * references lead to them, each as far as references lead. Awaits the reading of documents, and pauses.
 * Of a part, only what is written in it is walked, and its references are resolved and not followed: names that are
 * declared elsewhere by `$id` or `$anchor` are not known then.
 */
export async function crawl(
  documents: DocumentCollection,
  version: OpenApiVersion,
  store: DocumentStore,
  { part, pause }: HowToCrawl = {},
): Promise<Crawl> {
  const table = structureOf(version);
  const modern = atLeast(version, '3.1');
  const visits: Visit[] = [];
  const structure: StructureProblem[] = [];
  const dialects = new Map<object, Dialect>();
  const documentDialects = new Map<Document, Dialect>();
  /** What each object was first visited as, and what else. */
  const first = new Map<unknown, ObjectVisit>();
  const others = new Map<object, Set<ObjectKind>>();
  const strays = new Set<object>();
  let pending: Pending[] = [];
  let children: Task[] = [];
  let current: ObjectVisit | undefined;
  let walked = 0;

  const context: CheckContext = {
    version,
    table,
    booleanSchemas: modern,
    report: (problem) => structure.push(problem),
    enter: (node, type) => children.push({ node, type, parent: current }),
    stray(node, type) {
      reportStrayReference(context, node, type.is === 'map' ? 'a whole map' : 'a whole array');
      if (isObjectNode(node)) refer(referenceOf(node, type, current));
    },
  };

  function refer(references: readonly Pending[]): void {
    references.forEach((found) => {
      if (found.visit) visits.push(found.visit);
      pending.push(found);
    });
  }

  function isKnown(value: object, kind: ObjectKind, before: ObjectVisit): boolean {
    if (before.kind === kind) return true;
    const more = others.get(value) ?? new Set<ObjectKind>();
    others.set(value, more);
    if (more.has(kind)) return true;
    more.add(kind);
    return false;
  }

  function dialectFor(node: Node, parent: ObjectVisit | undefined): Dialect {
    const { value, document } = node;
    let base = documentDialects.get(document);
    if (base === undefined) documentDialects.set(document, (base = documentDialect(document, version)));
    const declared =
      modern && isObject(value) && Object.hasOwn(value, '$schema') ? value['$schema'] : undefined;
    const dialect = typeof declared === 'string' ? dialectOf(declared) : (parent?.dialect ?? base);
    if (dialect !== base && isObject(value)) dialects.set(value, dialect);
    return dialect;
  }

  function visitObject({ node, parent }: Task, kind: ObjectKind): void {
    const { value } = node;
    const before = isObject(value) ? first.get(value) : undefined;
    if (before && isKnown(value as object, kind, before)) return;
    const dialect = kind === 'schema' ? dialectFor(node, parent) : undefined;
    current = { type: 'object', index: visits.length, node, kind, parent, dialect, before };
    visits.push(current);
    // `true` and `false` as schemas.
    if (!isObjectNode(node)) return;
    const { value: fields } = node;
    if (before === undefined) first.set(fields, current);
    if (kind === 'schema' && modern) documents.declare(node);
    if (isReference(table[kind], fields)) {
      if (!table[kind].reference) reportStrayReference(context, node, `the ${table[kind].title}`);
      refer(referenceOf(node, { is: 'object', kind }, current));
      // Beside the `$ref` of other objects, everything else is ignored.
      if (kind !== 'pathItem' && !(kind === 'schema' && modern)) return;
    }
    if (kind === 'schema' || kind === 'discriminator' || kind === 'link') {
      refer(otherReferencesOf(node, { is: 'object', kind }, modern, documents.root, current));
    }
    checkObject(context, node, kind, dialect);
  }

  function visitTask(task: Task): void {
    const { node, type, parent } = task;
    if (type.is === 'object') return visitObject(task, type.kind);
    current = parent;
    if (typeof node.value !== 'object' || node.value === null || strays.has(node.value)) return;
    strays.add(node.value);
    const of = type.is === 'map' || type.is === 'array' ? type.of : undefined;
    for (const [key, value] of Object.entries(node.value)) {
      if (of) checkValue(context, node, Array.isArray(node.value) ? Number(key) : key, value, of);
    }
  }

  async function walk(tasks: readonly Task[]): Promise<void> {
    const stack = [...tasks].reverse();
    for (let task = stack.pop(); task !== undefined; task = stack.pop()) {
      if (pause && ++walked % betweenPauses === 0) await pause();
      children = [];
      if (task.pending === undefined || isFit(task.pending, task.node)) visitTask(task);
      for (let index = children.length - 1; index >= 0; index--) stack.push(children[index] as Task);
    }
  }

  /** Whether what a reference leads to can be what is expected there; reports where it cannot. */
  function isFit({ visit, node, type }: Pending, target: Node): boolean {
    const found = unfitTarget(target, type, { table, visited: first, modern, root: documents.root });
    if (found === undefined) {
      if (visit) visit.target = target;
      return true;
    }
    // That a reference stands for a whole map or array was told of already, that a text is broken, and that what
    // stands there is not what it should be.
    if (type.is === 'object' && !isBroken(target.document) && !isMistyped(target)) {
      const message = `${JSON.stringify(node.value)} leads to ${found} ${titled(table[type.kind])}`;
      context.report({ code: 'ref-kind-mismatch', node, message });
    }
    return false;
  }

  function isBroken({ uri }: Document): boolean {
    return documents.problems.some(
      ({ code, location }) =>
        (code === 'document-syntax' || code === 'document-limit') && location.uri === uri,
    );
  }

  function isMistyped({ document, pointer }: Node): boolean {
    return structure.some(
      ({ code, node }) =>
        code === 'field-type-mismatch' && node.document === document && node.pointer === pointer,
    );
  }

  /** Resolves what can be; gives the places to walk next, and the references that led nowhere. */
  function resolve(batch: readonly Pending[]): { tasks: Task[]; failed: Failed[] } {
    const tasks: Task[] = [];
    const failed: Failed[] = [];
    for (const each of batch) {
      if (each.via === 'operationRef') continue;
      const resolution = documents.resolve(each.reference, each.node);
      if (resolution.kind === 'unresolved') failed.push({ pending: each, why: resolution });
      else tasks.push({ node: resolution.node, type: each.type, parent: undefined, pending: each });
    }
    // Whole files first: what stands in them is then known for what it is.
    return { tasks: [...tasks.filter(isWhole), ...tasks.filter((task) => !isWhole(task))], failed };
  }

  /** Since 3.2 a document may give itself another URI than the one that it was read by. */
  function identify(document: Document): void {
    if (identified.has(document) || version !== '3.2') return;
    identified.add(document);
    const self = stringChild(rootNode(document), '$self');
    if (self) documents.identify(document, self.value);
  }

  const asked = new Set<string>();
  const identified = new Set<Document>();
  identify(documents.root);
  const { node, kind } = part ?? { node: rootNode(documents.root), kind: 'root' };
  let tasks: Task[] = [{ node, type: { is: 'object', kind }, parent: undefined }];
  let failed: Failed[] = [];
  while (tasks.length > 0) {
    await walk(tasks);
    await openNeeded(pending, documents, store, asked);
    for (const document of documents.all.values()) identify(document);
    // What failed before may have been declared by an `$id` since.
    const retried = failed.map((each) => each.pending);
    const batch = retried.length > 0 && modern ? [...retried, ...pending] : pending;
    pending = [];
    const outcome = resolve(batch);
    tasks = part === undefined ? outcome.tasks : [];
    failed = modern ? outcome.failed : [...failed, ...outcome.failed];
  }
  return {
    version,
    visits,
    visited: first,
    structure,
    unresolved: failed.flatMap((each) => referenceProblem(each, documents)),
    dialects,
  };
}

function isWhole({ node }: Task): boolean {
  return keyOf(node) === undefined;
}
