import type { UntriedOperations } from '../../findings/run-report.ts';
import type { Operation } from '../../openapi/model.ts';
import type { ProbeOptions } from '../run-options.ts';
import { deletesMany, isSafe, isSkipped, locksOut, shutsDown } from './order.ts';
import { pathParameters } from './path-templates.ts';
import type { Sender } from './sender.ts';

/** Why a run that has met its bound tries nothing more. */
export const budgetSpent = 'the budget was spent (--budget)';

/**
 * Takes the operations of a contract, what has sent, whether those that change something may be tried, which the user
 * chose, and what ended the run before its time if anything did; gives those that nothing was sent to, by reason.
 */
export function untriedOf(
  operations: readonly Operation[],
  sender: Sender,
  unsafe: boolean,
  select: ProbeOptions['select'],
  ended: string | undefined,
): UntriedOperations[] {
  return sumUntried(
    operations
      .filter((one) => !sender.tried(one) && isChosen(one, select))
      .map((one) => ({ reason: reasonOf(one, sender, unsafe, ended), operations: [one.key] })),
  );
}

/** Takes operations that nothing was sent to; gives each once, for the last reason, those of one together, most first. */
export function sumUntried(all: readonly UntriedOperations[]): UntriedOperations[] {
  const last = new Map<string, string>();
  for (const { reason, operations } of all) for (const key of operations) last.set(key, reason);
  const reasons = new Map<string, string[]>();
  for (const [key, reason] of last) reasons.set(reason, [...(reasons.get(reason) ?? []), key]);
  return [...reasons]
    .map(([reason, operations]) => ({ reason, operations }))
    .sort((a, b) => b.operations.length - a.operations.length || (a.reason < b.reason ? -1 : 1));
}

function reasonOf(operation: Operation, { ids }: Sender, unsafe: boolean, ended: string | undefined): string {
  const { method } = operation;
  if (isSkipped(operation)) return 'they are marked x-apicheck-skip';
  if (shutsDown(operation)) return 'they shut the provider down';
  if (locksOut(operation)) return 'they lock out who asks';
  if (method === 'trace') return 'TRACE is never sent';
  if (!unsafe && !isSafe(operation)) return 'they change something (--unsafe tries them)';
  if (ended !== undefined && ended !== budgetSpent) return ended;
  const names = pathParameters(operation).map(({ name }) => `{${name}}`);
  if (method === 'delete' || deletesMany(operation)) return 'only what a run has made is deleted';
  if (names.length > 0 && !isSafe(operation) && !ids.find(operation)?.created)
    return `nothing was made that ${names.at(-1)} leads to (--resource names what may be changed)`;
  return ended ?? 'no request could be made up that the contract certainly allows';
}

/** Which operations the user chose is told by their exchanges. */
function isChosen(operation: Operation, select: ProbeOptions['select']): boolean {
  if (!select) return true;
  const { node, key, method, path } = operation;
  const request = {
    node,
    method: method.toUpperCase(),
    target: path,
    targetNode: node,
    query: [],
    headers: [],
    body: undefined,
    auth: undefined,
  };
  return select({ exchange: { name: key, node, mode: 'offline', request, response: undefined }, operation });
}
