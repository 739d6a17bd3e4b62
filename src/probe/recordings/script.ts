import type { Node } from '../../document/document.ts';
import type { Collector } from '../../findings/collect.ts';
import type { Facts } from '../judge/facts.ts';
import type { Redactor } from '../redact.ts';
import type { RecordedExchange } from './recording.ts';

/** A flow of which each request depends on what came before. */
export interface Script {
  /** Its steps, for a run in which none can be sent. */
  readonly steps: readonly { readonly node: Node; readonly name: string }[];
  /** Sends them. */
  run(player: Player): Promise<void>;
}

/** What a script is run with. */
export interface Player {
  /** Values that were given from outside. */
  readonly given: ReadonlyMap<string, unknown>;
  /** What takes findings that are not those of an exchange. */
  readonly collector: Collector;
  readonly redactor: Redactor;
  /** Whether the run is to end. */
  stopped(): boolean;
  /**
   * Sends an exchange and has it judged; `judge` is called with what came back, before findings are counted. Gives
   * whether it was sent: one whose operation the user did not choose is not.
   */
  send(exchange: RecordedExchange, judge: (facts: Facts, collector: Collector) => void): Promise<boolean>;
  /** Takes an exchange that cannot be sent, and why if that was not told yet. */
  cannotSend(exchange: RecordedExchange, holes: readonly UnfilledHole[]): Promise<void>;
  /** Takes an exchange that is not sent, as the flow has ended before. */
  skip(exchange: RecordedExchange): Promise<void>;
  /** Takes what is left out, why, and what it is called. */
  leaveOut(reason: string, node: Node, name: string): void;
  /** Waits, unless the run is to end. In milliseconds. */
  pause(ms: number): Promise<void>;
}

/** A place where a value was to be filled in, and why there is none. */
export interface UnfilledHole {
  readonly node: Node;
  readonly expression: string;
  readonly reason: string;
}
