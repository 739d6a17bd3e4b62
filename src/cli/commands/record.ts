import { setTimeout as sleep } from 'node:timers/promises';
import { CannotListen } from '../../probe/live/errors.ts';
import { createForwarder } from '../../probe/live/forward.ts';
import { createRedactor, type Redactor } from '../../probe/redact.ts';
import { decompressed } from '../../probe/recordings/decompress.ts';
import { prefixOfTarget } from '../../probe/recordings/whereabouts.ts';
import type { SentExchange } from '../../probe/recordings/sent.ts';
import { secretsInBody } from '../../probe/secret-names.ts';
import { createSchemas } from '../../schema/create-schemas.ts';
import { printable } from '../../report/printable.ts';
import { createCollector } from '../../findings/collect.ts';
import { asyncApisOf } from '../async-apis.ts';
import { RunError } from '../errors.ts';
import { exitCode, exitCodeOf } from '../exit.ts';
import { checkOutputs } from '../files.ts';
import type { Io } from '../io.ts';
import type { RecordOptions } from '../record-options.ts';
import { judgeOne } from '../record/judge-one.ts';
import { createKept, type Kept } from '../record/kept.ts';
import { startProxy } from '../record/proxy.ts';
import { loadSettings } from '../settings.ts';
import { openOneSpec } from '../specs.ts';
import { runStore } from '../store.ts';
import { resolveTarget } from '../target.ts';
import { writeRecording } from '../write-recording.ts';

const saveEveryMs = 2_000;
/** Requests under way are waited for that long before it is said. */
const silentMs = 300;
const underWay = 'waiting for the answers that are under way; Ctrl-C once more to stop at once';
/** Requests are handed on as they come: credentials, headers and pace are those of whoever sends them. */
const untouched = {
  auth: new Map<string, string>(),
  header: new Map<string, string>(),
  timeout: 300_000,
  concurrency: 64,
  retries: 0,
  seed: 0,
};

/**
 * `apicheck record`: takes the options; listens in front of the target, writes what goes through as a recording, and
 * says of each exchange whether it keeps to the contract, until it is interrupted; gives the exit code.
 */
