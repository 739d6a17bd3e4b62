import type { Node } from '../../document/document.ts';
import type { Captured } from '../captures.ts';
import type { Complain } from '../recordings/fields.ts';
import type { Player } from '../recordings/script.ts';
import type { Scope, SeenExchange, Values, WorkflowValues } from './expression.ts';
import { inputsOf } from './inputs.ts';
import type { Step, Workflow } from './model.ts';

/** How a workflow ended: as it is meant to, or not. */
export interface Ended extends WorkflowValues {
  readonly ok: boolean;
  /** What was sent last. */
  readonly last: SeenExchange | undefined;
}

/** What the workflows of one flow share. */
export interface FlowState {
  readonly player: Player;
  readonly complain: Complain;
  /** Whether a mistake at a place was told already. */
  readonly isTold: (node: Node) => boolean;
  readonly ran: Map<Workflow, WorkflowValues>;
  /** How often each name was used: what is run again is told apart. */
  readonly names: Map<string, number>;
  steps: number;
}

/** Takes what plays exchanges, what takes mistakes, and what knows those it took; gives a flow at its start. */
export function createFlow(player: Player, complain: Complain, isTold: FlowState['isTold']): FlowState {
  return { player, complain, isTold, ran: new Map(), names: new Map(), steps: 0 };
}

/** A run of one workflow. */
export interface Running extends Scope {
  readonly state: FlowState;
  readonly inputs: Map<string, Captured>;
  readonly outputs: Map<string, Captured>;
  readonly steps: Map<string, Values>;
  /** By what way it was reached: `buy: pay > pay`. */
  readonly trail: string;
  readonly depth: number;
  readonly optional: ReadonlySet<string>;
  readonly done: Set<Step>;
  last: SeenExchange | undefined;
}

/** Takes a workflow, the state of its flow, and by what way it was reached; gives a run of it that has not begun. */
export function begin(workflow: Workflow, state: FlowState, trail: string, depth: number): Running {
  const declared = inputsOf(workflow);
  return {
    workflow,
    state,
    trail,
    depth,
    inputs: new Map(),
    outputs: new Map(),
    steps: new Map(),
    ran: (other) => state.ran.get(other),
    exchange: undefined,
    optional: new Set([...declared].flatMap(([name, { required }]) => (required ? [] : [name]))),
    done: new Set(),
    last: undefined,
  };
}
