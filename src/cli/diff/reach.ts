import type { Pair } from '../../diff/pair.ts';
import type { Location } from '../../document/document.ts';
import type { Finding } from '../../findings/finding.ts';
import type { DiffChange, DiffSection } from '../../findings/run-report.ts';
import type { LoadedApi } from '../../openapi/load.ts';
import { operationName } from '../../openapi/names.ts';
import { createReach, type Reach } from '../../openapi/reach.ts';

/** Finds which operations a place in either version belongs to; made when it is first asked. */
export interface DiffReach {
  readonly of: (version: 'before' | 'after', place: Location) => Reach | undefined;
}

/** Takes both versions; gives what finds the operations of a place in them. */
export function createDiffReach(versions: Pair<LoadedApi>): DiffReach {
  const made: Partial<Record<'before' | 'after', ReturnType<typeof createReach>>> = {};
  return { of: (version, place) => (made[version] ??= createReach(versions[version]))(place) };
}

/** What a run found, with what it reaches. */
export interface Reaching {
  readonly section: DiffSection;
  readonly findings: readonly Finding[];
}

/**
 * Takes a comparison, its findings, what finds operations, and the documents of the new version by uri; gives them
 * with what each place reaches: the operation that it belongs to, or, where it is a definition that several share, one
 * of them and how many there are.
 */
export function tellDiffReach(
  { section, findings }: Reaching,
  { of }: DiffReach,
  newer: ReadonlyMap<string, unknown>,
): Reaching {
  if (section.changes.length === 0) return { section, findings };
  const codes = new Set(section.changes.map(({ code }) => code));
  return {
    section: {
      ...section,
      changes: section.changes.map((change) => {
        const { before, after } = change;
        const reach = after ? of('after', after) : before && of('before', before);
        return reach ? reachingChange(change, reach) : change;
      }),
    },
    findings: findings.map((finding) => {
      const { code, location, operation, related = [], ...rest } = finding;
      if (!codes.has(code)) return finding;
      const reach = of(newer.has(location.uri) ? 'after' : 'before', location);
      if (reach === undefined) return finding;
      const told = { ...rest, code, location };
      if (reach.count === 1)
        return {
          ...told,
          ...(related.length > 0 && { related }),
          operation: operation ?? operationName(reach.nearest),
        };
      const { node, key } = reach.nearest;
      const place = node.document.locate(node.pointer, 'key');
      const message = `reached from ${key} and ${others(reach.count - 1)}`;
      return { ...told, related: [...related, { message, location: place }] };
    }),
  };
}

/** A change of what several share is no operation's own. */
function reachingChange({ operation, ...change }: DiffChange, { count, nearest }: Reach): DiffChange {
  if (count === 1) return { ...change, operation: operation ?? operationName(nearest) };
  return { ...change, reached: { count, from: operationName(nearest) } };
}

function others(count: number): string {
  return count === 1 ? '1 more operation' : `${count.toLocaleString('en')} more operations`;
}
