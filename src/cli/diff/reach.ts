import type { Pair } from '../../diff/pair.ts';
import type { Location } from '../../document/document.ts';
import type { Finding } from '../../findings/finding.ts';
import type { DiffChange, DiffSection } from '../../findings/run-report.ts';
import type { LoadedApi } from '../../openapi/load.ts';
import { operationName } from '../../openapi/names.ts';
import { createReach, type Reach } from '../../openapi/reach.ts';

/** What a run found, with what it reaches. */
export interface Reaching {
  readonly section: DiffSection;
  readonly findings: readonly Finding[];
}

/**
 * Takes a comparison, its findings and both versions; gives them with what each place reaches: the operation that it
 * belongs to, or, where it is a definition that several share, one of them and how many there are.
 */
export function tellDiffReach({ section, findings }: Reaching, { before, after }: Pair<LoadedApi>): Reaching {
  if (section.changes.length === 0) return { section, findings };
  const [ofBefore, ofAfter] = [createReach(before), createReach(after)];
  const isAfter = (location: Location) => after.api.documents.all.has(location.uri);
  const codes = new Set(section.changes.map(({ code }) => code));
  return {
    section: {
      ...section,
      changes: section.changes.map((change) => {
        const reach = change.after ? ofAfter(change.after) : change.before && ofBefore(change.before);
        return reach ? reachingChange(change, reach) : change;
      }),
    },
    findings: findings.map((finding) => {
      const { code, location, operation, related = [], ...rest } = finding;
      if (!codes.has(code)) return finding;
      const reach = isAfter(location) ? ofAfter(location) : ofBefore(location);
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
