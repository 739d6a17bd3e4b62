import type { Document, Node } from '../../document/document.ts';
import { isSecretName } from '../secret-names.ts';
import { inputsOf } from '../workflows/inputs.ts';
import { linkDescription } from '../workflows/link.ts';
import type { Workflow } from '../workflows/model.ts';
import {
  firstApi,
  readDescription,
  type WrittenDescription,
  type WrittenSource,
} from '../workflows/read-description.ts';
import { runWorkflow, skipWorkflow } from '../workflows/run-workflow.ts';
import { createFlow } from '../workflows/running.ts';
import { limitComplaints } from './complaints.ts';
import type { Complain } from './fields.ts';
import type { OpenReferenced, ReadBytes, Recording, RecordingReporter, Variable } from './recording.ts';
import type { Player, Script } from './script.ts';

const unreached = 'steps of workflows that only others lead to, which none did';
const unmet = 'steps of workflows that depend on one that went wrong';

/**
 * Takes a description of workflows (Arazzo 1.0), what takes its mistakes, and what opens those that it is built on;
 * gives it as a recording whose requests are known with the API, each when those before it are answered. It has no
 * bodies in files.
 */
export async function readArazzo(
  document: Document,
  _: ReadBytes,
  report: RecordingReporter,
  openReferenced: OpenReferenced,
): Promise<Recording> {
  const { complain: tell, finish } = limitComplaints(report);
  const mistakes = once(tell);
  const { complain } = mistakes;
  const written = await readDescription(document, openReferenced, complain);
  const contract = firstApi(written);
  const base = { document, variables: new Map<string, Variable>(), exchanges: [], bodies: textsOf(written) };
  return {
    ...base,
    spec: contract?.url,
    ...(contract && { specUri: contract.uri }),
    otherApis: otherApisOf(written, contract),
    flowsOf(api, others) {
      const { workflows } = linkDescription(written, api, complain, others);
      finish();
      const all = [...workflows.values()];
      const variables = variablesOf(all);
      const led = ledTo(all);
      const roots = inOrder(led.size < all.length ? all.filter((one) => !led.has(one)) : all, complain);
      const flow = (some: readonly Workflow[]): Recording => ({
        ...base,
        spec: undefined,
        variables,
        script: scriptOf(some, all.length === some.length ? [] : [...led], mistakes),
      });
      // What is handed from one workflow to another is known only when the one is done.
      return all.some(isBound) || led.size > 0 ? [flow(roots)] : roots.map((one) => flow([one]));
    },
  };
}

/** The APIs beside the contract, each once. */
function otherApisOf(
  written: WrittenDescription,
  contract: WrittenSource | undefined,
  found = new Map<string, string>(),
  seen = new Set<WrittenDescription>(),
): NonNullable<Recording['otherApis']> {
  seen.add(written);
  for (const { name, type, uri, description } of written.sources) {
    if (type === 'openapi' && uri !== contract?.uri && !found.has(uri)) found.set(uri, name);
    if (description && !seen.has(description)) otherApisOf(description, contract, found, seen);
  }
  return [...found].map(([uri, name]) => ({ uri, name }));
}

interface Mistakes {
  readonly complain: Complain;
  /** Whether there is one at a place. */
  readonly isTold: (node: Node) => boolean;
}

/** A component that is used in many places has its mistakes once. */
function once(tell: Complain): Mistakes {
  const told = new Set<string>();
  const places = new Set<string>();
  const placeOf = ({ document, pointer }: Node): string => `${document.uri}#${pointer}`;
  return {
    complain(at, problem, part) {
      const key = `${placeOf(at)} ${problem}`;
      if (told.has(key)) return;
      told.add(key);
      places.add(placeOf(at));
      tell(at, problem, part);
    },
    isTold: (node) => places.has(placeOf(node)),
  };
}

function scriptOf(
  roots: readonly Workflow[],
  led: readonly Workflow[],
  { complain, isTold }: Mistakes,
): Script {
  return {
    steps: roots.flatMap(({ id, steps, node }) =>
      steps.length === 0
        ? [{ node, name: id }]
        : steps.map((step) => ({ node: step.node, name: `${id}: ${step.id}` })),
    ),
    async run(player) {
      const flow = createFlow(player, complain, isTold);
      const failed = new Set<Workflow>();
      for (const workflow of roots) {
        if (player.stopped()) {
          await skipWorkflow(workflow, flow);
          continue;
        }
        if (workflow.dependsOn.some((other) => failed.has(other))) {
          failed.add(workflow);
          leaveOut(unmet, workflow, player);
          continue;
        }
        flow.steps = 0;
        const { ok } = await runWorkflow(workflow, new Map(), flow);
        if (!ok) failed.add(workflow);
      }
      if (player.stopped()) return;
      for (const workflow of led) if (!flow.ran.has(workflow)) leaveOut(unreached, workflow, player);
    },
  };
}

function leaveOut(reason: string, { id, steps }: Workflow, player: Player): void {
  for (const step of steps) player.leaveOut(reason, step.node, `${id}: ${step.id}`);
}

/** Those that others call or go on with: they are run with what these pass to them, and not by themselves. */
function ledTo(workflows: readonly Workflow[]): Set<Workflow> {
  const found = new Set<Workflow>();
  for (const workflow of workflows)
    for (const { called, onSuccess, onFailure } of workflow.steps) {
      const actions = [...onSuccess, ...onFailure].map((action) => action.workflow);
      for (const other of [called.kind === 'workflow' ? called.workflow : undefined, ...actions])
        if (other && other !== workflow && workflows.includes(other)) found.add(other);
    }
  return found;
}

/** Inputs that are secret, so that values given for them are known before anything is sent. */
function variablesOf(workflows: readonly Workflow[]): Map<string, Variable> {
  const found = new Map<string, Variable>();
  for (const workflow of workflows)
    for (const [name, { schema }] of inputsOf(workflow)) {
      const { format, default: usual } = (schema.value ?? {}) as { format?: unknown; default?: unknown };
      const secret = format === 'password' || isSecretName(name);
      if (secret || !found.has(name)) found.set(name, { value: usual, secret });
    }
  return found;
}

/** Each workflow behind those that it depends on (Arazzo 1.0.1 section 4.6.4), which may be those of others. */
function inOrder(workflows: readonly Workflow[], complain: Complain): readonly Workflow[] {
  const ordered = new Set<Workflow>();
  const entered = new Set<Workflow>();
  const enter = (workflow: Workflow): void => {
    if (ordered.has(workflow)) return;
    if (entered.has(workflow)) {
      complain(workflow.node, `workflow ${workflow.id} depends on itself`, 'value');
      return;
    }
    entered.add(workflow);
    for (const other of workflow.dependsOn) enter(other);
    ordered.add(workflow);
  };
  for (const workflow of workflows) enter(workflow);
  return [...ordered];
}

function isBound({ dependsOn, node }: Workflow): boolean {
  return dependsOn.length > 0 || JSON.stringify(node.value).includes('$workflows.');
}

function textsOf(written: WrittenDescription, found = new Set<WrittenDescription>()): Document[] {
  for (const { description } of written.sources) {
    if (!description || found.has(description)) continue;
    found.add(description);
    textsOf(description, found);
  }
  return [...found].map(({ document }) => document);
}
