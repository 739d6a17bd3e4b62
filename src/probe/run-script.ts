import { setTimeout as sleep } from 'node:timers/promises';
import { createCollector, type Collector } from '../findings/collect.ts';
import variableUnresolved from './checks/variable-unresolved.ts';
import type { LeftOut } from './recordings/left-out.ts';
import type { RecordedExchange } from './recordings/recording.ts';
import type { Player, Script } from './recordings/script.ts';
import { runExchange, type Run, type ScriptHooks } from './run-exchange.ts';
import type { Ran } from './run-outcome.ts';
import { skipReasons } from './skip-reasons.ts';

/** What a script is run in. */
export interface Stage {
  readonly run: Run;
  /** Those of other APIs, by the uris of their descriptions. */
  readonly others?: ReadonlyMap<string, Run> | undefined;
  readonly notes: ReturnType<typeof createCollector>;
  readonly leftOut: LeftOut;
  readonly take: (ran: Ran) => void;
  /** Why the run is to end, if it is. */
  readonly stopped: () => string | undefined;
}

/** Takes a script and what it is run in; sends what it says, one after another. */
export async function runScript(
  script: Script,
  { run, others, notes, leftOut, take, stopped }: Stage,
): Promise<void> {
  const { context, options } = run;
  const none = new Map<string, unknown>();
  const play = async (
    exchange: RecordedExchange,
    skipped: string | undefined,
    hooks?: ScriptHooks,
  ): Promise<boolean> => {
    const its = (exchange.api !== undefined && others?.get(exchange.api)) || run;
    const ran = await runExchange(its, exchange, none, skipped, '', hooks);
    if (ran) take(ran);
    return ran !== undefined;
  };
  const player: Player = {
    given: options.variables ?? none,
    collector: notes,
    redactor: context.redactor,
    stopped: () => stopped() !== undefined,
    send: (exchange, judge) => play(exchange, undefined, { judge }),
    async cannotSend(exchange, holes) {
      const tell = (collector: Collector): void => {
        for (const { node, expression, reason } of holes)
          collector.reporter(variableUnresolved)({
            message: 'expression',
            params: { expression, reason: context.redactor.text(reason) },
            at: node,
          });
      };
      // What was told already needs no second finding.
      await (holes.length === 0
        ? play(exchange, skipReasons.lacking)
        : play(exchange, undefined, { instead: tell }));
    },
    async skip(exchange) {
      await play(exchange, stopped() ?? skipReasons.flowEnded);
    },
    leaveOut: (reason, node, name) => leftOut.add(reason, node, name),
    async pause(ms) {
      if (ms <= 0 || stopped() !== undefined) return;
      await sleep(ms, undefined, options.signal && { signal: options.signal }).catch(() => undefined);
    },
  };
  await script.run(player);
}
