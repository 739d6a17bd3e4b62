import type { Range } from '../../document/document.ts';
import type { Finding } from '../../findings/finding.ts';
import { lintMetas } from '../lint-specs.ts';
import { moveBetween, type Move } from './moved.ts';
import type { Depth } from './session.ts';

/** The texts of the editor at one moment, by uri. */
export type Texts = ReadonlyMap<string, string>;

/** A finding, and where it is in the text as it is now. */
export interface Placed {
  readonly finding: Finding;
  readonly range: Range;
  /** The texts that it was found in. */
  readonly texts: Texts;
}

/** What was found last, by root. Findings of rules take longer than those of structure, and are kept until then. */
export interface Results {
  /** Takes what was found in a root, and the texts, whose number grows with each change. */
  set(root: string, depth: Depth, findings: readonly Finding[], texts: Texts, change: number): void;
  drop(root: string): void;
  roots(): readonly string[];
  /** The uris of all files with findings of a root. */
  urisOf(root: string): readonly string[];
  /** Takes the uri of a file and its text now, where it is open; gives its findings, each once. */
  at(uri: string, text: string | undefined): readonly Placed[];
}

interface Result {
  readonly byUri: ReadonlyMap<string, readonly Finding[]>;
  readonly texts: Texts;
  readonly change: number;
  /** The last one that was asked for, by uri. */
  readonly moves: Map<string, { readonly to: string; readonly move: Move }>;
}

const structureCodes: ReadonlySet<string> = new Set(lintMetas({ rules: [] }).map(({ code }) => code));

/** Gives results of nothing yet. */
export function createResults(): Results {
  const results = new Map<string, Partial<Record<Depth, Result>>>();

  function* found(uri: string): Generator<readonly [Finding, Result]> {
    for (const { all, structure } of results.values()) {
      const newer = structure && (all === undefined || structure.change > all.change) ? structure : undefined;
      for (const finding of newer?.byUri.get(uri) ?? []) yield [finding, newer as Result];
      for (const finding of all?.byUri.get(uri) ?? [])
        if (newer === undefined || !structureCodes.has(finding.code)) yield [finding, all as Result];
    }
  }

  return {
    set(root, depth, findings, texts, change) {
      const byUri = new Map<string, Finding[]>();
      for (const finding of findings) {
        const known = byUri.get(finding.location.uri);
        if (known) known.push(finding);
        else byUri.set(finding.location.uri, [finding]);
      }
      results.set(root, { ...results.get(root), [depth]: { byUri, texts, change, moves: new Map() } });
    },
    drop: (root) => void results.delete(root),
    roots: () => [...results.keys()],
    urisOf(root) {
      const { all, structure } = results.get(root) ?? {};
      return [...new Set([...(all?.byUri.keys() ?? []), ...(structure?.byUri.keys() ?? [])])];
    },
    at(uri, text) {
      const placed = new Map<string, Placed>();
      for (const [finding, result] of found(uri)) {
        const range = moveOf(result, uri, text)(finding.location.range);
        if (range === undefined) continue;
        const key = JSON.stringify([finding.code, finding.message, range]);
        if (!placed.has(key)) placed.set(key, { finding, range, texts: result.texts });
      }
      return [...placed.values()];
    },
  };
}

function moveOf({ texts, moves }: Result, uri: string, text: string | undefined): Move {
  const before = texts.get(uri);
  if (before === undefined || text === undefined) return (range) => range;
  const known = moves.get(uri);
  if (known?.to === text) return known.move;
  const move = moveBetween(before, text);
  moves.set(uri, { to: text, move });
  return move;
}
