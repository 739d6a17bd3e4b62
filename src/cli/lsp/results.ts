import type { Range } from '../../document/document.ts';
import type { Pointer } from '../../document/pointer.ts';
import type { Finding } from '../../findings/finding.ts';
import { lintMetas } from '../lint-specs.ts';
import { moveBetween, type Move } from './moved.ts';

/** The texts of the editor at one moment, by uri. */
export type Texts = ReadonlyMap<string, string>;

/** A finding, and where it is in the text as it is now. */
export interface Placed {
  readonly finding: Finding;
  readonly range: Range;
  /** The texts that it was found in. */
  readonly texts: Texts;
}

/** How much of a description was looked at: with all rules, for structure alone, or for structure in one place. */
export type Extent = 'all' | 'structure' | { readonly uri: string; readonly pointer: Pointer };

/** What was found at one moment. */
export interface Look {
  readonly extent: Extent;
  readonly findings: readonly Finding[];
  /** The texts of then, and how many changes there were until then. */
  readonly texts: Texts;
  readonly change: number;
}

/**
 * What was found last, by root. The less is looked at, the sooner it is known: until more is, what was found before
 * stays, where the editor has moved it to.
 */
export interface Results {
  add(root: string, look: Look): void;
  drop(root: string): void;
  /** The uris of all files with findings of a root. */
  urisOf(root: string): readonly string[];
  /** Takes the uri of a file and its text now, where it is open; gives its findings, each once. */
  at(uri: string, text: string | undefined): readonly Placed[];
}

interface Layer extends Look {
  readonly byUri: ReadonlyMap<string, readonly Finding[]>;
  /** The last one that was asked for, by uri. */
  readonly moves: Map<string, { readonly to: string; readonly move: Move }>;
}

const structureCodes: ReadonlySet<string> = new Set(lintMetas({ rules: [] }).map(({ code }) => code));

/** Gives results of nothing yet. */
export function createResults(): Results {
  /** By root, the newest first; each looked at less than the ones behind it. */
  const results = new Map<string, readonly Layer[]>();

  function* found(uri: string): Generator<readonly [Finding, Layer]> {
    for (const layers of results.values())
      for (const [index, layer] of layers.entries())
        for (const finding of layer.byUri.get(uri) ?? [])
          if (!layers.slice(0, index).some((newer) => settles(newer, finding))) yield [finding, layer];
  }

  return {
    add(root, look) {
      const before = results.get(root) ?? [];
      const layer: Layer = { ...look, byUri: byUri(look.findings), moves: new Map() };
      // A long look may end when shorter ones have seen later texts.
      const newer = before.filter(
        (each) => each.change > look.change && rank(each.extent) < rank(look.extent),
      );
      const older = before.filter((each) => !newer.includes(each) && rank(each.extent) > rank(look.extent));
      results.set(root, [...newer, layer, ...older]);
    },
    drop: (root) => void results.delete(root),
    urisOf: (root) => [...new Set((results.get(root) ?? []).flatMap((layer) => [...layer.byUri.keys()]))],
    at(uri, text) {
      const placed = new Map<string, Placed>();
      for (const [finding, layer] of found(uri)) {
        const range = moveOf(layer, uri, text)(finding.location.range);
        if (range === undefined) continue;
        const key = JSON.stringify([finding.code, finding.message, range]);
        if (!placed.has(key)) placed.set(key, { finding, range, texts: layer.texts });
      }
      return [...placed.values()];
    },
  };
}

function rank(extent: Extent): number {
  return extent === 'all' ? 2 : extent === 'structure' ? 1 : 0;
}

/** Whether a newer look would have found what an older one did, if it were still so. */
function settles({ extent }: Layer, { code, location: { uri, pointer } }: Finding): boolean {
  if (extent === 'all') return true;
  if (!structureCodes.has(code)) return false;
  if (extent === 'structure') return true;
  if (uri !== extent.uri) return false;
  return code.startsWith('document-') || isWithin(pointer, extent.pointer);
}

/** Whether a pointer leads to a value or to something in it. */
export function isWithin(pointer: Pointer, holder: Pointer): boolean {
  return pointer === holder || pointer.startsWith(`${holder}/`);
}

function byUri(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const found = new Map<string, Finding[]>();
  for (const finding of findings) {
    const known = found.get(finding.location.uri);
    if (known) known.push(finding);
    else found.set(finding.location.uri, [finding]);
  }
  return found;
}

function moveOf({ texts, moves }: Layer, uri: string, text: string | undefined): Move {
  const before = texts.get(uri);
  if (before === undefined || text === undefined) return (range) => range;
  const known = moves.get(uri);
  if (known?.to === text) return known.move;
  const move = moveBetween(before, text);
  moves.set(uri, { to: text, move });
  return move;
}
