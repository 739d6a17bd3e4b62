import type { Node } from '../document/document.ts';
import type { Evidence, Judged } from '../findings/finding.ts';
import type { SchemaSite } from '../openapi/model.ts';
import type { Schemas } from '../schema/schemas.ts';
import type { Violation } from '../schema/violation.ts';
import type { Break, Contains, Verdict } from '../schema/solver/verdict.ts';
import { child, isObjectNode } from '../document/node.ts';
import { pointerKeys, type Pointer } from '../document/pointer.ts';
import type { Sender, Site } from './check.ts';
import { codeOfBreak, type SchemaEdit, type SchemaFinding } from './schema-edit.ts';
import type { SchemaEdits } from './schema-edits.ts';
import type { Pair } from './pair.ts';

/** How many pairs of schemas were compared, each counted once, and what came of it. */
export interface PairCounts {
  compared: number;
  equivalent: number;
  proven: number;
  unproven: number;
}

/** What is to be said of two schemas, and where they stand. */
export interface ComparedSchemas {
  readonly pair: Pair<SchemaSite>;
  readonly site: Site;
  readonly finding: SchemaFinding;
}

/** Compares pairs of schemas, each once, however many operations they stand in. */
export interface SchemaComparison {
  /** Takes two schemas that stand opposite. */
  compare(pair: Pair<SchemaSite>, site: Site): void;
  /**
   * Gives what there is to say of all of them: each break once, and each edit that none of them explains. Asked for
   * at the end, since an edit that hurts nobody in one place may hurt somebody in another.
   */
  findings(): readonly ComparedSchemas[];
  readonly counts: Readonly<PairCounts>;
}

interface Place {
  readonly pair: Pair<SchemaSite>;
  readonly site: Site;
}

/** Takes what decides containment and what lists differences; gives a comparison that has seen nothing. */
export function createSchemaComparison(contains: Contains, edits: SchemaEdits): SchemaComparison {
  const counts: PairCounts = { compared: 0, equivalent: 0, proven: 0, unproven: 0 };
  const seen = new Set<string>();
  const listed = new Map<SchemaEdit, Place>();
  const breaks = new Map<string, Place & { readonly found: Break }>();
  const unproven: (Place & { readonly reason: string; readonly edits: readonly SchemaEdit[] })[] = [];

  const isContainedBack = ({ before, after }: Pair<SchemaSite>, { sender }: Site): boolean =>
    (sender === 'consumer' ? contains(after, before) : contains(before, after)).kind === 'contained';

  return {
    counts,
    compare(pair, site) {
      const key = [site.sender, nodeKey(pair.before.node), nodeKey(pair.after.node)].join('\n');
      if (seen.has(key)) return;
      seen.add(key);
      counts.compared += 1;
      const { before, after } = pair;
      const verdict = site.sender === 'consumer' ? contains(before, after) : contains(after, before);
      count(counts, verdict);
      const fresh = edits.list({ before: before.node, after: after.node });
      if (verdict.kind === 'unproven') {
        unproven.push({ pair, site, reason: verdict.reason, edits: fresh });
        return;
      }
      // The same said in other words is no change at all.
      const same = verdict.kind === 'contained' && fresh.length > 0 && isContainedBack(pair, site);
      if (!same) for (const edit of fresh) listed.set(edit, { pair, site });
      for (const found of verdict.kind === 'broken' ? verdict.breaks : []) {
        const at = [site.sender, nodeKey(found.blamed), found.keyword, found.property ?? ''].join('\n');
        if (!breaks.has(at)) breaks.set(at, { pair, site, found });
      }
    },
    findings() {
      const explained = new Set<SchemaEdit>();
      const found: ComparedSchemas[] = [];
      for (const { pair, site, found: one } of breaks.values()) {
        const finding = brokenFinding(one, site.sender === 'consumer' ? 'after' : 'before', listed.keys());
        explained.add(finding.edit);
        found.push({ pair, site, finding });
      }
      for (const { pair, site, reason, edits: fresh } of unproven) {
        for (const edit of fresh.length > 0 ? fresh : [wholeEdit(pair)]) {
          found.push({ pair, site, finding: { edit, found: undefined, unproven: reason } });
        }
      }
      for (const [edit, place] of listed) {
        if (!explained.has(edit))
          found.push({ ...place, finding: { edit, found: undefined, unproven: undefined } });
      }
      return found;
    },
  };
}

function nodeKey({ document, pointer }: Node): string {
  return `${document.uri}#${pointer}`;
}

