import type { Summary } from '../findings/run-report.ts';

/** What a CI job sees of a run. */
export const exitCode = { done: 0, findings: 1, notDone: 2, bug: 3 } as const;

/** What users and systems end a run with: Ctrl-C, a closed terminal, a CI job that is cancelled. */
export const endingSignals = ['SIGINT', 'SIGHUP', 'SIGTERM'] as const;

/** What a shell shows of a run that a signal has ended: 128 and the number of the signal. */
export const signalCode = { SIGINT: 130, SIGHUP: 129, SIGTERM: 143 } as const;

export type FailOn = 'error' | 'warning' | 'info' | 'never';

/** Takes the counts of a run, from which severity on it fails, and how many warnings it may have; gives 0 or 1. */
export function exitCodeOf(summary: Summary, failOn: FailOn, maxWarnings: number | undefined): 0 | 1 {
  if (maxWarnings !== undefined && summary.warning > maxWarnings) return exitCode.findings;
  const { error, warning, info } = summary;
  const reached =
    failOn === 'never'
      ? 0
      : failOn === 'error'
        ? error
        : failOn === 'warning'
          ? error + warning
          : error + warning + info;
  return reached > 0 ? exitCode.findings : exitCode.done;
}
