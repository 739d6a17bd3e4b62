import type { Node } from '../document/document.ts';
import type { SchemaSite } from '../openapi/model.ts';
import type { Break, Contains, Verdict } from '../schema/solver/verdict.ts';
import type { Site } from './check.ts';
import { brokenFinding } from './schema-blame.ts';
import type { SchemaEdit, SchemaFinding } from './schema-edit.ts';
import type { SameText } from './same-text.ts';
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

/** Keywords by which a value is refused as a whole, without a word on the branch that it was meant for. */
const alternatives: ReadonlySet<string> = new Set(['oneOf', 'anyOf', 'discriminator']);

interface Place {
  readonly pair: Pair<SchemaSite>;
  readonly site: Site;
  /** Whether a break of the pair was blamed on alternatives as a whole, which hides what else differs in them. */
  readonly hides?: boolean;
}

/** What decides about a pair of schemas. */
export interface SchemaDecisions {
  /** Whether whatever the sender sends is what the receiver takes, as real senders and receivers are. */
  readonly contains: Contains;
  /** The same for values that travel as text: an integer is then one of the strings. */
  readonly containsText: Contains;
  /** Whether both accept the very same values: they then differ in words only. */
  isSame(pair: Pair<SchemaSite>): boolean;
}

/**
 * Takes what decides about pairs, what lists differences and what recognises the same text; gives a comparison that has
 * seen nothing.
 */
export function createSchemaComparison(
  decisions: SchemaDecisions,
  edits: SchemaEdits,
  isSameText: SameText,
): SchemaComparison {
  /** Takes two schemas and where they stand; gives whether the sender's is contained in the receiver's. */
  const decide = ({ before, after }: Pair<SchemaSite>, { sender, text }: Site): Verdict => {
    const contains = text ? decisions.containsText : decisions.contains;
    return sender === 'consumer' ? contains(before, after) : contains(after, before);
  };
  /** Whether both versions write the same, so that nothing needs to be decided. */
  const isAlike = ({ before, after }: Pair<SchemaSite>): boolean =>
    before.dialect === after.dialect && isSameText({ before: before.node, after: after.node });
  const counts: PairCounts = { compared: 0, equivalent: 0, proven: 0, unproven: 0 };
  const seen = new Set<string>();
  const listed = new Map<SchemaEdit, Place>();
  const breaks = new Map<string, Place & { readonly found: Break }>();
  const unproven: (Place & { readonly reason: string; readonly edits: readonly SchemaEdit[] })[] = [];

  /** What an edit does to the two schemas that it stands in, where a break around them hides it. */
  const ownBreak = (edit: SchemaEdit, { pair, site }: Place): ComparedSchemas | undefined => {
    if (!edit.owner) return undefined;
    const before = { ...pair.before, node: edit.owner.before };
    const after = { ...pair.after, node: edit.owner.after };
    const verdict = decide({ before, after }, site);
    if (verdict.kind !== 'broken') return undefined;
    const receiver = site.sender === 'consumer' ? 'after' : 'before';
    for (const found of verdict.breaks) {
      const finding = brokenFinding(found, receiver, [edit]);
      if (finding.edit === edit) return { pair: { before, after }, site, finding };
    }
    return undefined;
  };

  return {
    counts,
    compare(pair, site) {
      const key = [site.sender, site.text === true, nodeKey(pair.before.node), nodeKey(pair.after.node)].join(
        '\n',
      );
      if (seen.has(key)) return;
      seen.add(key);
      counts.compared += 1;
      if (isAlike(pair)) {
        counts.equivalent += 1;
        return;
      }
      const verdict = decide(pair, site);
      count(counts, verdict);
      const fresh = edits.list({ before: pair.before.node, after: pair.after.node });
      if (verdict.kind === 'unproven') {
        unproven.push({ pair, site, reason: verdict.reason, edits: fresh });
        return;
      }
      // The same said in other words is no change at all.
      const same = verdict.kind === 'contained' && fresh.length > 0 && decisions.isSame(pair);
      const found = verdict.kind === 'broken' ? verdict.breaks : [];
      const hides = found.some(({ keyword }) => alternatives.has(keyword));
      if (!same) for (const edit of fresh) listed.set(edit, { pair, site, hides });
      for (const one of found) {
        const at = [site.sender, nodeKey(one.blamed), one.keyword, one.property ?? ''].join('\n');
        if (!breaks.has(at)) breaks.set(at, { pair, site, found: one });
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
        if (explained.has(edit)) continue;
        const own = place.hides ? ownBreak(edit, place) : undefined;
        found.push(own ?? { ...place, finding: { edit, found: undefined, unproven: undefined } });
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