function count(counts: PairCounts, { kind }: Verdict): void {
  if (kind === 'contained') counts.equivalent += 1;
  else if (kind === 'broken') counts.proven += 1;
  else counts.unproven += 1;
}

function wholeEdit({ before, after }: Pair<SchemaSite>): SchemaEdit {
  return {
    code: 'schema-changed',
    before: before.node,
    after: after.node,
    subject: 'the schema',
    was: '',
    is: '',
  };
}

/** The edit that explains a break is the one with its code at its place; without one, the break speaks for itself. */
function brokenFinding(
  found: Break,
  receiver: 'before' | 'after',
  listed: Iterable<SchemaEdit>,
): SchemaFinding {
  const code = codeOfBreak(found, receiver);
  const { blamed, counterpart, property } = found;
  for (const edit of listed) {
    if (edit.code === code && isAbout(edit, blamed, property)) return { edit, found, unproven: undefined };
  }
  const sides =
    receiver === 'after' ? { before: counterpart, after: blamed } : { before: blamed, after: counterpart };
  const { keyword, witness, at } = found;
  const sender = valueAt(witness, at);
  const was = keywordText(sides.before, keyword);
  const is = keywordText(sides.after, keyword);
  // A type that reads the same on both sides differs in whether null is one of its values.
  if (was === is && sender === null) {
    const [old, fresh] = receiver === 'after' ? ['null', 'not null'] : ['not null', 'null'];
    return {
      edit: { code, ...sides, subject: 'what it may be', was: old, is: fresh },
      found,
      unproven: undefined,
    };
  }
  const subject = property ?? (keyword === 'enum' || keyword === 'const' ? textOf(sender) : keyword);
  return { edit: { code, ...sides, subject, was, is }, found, unproven: undefined };
}

/** Of a blamed node, which is the keyword's value, or of the schema opposite, which may have the keyword. */
function keywordText(node: Node | undefined, keyword: string): string {
  if (node === undefined) return 'nothing';
  const own = isObjectNode(node) && child(node, keyword);
  return textOf(own ? own.value : isObjectNode(node) ? 'another schema' : node.value);
}

function textOf(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function valueAt(value: unknown, pointer: Pointer): unknown {
  let at = value;
  for (const key of pointerKeys(pointer)) {
    at =
      typeof at === 'object' && at !== null && Object.hasOwn(at, key)
        ? (at as Record<string, unknown>)[key]
        : undefined;
  }
  return at;
}

function isAbout(
  { before, after, subject }: SchemaEdit,
  blamed: Node,
  property: string | undefined,
): boolean {
  if (property !== undefined && property !== subject) return false;
  return [before, after].some(
    (node) => node?.document === blamed.document && within(node.pointer, blamed.pointer),
  );
}

/** Whether a pointer is that of the blamed keyword, or of an item in it. */
function within(pointer: string, blamed: string): boolean {
  return pointer === blamed || pointer.startsWith(`${blamed}/`);
}

/** Takes a break and where it was found; gives the evidence that anyone can check with a validator of their own. */
export function witnessEvidence(
  found: Break,
  pair: Pair<SchemaSite>,
  sender: Sender,
  schemas: Pair<Schemas>,
): Evidence {
  return {
    kind: 'witness',
    direction: sender === 'consumer' ? 'request' : 'response',
    instance: found.witness,
    at: found.at,
    before: judged(pair.before, schemas.before, found),
    after: judged(pair.after, schemas.after, found),
  };
}

function judged(site: SchemaSite, schemas: Schemas, { witness, at, property }: Break): Judged {
  const judgement = schemas.judge(site, witness);
  const { document, pointer } = site.node;
  // A payload may break what other findings are about too: what this one is about comes first.
  const distance = (violation: Violation) =>
    (violation.instance === at ? 0 : 2) + (violation.property === property ? 0 : 1);
  const errors =
    judgement.kind === 'invalid'
      ? judgement.violations
          .toSorted((a, b) => distance(a) - distance(b))
          .slice(0, 3)
          .map(errorText)
      : [];
  return {
    uri: document.uri,
    pointer,
    valid: judgement.kind === 'valid',
    ...(errors.length > 0 && { errors }),
  };
}

function errorText({ instance, message }: Violation): string {
  // A hint at a slip of the pen is beside the point here.
  const said = message.replace(/; did you mean .*\?$/, '');
  return instance === '' ? said : `${instance} ${said}`;
}
