import type { Preparation } from '../../findings/run-report.ts';
import type { Operation } from '../../openapi/model.ts';
import type { Sent } from '../live/sent.ts';
import type { Redactor } from '../redact.ts';
import { curlCommand } from '../reproduce.ts';
import type { Draft } from './drafts.ts';
import type { KnownIds } from './known-ids.ts';
import { isSafe } from './order.ts';
import { isServed } from './owned.ts';
import { itemPaths, shapeOf } from './path-templates.ts';

/** Knows which requests of a run made and changed what a later one is about: it is no use to send that alone. */
export interface LedTo {
  /** Takes an operation, the values of its path parameters and what was sent and came back. */
  add(operation: Operation, values: readonly unknown[], sent: Sent): void;
  /** Takes what is going to be sent, and the values of its path parameters; gives what to send before. */
  before(draft: Pick<Draft, 'operation' | 'what'>, values: readonly unknown[]): Preparation | undefined;
  /** The same, with the last request of each operation that changed it since, or something below it: state may matter. */
  changes(draft: Pick<Draft, 'operation' | 'what'>, values: readonly unknown[]): Preparation | undefined;
}

/** As many operations that changed something are remembered, of each thing. */
const mostChanges = 8;
/** Requests that are about what the one before them did. */
const followsAnother = /^after |, a second time$|deleted already$/;

/** Takes what is known to exist, after each request, and what knows secrets; gives a memory of nothing yet. */
export function rememberLedTo(ids: Pick<KnownIds, 'created'>, redactor: Redactor): LedTo {
  /** By the path of a resource and the values in it. */
  const makers = new Map<string, string>();
  const changes = new Map<string, Map<string, () => string>>();
  let last: { readonly key: string; readonly command: () => string } | undefined;
  const preparing = (
    { operation, what }: Pick<Draft, 'operation' | 'what'>,
    values: readonly unknown[],
    whole: boolean,
  ): Preparation | undefined => {
    const commands: string[] = [];
    const ids: string[] = [];
    for (const item of itemPaths([operation.path])) {
      const own = values.slice(0, item.split('{').length - 1);
      const key = keyOf(item, own);
      const maker = makers.get(key);
      if (maker === undefined) continue;
      commands.push(maker);
      if (whole) for (const command of changes.get(key)?.values() ?? []) commands.push(command());
      const id = String(own.at(-1));
      if (!maker.includes(id)) ids.push(id);
    }
    if (followsAnother.test(what) && last?.key === keyOf(operation.path, values))
      commands.push(last.command());
    return commands.length === 0 ? undefined : { commands: [...new Set(commands)], ids };
  };
  return {
    add(operation, values, { wire, url, exchange }) {
      last = undefined;
      if (isSafe(operation) || !isServed(exchange.response?.status)) return;
      const command = (): string => curlCommand(wire(), url, redactor);
      last = { key: keyOf(operation.path, values), command };
      for (const item of itemPaths([operation.path])) {
        const key = keyOf(item, values.slice(0, item.split('{').length - 1));
        if (!makers.has(key)) continue;
        const own = changes.get(key) ?? new Map<string, () => string>();
        own.delete(operation.key);
        if (own.size < mostChanges) changes.set(key, own.set(operation.key, command));
      }
      if (operation.method !== 'post') return;
      let written: string | undefined;
      for (const one of ids.created()) {
        const key = keyOf(one.path, one.values);
        if (!makers.has(key)) makers.set(key, (written ??= command()));
      }
    },
    before: (draft, values) => preparing(draft, values, false),
    changes: (draft, values) => preparing(draft, values, true),
  };
}

function keyOf(path: string, values: readonly unknown[]): string {
  return JSON.stringify([shapeOf(path), values.map(String)]);
}
