import { readPolicy, mergePolicies, type AcceptConfig, type DiffConfig } from '../../config/diff.ts';
import { matchPointer } from '../../config/pointer-pattern.ts';
import { fileHint } from '../../document/nearest-file.ts';
import { nearestName } from '../../document/nearest.ts';
import type { DocumentStore } from '../../document/store.ts';
import { defaultPolicy, type DiffPolicy } from '../../diff/policy.ts';
import type { Acceptance } from '../../diff/policy-accept.ts';
import { codeNames } from '../code-names.ts';
import { refuseMistakes } from '../config-mistakes.ts';
import { RunError } from '../errors.ts';
import { withSource } from '../files.ts';
import type { Settings } from '../settings.ts';

/** What a run goes by where no message decides. */
export interface ResolvedPolicy {
  readonly policy: DiffPolicy;
  /** Each with the entry of the config that it comes from. */
  readonly acceptances: ReadonlyMap<Acceptance, AcceptConfig>;
  /** The text of the policy file, by its uri. */
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * Takes the settings, a policy file that goes before them, if any, the name of the API that is compared, if it has
 * one, and the day; gives what holds. Throws RunError with every mistake at its line.
 */
export async function resolvePolicy(
  settings: Settings,
  file: string | undefined,
  api: string | undefined,
  store: DocumentStore,
  { cwd, today }: { readonly cwd: string; readonly today: string },
): Promise<ResolvedPolicy> {
  const texts = new Map<string, string>();
  const said = [settings.config.diff];
  if (file !== undefined) {
    const opened = await store.open(file);
    if (opened.kind === 'failed') throw new RunError(withSource(file, opened.reason) + fileHint(file, cwd));
    const [first] = opened.opened;
    if (!first) throw new RunError(`${file} holds nothing`);
    const { policy, problems } = readPolicy(first.document);
    refuseMistakes([...first.problems, ...problems], 'the policy');
    texts.set(first.document.uri, first.document.text);
    said.push(policy);
  }
  const config = mergePolicies(said);
  return { policy: policyOf(config, today), acceptances: await acceptancesOf(config, settings, api), texts };
}

function policyOf(
  { deprecationDays, unstable, accept: _, ...severities }: DiffConfig,
  today: string,
): DiffPolicy {
  const usual = defaultPolicy(today);
  return {
    deprecationDays: { ...usual.deprecationDays, ...deprecationDays },
    unstable: unstable ? new Set(unstable) : usual.unstable,
    severities,
    today,
  };
}

async function acceptancesOf(
  { accept = [] }: DiffConfig,
  { config: { apis }, ownRules }: Settings,
  api: string | undefined,
): Promise<ReadonlyMap<Acceptance, AcceptConfig>> {
  const acceptances = new Map<Acceptance, AcceptConfig>();
  if (accept.length === 0) return acceptances;
  const names = await codeNames(ownRules);
  const mistakes: { readonly message: string; readonly location: AcceptConfig['location'] }[] = [];
  const unknown = (kind: string, name: string, known: Iterable<string>, { location }: AcceptConfig): void => {
    const near = nearestName(name, known);
    const hint = near === undefined ? '' : `; did you mean "${near}"?`;
    mistakes.push({ message: `there is no ${kind} "${name}"${hint}`, location });
  };
  for (const entry of accept) {
    const codes = names.get(entry.code);
    if (!codes) unknown('change', entry.code, names.keys(), entry);
    if (entry.api !== undefined && !apis.has(entry.api)) unknown('API', entry.api, apis.keys(), entry);
    if (!codes || (entry.api !== undefined && entry.api !== api)) continue;
    const covers = entry.pointer === undefined ? () => true : matchPointer(entry.pointer);
    const acceptance: Acceptance = {
      codes: new Set(codes),
      operation: entry.operation,
      covers: ({ pointer }) => covers(pointer),
      reason: entry.reason,
      until: entry.until,
    };
    acceptances.set(acceptance, entry);
  }
  refuseMistakes(mistakes);
  return acceptances;
}
