import type { Api, Operation } from '../openapi/model.ts';
import { templateShape } from '../openapi/template.ts';
import type { DiffVisitor } from './check.ts';
import { compareOperations } from './compare-operations.ts';
import { compareRoots } from './compare-roots.ts';
import { createComparison } from './comparison.ts';
import { pairBy, type Pair } from './pair.ts';

/** Takes two versions and what wants to see their parts; hands over each part once per operation, in pairs. */
export function compare(versions: Pair<Api>, visitors: readonly DiffVisitor[]): void {
  const comparison = createComparison(versions, visitors);
  const { before, after } = versions;
  comparison.each((visitor) => visitor.api?.(versions));
  compareRoots(comparison);
  const shape = ({ method, path }: Operation) => `${method} ${templateShape(path)}`;
  compareOperations(pairBy(before.operations, after.operations, shape), 'consumer', comparison);
  const name = ({ method, path }: Operation) => `${method} ${path}`;
  compareOperations(pairBy(before.webhooks, after.webhooks, name), 'provider', comparison);
}
