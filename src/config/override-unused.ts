import type { Document, Location, Node } from '../document/document.ts';
import { child, items } from '../document/node.ts';
import { nearestName } from '../document/nearest.ts';
import type { FindingMeta } from '../findings/meta.ts';
import type { Override } from './config.ts';
import { matchGlob } from './glob.ts';
import { standsIn } from './pointer-pattern.ts';
import { fileIn } from './severity.ts';

/** What is said of an override that holds nowhere. */
export const overrideUnused: FindingMeta<{ readonly file: string; readonly pointer: string }> = {
  code: 'override-unused',
  severity: 'warning',
  presets: { spec: 'warning', strict: 'warning', owasp: 'warning' },
  summary: 'Remove overrides that hold nowhere.',
  why: 'A misspelt path changes nothing, while its author believes that the matter is settled; and one that is left over holds for the next file of that name.',
  fix: 'Write the path of a document as it is from the folder of the config, or a pointer to what stands in it; or remove the override.',
  messages: {
    file: 'no description of this config is or refers to a file "{glob}"{hint}',
    pointer: 'nothing stands at "{pointer}" in the documents that this override is for',
  },
};

/** What is wrong with an override, at its place: which message, and what it is filled with. */
export interface UnusedOverride {
  readonly message: keyof typeof overrideUnused.messages;
  readonly params: Readonly<Record<string, string>>;
  readonly location: Location;
}

/**
 * Takes overrides, all documents of all APIs that they may be for, and what makes a path of a uri and a folder; gives
 * the globs that name none of the documents, and the pointers to nothing in those that they name. Overrides that were
 * not written in a config, but came with what it uses, are not judged.
 */
export function unusedOverrides(
  overrides: readonly Override[],
  documents: readonly Document[],
  pathOf: (uri: string, base: string) => string,
): readonly UnusedOverride[] {
  return overrides.flatMap(({ files, written, base }): readonly UnusedOverride[] => {
    if (written === undefined) return [];
    const paths = documents.map((document) => pathOf(fileIn(document.uri), base));
    const unnamed = textsOf(written, 'files').flatMap((node): readonly UnusedOverride[] => {
      if (paths.some(matchGlob(node.value))) return [];
      const near = /[*?{]/.test(node.value) ? undefined : nearestName(node.value, paths);
      const hint = near === undefined ? '' : `; did you mean "${near}"?`;
      return [{ message: 'file', params: { glob: node.value, hint }, location: locationOf(node) }];
    });
    const named = files?.map(matchGlob);
    const inside = documents.filter((_, index) => named?.some((test) => test(paths[index] ?? '')) ?? true);
    // Where no document is meant, that is what is wrong.
    if (inside.length === 0) return unnamed;
    const lost = textsOf(written, 'pointers').filter(
      (node) => !inside.some(({ value }) => standsIn(value, node.value)),
    );
    return [
      ...unnamed,
      ...lost.map((node): UnusedOverride => {
        return { message: 'pointer', params: { pointer: node.value }, location: locationOf(node) };
      }),
    ];
  });
}

function textsOf(override: Node, name: string): readonly Node<string>[] {
  const node = child(override, name);
  const all = node === undefined || Array.isArray(node.value) ? items(node) : [node];
  return all.filter((one): one is Node<string> => typeof one.value === 'string');
}

function locationOf({ document, pointer }: Node): Location {
  return document.locate(pointer, 'value');
}
