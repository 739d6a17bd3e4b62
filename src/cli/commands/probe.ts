import type { Document } from '../../document/document.ts';
import { createCollector } from '../../findings/collect.ts';
import { documentMetas, referenceMetas } from '../../findings/document-metas.ts';
import { compareFindings } from '../../findings/order.ts';
import type { SpecName } from '../../findings/run-report.ts';
import type { ProbeResult } from '../../probe/run.ts';
import { RunError } from '../errors.ts';
import { exitCode } from '../exit.ts';
import { checkOutputs, orTold } from '../files.ts';
import { withoutIgnored } from '../ignored.ts';
import type { Io } from '../io.ts';
import { coverageCode } from '../min-coverage.ts';
import { mergeResults } from '../merge/merge-results.ts';
import { createNaming } from '../naming.ts';
import { finishRun } from '../output.ts';
import type { AllowList } from '../probe-allow.ts';
import type { ProbeOptions } from '../probe-options.ts';
import { createProbeProgress, type ProbeProgress } from '../probe-progress.ts';
import { contractsToTry } from '../probe/contracts-to-try.ts';
import type { ContractRun } from '../probe/probe-contract.ts';
import { openRecordings, type OpenedRecording } from '../recordings.ts';
import { loadSettings, resolveSeverities, type Settings } from '../settings.ts';
import { openOneSpec, specName, type OpenedSpec } from '../specs.ts';
import { runStore } from '../store.ts';
import { createTiming } from '../timing.ts';
import { checkSelection } from '../selection.ts';

export type { ProbeOptions } from '../probe-options.ts';

/** A run of more exchanges than this is a long one. */
const longRun = 300;

/** In a part of a run that is shared, nothing may call what others do. */
async function coverageOfNothing({ loaded: { api } }: OpenedSpec): Promise<ProbeResult['coverage']> {
  const [{ createCoverage }, { createSchemas }] = await Promise.all([
    import('../../probe/coverage.ts'),
    import('../../schema/create-schemas.ts'),
  ]);
  return createCoverage(api, createSchemas(api.documents)).coverage();
}

