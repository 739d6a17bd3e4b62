/** A node of a graph whose nodes are to be grouped by what can be seen from them. */
export interface Refinable {
  /** What the node says without regard to its parts. */
  readonly base: string;
  /** The indices of its parts. */
  readonly parts: readonly number[];
  /** What it says, given the classes of all nodes; it may depend on those of its parts only. */
  readonly describe: (classes: readonly number[]) => string;
}

/**
 * Takes the nodes of a graph; gives the class of each by index, such that two nodes share a class if and only if
 * nothing that can be reached from them tells them apart: the coarsest stable partition, found by refinement.
 */
export function refine(nodes: readonly Refinable[]): readonly number[] {
  const classes: number[] = [];
  const members: number[][] = [];
  const byBase = new Map<string, number>();
  nodes.forEach(({ base }, index) => {
    let one = byBase.get(base);
    if (one === undefined) {
      byBase.set(base, (one = members.length));
      members.push([]);
    }
    classes.push(one);
    members[one]?.push(index);
  });
  const users = nodes.map((): number[] => []);
  nodes.forEach(({ parts }, index) => {
    for (const part of new Set(parts)) users[part]?.push(index);
  });

  const texts: string[] = nodes.map(() => '');
  let dirty = new Set(nodes.keys());
  while (dirty.size > 0) {
    const touched = new Set<number>();
    for (const index of dirty) {
      texts[index] = nodes[index]?.describe(classes) ?? '';
      touched.add(classes[index] ?? 0);
    }
    dirty = new Set<number>();
    const moved: number[] = [];
    for (const one of touched) {
      const groups = groupByText(members[one] ?? [], texts);
      if (groups.size < 2) continue;
      // The largest group keeps the class, so that its users need not be looked at again.
      const bySize = [...groups.values()].sort((a, b) => b.length - a.length);
      members[one] = bySize[0] ?? [];
      for (const group of bySize.slice(1)) {
        const fresh = members.push(group) - 1;
        for (const index of group) {
          classes[index] = fresh;
          moved.push(index);
        }
      }
    }
    for (const index of moved) for (const user of users[index] ?? []) dirty.add(user);
  }
  return classes;
}

function groupByText(indices: readonly number[], texts: readonly string[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const index of indices) {
    const text = texts[index] ?? '';
    const group = groups.get(text);
    if (group === undefined) groups.set(text, [index]);
    else group.push(index);
  }
  return groups;
}