export async function recordCommand(options: RecordOptions, io: Io): Promise<number> {
  if (options.spec === undefined && options.format.length > 0)
    throw new RunError('--format reports what is judged: name the contract with --spec');
  const reports = options.format.flatMap(({ file }) => file ?? []);
  await checkOutputs([options.output, ...reports], io);
  const store = runStore(io, options);
  // It goes on until it is interrupted, however long that is.
  const settings = await loadSettings(options.config, store, { ...io, bound: () => {} });
  const opened =
    options.spec === undefined ? undefined : await openOneSpec(options.spec, settings, store, io);
  const { live, secrets } = await resolveTarget(
    options.target,
    opened?.name,
    settings,
    { ...untouched, ...options },
    io,
  );
  const target = new URL(live.target);
  const maxBytes = store.limits.responseBytes;
  const redactor = createRedactor(opened?.loaded.api ?? { securitySchemes: new Map() }, secrets);
  const forwarder = await createForwarder(target.origin, { ...live, maxBytes });
  const schemas = opened && createSchemas(opened.loaded.api.documents);
  const mistakes = createCollector();
  const asyncApis = opened
    ? await asyncApisOf(opened, opened.name, settings, store, mistakes, options.asyncapi)
    : [];
  for (const { location, message } of mistakes.findings())
    io.err(`! ${location.uri}:${location.range.start.line}: ${printable(message)}\n`);
  const kept = createKept(store.limits, 'passed on', (why) => io.err(`! ${why}\n`));
  const { exchanges } = kept;
  let judging = Promise.resolve();
  let saved = 0;
  let findings = 0;
  /** Of exchanges that there was no room for, and that no report has. */
  const unreported = { error: 0, warning: 0, info: 0 };
  /** Writing the whole of a long recording takes its time, and none of it is for those that pass. */
  let pause = saveEveryMs;
  const save = async (): Promise<void> => {
    const { length } = exchanges;
    if (length === saved) return;
    const startedAt = io.now();
    const spec = opened?.loaded.api.documents.root.uri;
    const { origin } = target;
    const { limits } = store;
    await writeRecording(options.output, { exchanges, origin, spec, redactor, limits }, io);
    saved = length;
    pause = Math.max(saveEveryMs, 10 * (io.now() - startedAt));
  };
  const interrupted = io.interruption();
  let told = '';
  // A disk may have room again before the end.
  const saveForNow = async (): Promise<void> => {
    try {
      await save();
      told = '';
    } catch (error) {
      if (!(error instanceof RunError)) throw error;
      if (error.message !== told && !interrupted.aborted) io.err(`! ${error.message}; it is tried again\n`);
      told = error.message;
    }
  };
  const proxy = await startProxy({
    forwarder,
    basePath: target.pathname.replace(/\/+$/, ''),
    host: options.host,
    port: options.port,
    maxBytes,
    now: () => Date.now(),
    onFailure: (request, reason) =>
      io.err(`! ${say(redactor, request)}: ${say(redactor, reason)}; not recorded\n`),
    onExchange(sent) {
      const { request, response } = sent;
      const headers = [...request.headers, ...response.headers].map(([name, value]) => ({ name, value }));
      redactor.addCredentials({ headers, target: request.path });
      for (const secret of secretsSent(decompressed(sent, store.limits))) redactor.addNamed(secret);
      const isKept = kept.add(sent);
      judging = judging.then(async () => {
        const faults =
          opened && schemas ? await judgeOne(sent, opened.loaded.api, schemas, live.target, asyncApis) : [];
        findings += faults.length;
        if (!isKept) for (const { severity } of faults) unreported[severity] += 1;
        if (faults.length === 0 && options.quiet) return;
        const mark = faults.length > 0 ? '✗' : opened ? '✓' : '·';
        const gone = isKept ? '' : ', not recorded';
        io.err(
          `${mark} ${say(redactor, `${sent.request.method} ${sent.request.path}`)} → ${sent.response.status}${gone}\n`,
        );
        for (const { line } of faults) io.err(`    ${say(redactor, line)}\n`);
      });
    },
  }).catch((error: unknown) => {
    throw new RunError(new CannotListen(options.host, options.port, error, '--port chooses another').message);
  });
  io.err(
    `apicheck: ${proxy.url} records what goes to ${redactor.target(live.target)} into ${options.output}; end it with Ctrl-C\n`,
  );
  try {
    while (!interrupted.aborted) {
      await sleep(pause, undefined, { signal: interrupted }).catch(() => {});
      // At the end too: whoever does not wait for what is under way has what was there until then.
      await saveForNow();
    }
  } finally {
    const waiting = setTimeout(() => io.err(`apicheck: ${underWay}\n`), silentMs);
    await proxy.close();
    clearTimeout(waiting);
    await forwarder.close();
  }
  await judging;
  await save();
  io.err(`apicheck: ${summary(kept, options.output, opened ? findings : undefined)}\n`);
  if (opened === undefined) return exitCode.done;
  const recordedAt = /^https?:/.test(target.origin) ? { recordedAt: target.origin } : {};
  const stripPrefix = prefixOfTarget(opened.loaded.api, live.target);
  const code =
    exchanges.length === 0
      ? exitCode.done
      : await reportOf({ ...options, stripPrefix, ...recordedAt }, opened.name ?? options.spec, io);
  if (code !== exitCode.done) return code;
  const failOn = options.failOn ?? settings.config.failOn ?? 'error';
  const left = { ...unreported, suppressed: 0, durationMs: 0 };
  return exitCodeOf(left, failOn, options.maxWarnings ?? settings.config.maxWarnings);
}

/** What was recorded is judged as a whole, in its own lines: as `probe` does with the recording, and with its report. */
async function reportOf(
  options: RecordOptions & { readonly stripPrefix: string; readonly recordedAt?: string },
  spec: string | undefined,
  io: Io,
): Promise<number> {
  const { target: _target, output, ...shared } = options;
  const { probeCommand } = await import('./probe.ts');
  return probeCommand([output], { ...judged, ...shared, ...(spec !== undefined && { spec }) }, io);
}

/** Nothing is sent or chosen. */
const judged = {
  ...untouched,
  operation: [],
  tag: [],
  var: new Map<string, string>(),
  source: new Map<string, string>(),
  minCoverage: new Map(),
  rule: new Map(),
};

/** Takes what was kept, where, and how much was found, undefined where nothing was judged. */
function summary(kept: Kept, file: string, findings: number | undefined): string {
  const { length: exchanges } = kept.exchanges;
  const left = kept.left() === 0 ? '' : `, ${kept.left()} more not recorded`;
  if (exchanges === 0 && left === '') return `nothing was recorded; ${file} is not written`;
  const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
  const found = findings === undefined ? 'not judged, as no --spec was given' : counted(findings, 'finding');
  return `${counted(exchanges, 'exchange')} in ${file}${left}, ${found}`;
}

function say(redactor: Redactor, text: string): string {
  return printable(redactor.text(text));
}

/** What is a secret by its name in what both ends sent. */
function secretsSent({ request, response, messages = [] }: SentExchange): string[] {
  const bodies = [
    request.body ?? new Uint8Array(),
    response.bytes,
    ...messages.map(({ text }) => Buffer.from(text)),
  ];
  return bodies.flatMap((bytes) => secretsInBody({ bytes }));
}