/** `apicheck probe`: takes what the user named and the options; prints the report; gives the exit code. */
export async function probeCommand(named: readonly string[], options: ProbeOptions, io: Io): Promise<number> {
  if (options.generate && options.target === undefined)
    throw new RunError('--generate sends requests: name a provider with --target');
  if (options.record !== undefined && options.target === undefined)
    throw new RunError('--record writes what a provider answers: name one with --target');
  // Of a run that is shared, the first part makes requests up: all parts would make up the same.
  const generate = options.generate === true && (options.shard?.index ?? 1) === 1;
  if (options.target !== undefined) await checkOutputs(outputsOf(options), io);
  const startedAt = io.now();
  const timing = createTiming(io, options.timing);
  const store = runStore(io, options);
  const settings = await loadSettings(options.config, store, io);
  const { severityOf } = await resolveSeverities(settings, options.rule, 'recommended');
  const baseline = options.baseline ?? settings.config.baseline;
  const naming = createNaming(io, settings.base, baseline);
  const collector = createCollector(severityOf, naming);
  const asked = contractsToTry(named, options, settings);
  const [{ recordings, ofOtherParts, specs: against }, { probeContract }, { sectionOf }, { probeChecks }] =
    await Promise.all([
      openRecordings(named, options.spec, settings, store, collector, io, options),
      import('../probe/probe-contract.ts'),
      import('../../probe/run-section.ts'),
      import('../../probe/registry.ts'),
    ]);

  timing.mark('reading recordings');
  if (options.record !== undefined && new Set(recordings.map(({ spec }) => spec)).size > 1)
    throw new RunError('--record writes the exchanges of one contract: choose it with --spec');
  if (options.source.size > 0) {
    const { checkSources } = await import('../probe/other-apis.ts');
    checkSources(
      [...recordings, ...ofOtherParts].map(({ recording }) => recording),
      options,
    );
  }
  const progress = createProbeProgress(io, countOf(recordings));
  // Before the first exchange, where that can be seen: of code that has run once, it is decided when it is optimised.
  if (isLong(recordings)) io.longRun?.();
  const interrupted = options.target === undefined ? undefined : interruption(io, progress);
  let exchanges = 0;
  const texts = new Map<string, string>();
  const allowed = await openAllowList(settings, io);
  const specs: SpecName[] = [];
  const results: ProbeResult[] = [];
  let unwritten = false;
  const probed = new Set<string | undefined>();
  const contracts: Document[] = [];
  const opening: [string, OpenedSpec][] = [];
  for (const contract of new Set([...against, ...asked]))
    opening.push([contract, await openOneSpec(contract, settings, store, io)]);
  checkSelection(
    opening.map(([, { loaded }]) => loaded.api),
    options,
  );
  if (options.asyncapi.length > 0 && opening.length > 1)
    throw new RunError('--asyncapi names documents beside one contract: choose it with --spec');
  const run: ContractRun = {
    options,
    settings,
    store,
    io,
    severityOf,
    naming,
    collector,
    allowed,
    progress,
    interrupted,
    generate,
    texts,
    onExchange(ran, madeUp) {
      if (++exchanges === longRun) io.longRun?.();
      progress.onExchange(ran, madeUp);
    },
  };
  for (const [contract, opened] of opening) {
    specs.push(specName(opened, 'spec'));
    const ofContract = (some: readonly OpenedRecording[]) =>
      some.flatMap(({ spec, recording }) => (spec === contract ? [recording] : []));
    const theirs = ofContract(recordings);
    const { name, documents, others, result, written } = await probeContract(
      run,
      opened,
      theirs,
      ofContract(ofOtherParts),
    );
    contracts.push(...documents);
    results.push(result);
    // Their exchanges are in the workflows that call them.
    for (const [index, other] of others.entries()) {
      const coverage = result.others?.[index]?.coverage ?? (await coverageOfNothing(other));
      const none = { total: 0, pass: 0, fail: 0, error: 0, skip: 0 };
      const nothing = { exchanges: [], findings: [], tallies: [], untried: [], left: [] };
      specs.push(specName(other, 'spec'));
      results.push({ ...result, ...nothing, allowed: 0, counts: none, coverage });
    }
    probed.add(name);
    if (!written) unwritten = true;
  }

  timing.mark('reading contracts, sending and judging');
  const merged = mergeResults(results, specs);
  if (generate && merged.counts.total === 0 && options.unsafe !== true)
    io.err(
      'apicheck: no request was made up: no operation has a safe method; --unsafe tries the others too\n',
    );
  const metas = [...Object.values(documentMetas), ...Object.values(referenceMetas), ...probeChecks];
  const { operation, tag, bail, spec } = options;
  const filtered = operation.length + tag.length > 0 || bail === true;
  if (allowed) {
    const { isLookedFor } = await import('../../probe/verdicts/blame.ts');
    const everything = named.length === 0 && !filtered;
    allowed.report(
      collector,
      (api, code) =>
        everything &&
        (api === undefined ? spec === undefined : probed.has(api)) &&
        isLookedFor(code, merged.mode),
      opening.map(([, { loaded }]) => loaded.api),
    );
    for (const [uri, text] of allowed.texts()) texts.set(uri, text);
  }
  const all = [...collector.findings(), ...merged.findings].sort(compareFindings);
  const { findings, suppressed } = await withoutIgnored(all, {
    documents: contracts,
    metas,
    ownMetas: settings.ownRules,
    severityOf,
    naming,
    today: io.today(),
  });
  if (options.propose !== undefined) {
    const { writeProposals } = await import('../proposals.ts');
    if (!(await orTold(writeProposals(findings, options.propose, io), io))) unwritten = true;
  }
  const code = await finishRun(
    {
      command: 'probe',
      specs,
      findings,
      section: (fresh) => ({ probe: sectionOf(merged, fresh) }),
      texts,
      startedAt,
      suppressed: suppressed + merged.allowed,
      // What was not run may still have what the baseline lists.
      baselined: { naming, codes: new Set(filtered ? [] : metas.map(({ code }) => code)), file: baseline },
    },
    options,
    settings.config,
    io,
  );
  timing.mark('report');
  timing.print();
  if (unwritten) return exitCode.notDone;
  if (interrupted?.aborted) return code === exitCode.done ? exitCode.notDone : code;
  return code === exitCode.done ? coverageCode(merged.coverage, options, io) : code;
}

function outputsOf({ record, propose, format }: ProbeOptions): string[] {
  return [record, propose, ...format.map(({ file }) => file)].filter((file) => file !== undefined);
}

/** What a run has made on the provider is removed, and what it found is told, before it ends. */
function interruption(io: Io, { say }: ProbeProgress): AbortSignal {
  const signal = io.interruption();
  signal.addEventListener('abort', () =>
    say('interrupted: cleaning up, then the report so far; once more to stop at once'),
  );
  return signal;
}

/** Whether what was read of the recordings so far makes a long run. */
function isLong(recordings: readonly OpenedRecording[]): boolean {
  const read = recordings.reduce((sum, { recording }) => sum + recording.exchanges.length, 0);
  return read > longRun || recordings.some(({ recording }) => recording.more !== undefined);
}

/** How many exchanges there are; of a stream and of workflows, nobody knows before they are read. */
function countOf(recordings: readonly OpenedRecording[]): number | undefined {
  if (recordings.some(({ recording: { more, flowsOf } }) => more ?? flowsOf)) return undefined;
  return recordings.reduce((sum, { recording }) => sum + recording.exchanges.length, 0);
}

async function openAllowList(settings: Settings, io: Io): Promise<AllowList | undefined> {
  const { allow, apis } = settings.config;
  if (allow.length === 0 && [...apis.values()].every((api) => (api.allow ?? []).length === 0))
    return undefined;
  return (await import('../probe-allow.ts')).createAllowList(settings, io.today());
}
