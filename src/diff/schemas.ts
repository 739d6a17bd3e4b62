import type { Node } from '../document/document.ts';
import type { Operation, SchemaSite } from '../openapi/model.ts';
import { sizeOf } from '../schema/solver/values.ts';
import type { Break, Contains, Verdict } from '../schema/solver/verdict.ts';
import type { Site } from './check.ts';
import { brokenFinding } from './schema-blame.ts';
import type { SchemaEdit, SchemaFinding } from './schema-edit.ts';
import type { SameText } from './same-text.ts';
import type { SchemaEdits } from './schema-edits.ts';
import type { Pair, Side } from './pair.ts';

/** How many pairs of schemas were compared, each counted once, and what came of it. */
export interface PairCounts {
  compared: number;
  equivalent: number;
  /** Of the equivalent ones, those that differ in more than words, and break nobody. */
  contained: number;
  proven: number;
  unproven: number;
}

/** What is to be said of two schemas, and where they stand. */
export interface ComparedSchemas {
  readonly pair: Pair<SchemaSite>;
  readonly site: Site;
  readonly finding: SchemaFinding;
  /** Every operation that it reaches, the one of `site` among them. */
  readonly reach: readonly Side<Operation>[];
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

/** Why nothing is decided of what is the same to the solver. */
const rounding = 'the whole numbers are beyond 2^53, and are one as doubles';

interface Place {
  readonly pair: Pair<SchemaSite>;
  readonly site: Site;
  readonly reach: Set<Side<Operation>>;
}

/** What decides about a pair of schemas. */
export interface SchemaDecisions {
  /** Whether whatever the sender sends is what the receiver takes, as real senders and receivers are. */
  readonly contains: Contains;
  /** The same for values that travel as text: an integer is then one of the strings. */
  readonly containsText: Contains;
  /** Whether both accept the very same values: they then differ in words only. */
  isSame(pair: Pair<SchemaSite>): boolean;
  /** The same, for what can be seen without reasoning: what is put together in another way. */
  isRearranged?(pair: Pair<SchemaSite>): boolean;
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
  const counts: PairCounts = { compared: 0, equivalent: 0, contained: 0, proven: 0, unproven: 0 };
  /** The pairs that were met, and what each operation that they stand in has to be added to. */
  const seen = new Map<string, readonly Place[]>();
  const listed = new Map<SchemaEdit, Place & { hides: boolean }>();
  const breaks = new Map<string, Place & { readonly found: Break; readonly edits: readonly SchemaEdit[] }>();
  const unproven = new Map<SchemaEdit, Place & { readonly reason: string }>();

  /** What an edit does to the two schemas that it stands in, where a break around them hides it. */
  const ownBreak = (edit: SchemaEdit, { pair, site, reach }: Place): ComparedSchemas | undefined => {
    if (!edit.owner) return undefined;
    const before = { ...pair.before, node: edit.owner.before };
    const after = { ...pair.after, node: edit.owner.after };
    const verdict = decide({ before, after }, site);
    if (verdict.kind !== 'broken') return undefined;
    const receiver = site.sender === 'consumer' ? 'after' : 'before';
    for (const found of verdict.breaks) {
      const finding = brokenFinding(found, receiver, [edit], edits);
      if (finding.explains === edit) return { pair: { before, after }, site, finding, reach: [...reach] };
    }
    return undefined;
  };

