import type { Finding } from '../findings/finding.ts';
import { asWritten, type Naming } from '../findings/fingerprint.ts';
import type { FindingMeta } from '../findings/meta.ts';
import { compareFindings } from '../findings/order.ts';
import { summarize, type RunReport } from '../findings/run-report.ts';
import type { Source } from '../report/frame.ts';
import { exitCode, exitCodeOf, type FailOn } from './exit.ts';
import { reasonOf } from '../document/file-error.ts';
import { orTold, writeOutput } from './files.ts';
import type { Io } from './io.ts';
import type { CommonOptions, OutputFormat } from './options.ts';
import { render, type Rendering } from './render.ts';
import { version } from '../document/version.ts';

/** What a command hands over when it is done. */
export interface Outcome {
  readonly command: RunReport['command'];
  readonly specs: RunReport['specs'];
  readonly findings: readonly Finding[];
  /** The command's own section; `findings` has those that the baseline leaves. */
  section?(findings: readonly Finding[]): Pick<RunReport, 'diff' | 'probe'>;
  /** What follows from the findings that are left: it is neither ignored nor in a baseline. */
  following?(findings: readonly Finding[]): readonly Finding[];
  /** The texts that findings point into, by uri. */
  readonly texts: ReadonlyMap<string, string>;
  readonly startedAt: number;
  /** How long it took, in milliseconds, where that was not since then. */
  readonly took?: number;
  /** How many findings a comment, or what was there before, leaves out. */
  readonly suppressed?: number;
  /** What a baseline needs to know of the run: without it, nothing in one is known to be gone. */
  readonly baselined?: {
    readonly naming: Naming;
    readonly codes: ReadonlySet<string>;
    /** Relative to the working directory. */
    readonly file: string | undefined;
  };
  /** Whether formats that list findings list all changes too. */
  readonly changelog?: boolean;
  /** Kinds of findings that a team made itself. */
  readonly ownMetas?: readonly FindingMeta[];
  /** Whether standard output has something else already: then reports go to files only. */
  readonly printed?: boolean;
}

/**
 * Takes what a command found; writes its reports as the options say, the others too where one cannot be written; gives
 * the exit code.
 */
export async function finishRun(
  outcome: Outcome,
  options: CommonOptions,
  config: { readonly failOn?: FailOn; readonly maxWarnings?: number },
  io: Io,
): Promise<number> {
  const { fresh: left, suppressed } = await newFindings(outcome, options, io);
  const following = outcome.following?.(left) ?? [];
  const fresh = following.length === 0 ? left : [...left, ...following].sort(compareFindings);
  const durationMs = Math.round((outcome.took ?? io.now() - outcome.startedAt) * 10) / 10;
  const report: RunReport = {
    reportVersion: 1,
    tool: { name: 'apicheck', version },
    command: outcome.command,
    specs: outcome.specs,
    summary: summarize(fresh, suppressed + (outcome.suppressed ?? 0), durationMs),
    findings: fresh,
    ...outcome.section?.(fresh),
  };
  const asked: readonly OutputFormat[] =
    options.format.length > 0 ? options.format : [{ name: 'text', file: undefined }];
  const formats = outcome.printed === true ? asked.filter(({ file }) => file !== undefined) : asked;
  const failOn = options.failOn ?? config.failOn ?? 'error';
  const rendering: Rendering = {
    source: (uri) => outcome.texts.get(uri),
    color: useColor(options, io),
    whole: options.fold === false,
    changelog: outcome.changelog === true,
    ownMetas: outcome.ownMetas ?? [],
    failsFrom: failOn === 'never' ? 'error' : failOn,
    io,
  };
  let unwritten = false;
  for (const format of formats) {
    const done = await orTold(write(format, report, rendering, options, io), io);
    unwritten ||= !done;
  }
  if (unwritten) return exitCode.notDone;
  return exitCodeOf(report.summary, failOn, options.maxWarnings ?? config.maxWarnings);
}

async function write(
  { name, file }: OutputFormat,
  report: RunReport,
  rendering: Rendering,
  options: CommonOptions,
  io: Io,
): Promise<void> {
  const shown = options.quiet ? errorsOnly(report) : report;
  const rendered = await render(name, shown, { ...rendering, color: file === undefined && rendering.color });
  if (file === undefined) io.out(rendered);
  else await writeOutput(file, rendered, io);
  if (name === 'github') await appendSummary(shown, rendering.source, io);
}

/** The report without its lesser findings; exchanges refer to findings by index, so theirs are counted anew. */
function errorsOnly(report: RunReport): RunReport {
  const indexes = new Map<number, number>();
  const findings = report.findings.filter(({ severity }, index) => {
    if (severity === 'error') indexes.set(index, indexes.size);
    return severity === 'error';
  });
  const { probe } = report;
  if (probe === undefined) return { ...report, findings };
  const exchanges = probe.exchanges.map((exchange) => ({
    ...exchange,
    findings: exchange.findings.flatMap((index) => indexes.get(index) ?? []),
  }));
  return { ...report, findings, probe: { ...probe, exchanges } };
}

/** A job whose summary can't be written to has still been judged. */
async function appendSummary(report: RunReport, source: Source, io: Io): Promise<void> {
  const file = io.env['GITHUB_STEP_SUMMARY'];
  if (file === undefined || file === '') return;
  const { githubSummary } = await import('../report/github.ts');
  try {
    await io.append(file, githubSummary(report, source));
  } catch (error) {
    io.err(`apicheck: the job's summary could not be written: ${reasonOf(error)}\n`);
  }
}

/** `--color` and `--no-color` win over FORCE_COLOR, it over NO_COLOR, it over whether there is a terminal. */
export function useColor(options: Pick<CommonOptions, 'color'>, io: Io): boolean {
  if (options.color !== undefined) return options.color;
  const { FORCE_COLOR, NO_COLOR } = io.env;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  return io.outIsTerminal && io.env['TERM'] !== 'dumb';
}

async function newFindings(
  { specs, findings, texts, baselined }: Outcome,
  options: CommonOptions,
  io: Io,
): Promise<{ readonly fresh: readonly Finding[]; readonly suppressed: number }> {
  const file = baselined ? baselined.file : options.baseline;
  if (file === undefined && !options.updateBaseline && !options.acceptNew)
    return { fresh: findings, suppressed: 0 };
  const { applyBaseline, checkBaselineOptions } = await import('./baseline.ts');
  checkBaselineOptions(file, options);
  if (file === undefined) return { fresh: findings, suppressed: 0 };
  const { naming = asWritten, codes = new Set<string>() } = baselined ?? {};
  const run = { findings, codes, specs: specs.map(({ uri }) => uri), uris: texts.keys(), nameOf: naming.uri };
  return applyBaseline(run, file, options, io);
}
