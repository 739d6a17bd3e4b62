import type { Document, Node } from '../../document/document.ts';
import type { Operation } from '../../openapi/model.ts';
import type { Criterion } from './criterion.ts';

/** A description of workflows (Arazzo 1.0), its references followed. */
export interface Description {
  readonly document: Document;
  /** By name (section 4.6.3). */
  readonly sources: ReadonlyMap<string, Source>;
  /** By id, in the order written. */
  readonly workflows: ReadonlyMap<string, Workflow>;
}

/** What a description is built on: another one, or a description of an API, which may be the contract. */
export interface Source {
  readonly node: Node;
  readonly url: string;
  readonly type: string;
  /** Undefined for an API. */
  readonly description: Description | undefined;
  readonly isContract: boolean;
  /** Relative to the working directory. */
  readonly uri: string;
}

/** A workflow (section 4.6.4). Its members are filled in when all workflows are known. */
export interface Workflow {
  readonly id: string;
  readonly node: Node;
  readonly description: Description;
  readonly inputs: Node | undefined;
  readonly outputs: readonly Output[];
  readonly dependsOn: readonly Workflow[];
  readonly steps: readonly Step[];
}

/** What a step calls; of something else than the contract, in words, why it is left out. */
export type Called =
  | {
      readonly kind: 'operation';
      readonly operation: Operation;
      readonly node: Node;
      /** The uri of its description, where that is not the contract. */
      readonly api?: string;
    }
  | { readonly kind: 'workflow'; readonly workflow: Workflow; readonly node: Node }
  | { readonly kind: 'elsewhere'; readonly reason: string }
  | { readonly kind: 'mistaken' };

/** A step (section 4.6.5), with what it takes over from its workflow. */
export interface Step {
  readonly id: string;
  readonly node: Node;
  readonly called: Called;
  readonly parameters: readonly StepParameter[];
  readonly body: Node | undefined;
  readonly criteria: readonly Criterion[];
  readonly onSuccess: readonly Action[];
  readonly onFailure: readonly Action[];
  readonly outputs: readonly Output[];
  /** Ids of steps of this workflow that are done before it (Arazzo 1.1). */
  readonly dependsOn: readonly string[];
  /** In milliseconds, how long its answer may take (Arazzo 1.1). */
  readonly timeout: number | undefined;
}

/** A parameter (section 4.6.6). `in` is undefined for an input of a workflow. */
export interface StepParameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'querystring' | 'header' | 'cookie' | undefined;
  readonly value: Node;
}

/** What follows a step (sections 4.6.7 and 4.6.8). */
export interface Action {
  readonly name: string;
  readonly node: Node;
  readonly kind: 'end' | 'goto' | 'retry';
  readonly criteria: readonly Criterion[];
  /** Index of the step that it leads to. */
  readonly step: number | undefined;
  readonly workflow: Workflow | undefined;
  /** What is passed to that (Arazzo 1.1). */
  readonly parameters: readonly StepParameter[];
  /** In seconds. */
  readonly retryAfter: number | undefined;
  readonly retryLimit: number;
}

export interface Output {
  readonly name: string;
  /** A runtime expression, a text with some in it, or a selector (Arazzo 1.1). */
  readonly expression: Node;
}