  /** Compares two schemas that were not met before; gives what is to be told wherever they stand. */
  const meet = (pair: Pair<SchemaSite>, site: Site): readonly Place[] => {
    counts.compared += 1;
    if (isAlike(pair)) {
      counts.equivalent += 1;
      return [];
    }
    const verdict = decide(pair, site);
    const nodes = { before: pair.before.node, after: pair.after.node };
    const all = edits.list(
      nodes,
      ({ before, after }) =>
        decisions.isRearranged?.({
          before: { ...pair.before, node: before },
          after: { ...pair.after, node: after },
        }) === true,
    );
    // The solver has doubles alone, to which both versions say the same.
    const beyond = all.filter(({ beyondDoubles }) => beyondDoubles);
    count(counts, verdict.kind === 'contained' && beyond.length > 0 ? { kind: 'unproven' } : verdict);
    const undecided = (edit: SchemaEdit, reason: string): Place =>
      entry(unproven, edit, () => ({ pair, site, reason, reach: new Set() }));
    if (verdict.kind === 'unproven') {
      const { reason } = verdict;
      return (all.length > 0 ? all : [wholeEdit(pair)]).map((edit) =>
        undecided(edit, edit.beyondDoubles ? rounding : reason),
      );
    }
    // The same said in other words is no change at all.
    const same = verdict.kind === 'contained' && all.length > 0 && decisions.isSame(pair);
    if (verdict.kind === 'contained' && all.length > 0 && beyond.length === 0 && !same) counts.contained += 1;
    const found = verdict.kind === 'broken' ? verdict.breaks : [];
    const hides = found.some(({ keyword }) => alternatives.has(keyword));
    const places = beyond.map((edit) => undecided(edit, rounding));
    for (const edit of same ? [] : all) {
      if (edit.beyondDoubles) continue;
      const place = entry(listed, edit, () => ({ pair, site, reach: new Set<Side<Operation>>(), hides }));
      place.hides ||= hides;
      places.push(place);
    }
    for (const one of found) {
      const at = [site.sender, nodeKey(one.blamed), one.keyword, one.property ?? ''].join('\n');
      const known = breaks.get(at);
      const place =
        known === undefined || isBetter(one, known.found)
          ? { pair, site, found: one, edits: all, reach: known?.reach ?? new Set<Side<Operation>>() }
          : known;
      breaks.set(at, place);
      places.push(place);
    }
    return places;
  };

  return {
    counts,
    compare(pair, site) {
      const { before, after } = pair;
      const key = [site.sender, site.text === true, nodeKey(before.node), nodeKey(after.node)].join('\n');
      const places = entry(seen, key, () => meet(pair, site));
      for (const { reach } of places) reach.add(site.operation);
    },
    findings() {
      const explained = new Set<SchemaEdit>();
      const found: ComparedSchemas[] = [];
      for (const { pair, site, found: one, edits: near, reach } of breaks.values()) {
        const receiver = site.sender === 'consumer' ? 'after' : 'before';
        const finding = brokenFinding(one, receiver, near, edits);
        explained.add(finding.explains ?? finding.edit);
        found.push({ pair, site, finding, reach: [...reach] });
      }
      for (const [edit, { pair, site, reason, reach }] of unproven) {
        if (explained.has(edit)) continue;
        explained.add(edit);
        found.push({
          ...{ pair, site, reach: [...reach] },
          finding: { edit, found: undefined, unproven: reason },
        });
      }
      for (const [edit, place] of listed) {
        if (explained.has(edit)) continue;
        const { pair, site, reach } = place;
        const finding = { edit, found: undefined, unproven: undefined };
        const own = place.hides ? ownBreak(edit, place) : undefined;
        found.push(own ?? { pair, site, finding, reach: [...reach] });
      }
      return found;
    },
  };
}

/** Of all the payloads that show a break, the smallest of those that hurt the most says it best. */
function isBetter(a: Break, b: Break): boolean {
  return a.reading < b.reading || (a.reading === b.reading && sizeOf(a.witness) < sizeOf(b.witness));
}

/** Gives the entry of a map, made where there is none yet. */
function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let found = map.get(key);
  if (found === undefined) map.set(key, (found = make()));
  return found;
}

function nodeKey({ document, pointer }: Node): string {
  return `${document.uri}#${pointer}`;
}

function count(counts: PairCounts, { kind }: Pick<Verdict, 'kind'>): void {
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
