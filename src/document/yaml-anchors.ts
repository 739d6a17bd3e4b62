import type * as Yaml from 'yaml';
import type { Entry } from './entry.ts';
import { loadYaml } from './yaml-library.ts';
import { nodeEntries, parseNodes } from './yaml-nodes.ts';

/** What an alias stands for. */
export interface Anchored {
  readonly node: unknown;
  readonly entry: () => Entry;
}

/**
 * Takes a text; gives what finds the node that an alias at an offset stands for: the last with that anchor before
 * it (YAML 1.2.2 section 7.1). The whole text is parsed for it, when the first alias is asked for.
 */
export function anchorFinder(content: string): (name: string, before: number) => Anchored | undefined {
  let anchors: Map<string, { offset: number; anchored: Anchored }[]> | undefined;
  const find = (name: string, before: number): Anchored | undefined => {
    anchors ??= collect();
    return anchors.get(name)?.findLast(({ offset }) => offset < before)?.anchored;
  };

  function collect(): Map<string, { offset: number; anchored: Anchored }[]> {
    const { visit } = loadYaml();
    const found = new Map<string, { offset: number; anchored: Anchored }[]>();
    const base = content.charCodeAt(0) === 0xfeff ? 1 : 0;
    const offset = (node: Yaml.Node): number => base + (node.range?.[0] ?? 0);
    const entryOf = nodeEntries(content, base, (alias) => find(alias.source, offset(alias)));
    visit(parseNodes(content.slice(base)), {
      Node(_key, node: Yaml.Node) {
        if (!('anchor' in node) || typeof node.anchor !== 'string') return;
        let entry: Entry | undefined;
        const anchored = { node, entry: () => (entry ??= entryOf(node, 0)) };
        const list = found.get(node.anchor) ?? [];
        list.push({ offset: offset(node), anchored });
        found.set(node.anchor, list);
      },
    });
    return found;
  }

  return find;
}
