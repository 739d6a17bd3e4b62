import type { Location } from '../document/document.ts';
import type { Pointer } from '../document/pointer.ts';
import type { Evidence, Finding, OperationName } from './finding.ts';

/** One run's report, as `report.schema.json` describes it: what every format is made from. */
export interface RunReport {
  readonly reportVersion: 1;
  readonly tool: { readonly name: 'apicheck'; readonly version: string };
  readonly command: 'lint' | 'diff' | 'probe';
  readonly specs: readonly SpecName[];
  readonly summary: Summary;
  readonly findings: readonly Finding[];
  readonly diff?: DiffSection;
  readonly probe?: ProbeSection;
}

/** A description that a run looked at. */
export interface SpecName {
  readonly uri: string;
  readonly role: 'spec' | 'before' | 'after';
  /** Its name in `apicheck.yaml`. */
  readonly api?: string;
  /** The value of its `openapi` or `swagger` field. */
  readonly openapi?: string;
}

export interface Summary {
  readonly error: number;
  readonly warning: number;
  readonly info: number;
  /** Left out by a baseline or a comment. */
  readonly suppressed: number;
  readonly durationMs: number;
}

export interface DiffSection {
  readonly changes: readonly DiffChange[];
  readonly breaking: boolean;
  readonly semver: 'major' | 'minor' | 'patch' | 'none';
  readonly operations: {
    readonly added: readonly OperationName[];
    readonly removed: readonly OperationName[];
    readonly changed: readonly OperationName[];
  };
  readonly pairs: {
    readonly compared: number;
    readonly equivalent: number;
    /** Of the equivalent ones, those that differ in more than words, and break nobody. */
    readonly contained?: number;
    readonly proven: number;
    readonly unproven: number;
  };
}

/** One difference between two versions. It has a place in `before`, in `after`, or in both. */
export interface DiffChange {
  readonly code: string;
  readonly message: string;
  readonly breaking: boolean | 'unproven';
  readonly operation?: OperationName;
  /** All that it reaches, where they are several. */
  readonly operations?: readonly OperationName[];
  readonly before?: Location;
  readonly after?: Location;
  readonly evidence?: Evidence;
  /** Where the team lives with it: then it is not breaking. */
  readonly accepted?: Accepted;
}

/** How a team has said that it lives with a change. */
export interface Accepted {
  /** An entry under `diff.accept`, a comment in the description, or the baseline. */
  readonly by: 'config' | 'comment' | 'baseline';
  readonly reason?: string;
  /** The last day on which that holds, as `2027-01-31`. */
  readonly until?: string;
}

export interface ProbeSection {
  readonly mode: 'offline' | 'live';
  readonly target?: string;
  /** How many exchanges there were. */
  readonly counts: ExchangeCounts;
  /** In the order in which they were run; of very many, the first and those that findings are in. */
  readonly exchanges: readonly ProbedExchange[];
  /** Why exchanges were skipped, where any were, and how many for each reason; most first. */
  readonly skipped?: readonly SkippedExchanges[];
  /** Operations that no request was made up for, where requests were, and why; most first. */
  readonly untried?: readonly UntriedOperations[];
  /** What made-up requests have changed or made at the provider and is not as it was, and why; most first. */
  readonly left?: readonly LeftBehind[];
  readonly coverage: Coverage;
}

/** Exchanges that were skipped for one reason. */
export interface SkippedExchanges {
  readonly reason: string;
  readonly exchanges: number;
}

/** Operations that no request was made up for, for one reason. */
export interface UntriedOperations {
  /** As `they change something (--unsafe tries them)`. */
  readonly reason: string;
  /** Their names, as `GET /titles`. */
  readonly operations: readonly string[];
}

/** What is not as it was before the run, for one reason. */
export interface LeftBehind {
  /** As `no operation deletes it`. */
  readonly reason: string;
  /** Operations that changed something, and paths of what was made, with how many: `/titles/{id} (3)`. */
  readonly things: readonly string[];
}

/** Exchanges by what they came to. */
export type ExchangeCounts = Readonly<Record<'total' | ProbedExchange['outcome'], number>>;

export interface ProbedExchange {
  readonly name: string;
  readonly source?: { readonly uri: string; readonly pointer: Pointer };
  readonly operation?: OperationName;
  readonly request?: { readonly method: string; readonly url: string };
  readonly response?: { readonly status: number };
  readonly outcome: 'pass' | 'fail' | 'skip' | 'error';
  /** Why it was skipped, if it was. */
  readonly skipped?: string;
  readonly durationMs?: number;
  /** Indexes into the report's findings. */
  readonly findings: readonly number[];
  /** A command that sends it again. */
  readonly reproduce?: string;
  /** What to send before that: what it is about was made or changed so. */
  readonly prepare?: Preparation;
  /** What was sent and came back, for formats that show it: it is not in the JSON report. */
  readonly messages?: ExchangedMessages;
}

/** Commands that lead to where another one can be sent. */
export interface Preparation {
  readonly commands: readonly string[];
  /** Ids in the other one that the provider chose: another time, it is likely to choose others. */
  readonly ids: readonly string[];
}

/** What was sent and came back, without secrets. */
export interface ExchangedMessages {
  readonly request: MessageShown;
  readonly response?: MessageShown;
  /** Why no whole response came back. */
  readonly failure?: string;
}

/** A message as a report shows it; a body of JSON is laid out, its values as they are written. */
export interface MessageShown {
  /** Method and URL, or the status. */
  readonly line: TextShown;
  readonly headers: readonly (TextShown & { readonly name: string })[];
  /** With how much is left out before and after what is shown, in UTF-16 units. */
  readonly body?: TextShown & { readonly before?: number; readonly after?: number };
  /** Why a body is not shown. */
  readonly note?: string;
}

/** A text and the stretches of it that findings are about, in UTF-16 units, in order. */
export interface TextShown {
  readonly text: string;
  readonly marks: readonly (readonly [start: number, end: number])[];
}

/** What of a contract can be seen in exchanges. */
export const coverageKinds = [
  'operations',
  'responses',
  'mediaTypes',
  'parameters',
  'requestProperties',
  'responseProperties',
  'enumValues',
  'alternatives',
] as const;
export type CoverageKind = (typeof coverageKinds)[number];

/** How much of each kind exchanges have shown. A schema counts once, however many operations refer to it. */
export interface Coverage extends Readonly<Record<CoverageKind, Covered>> {
  /** Operations without responses, and responses, as `GET /titles/{id} 404`. */
  readonly uncovered: readonly string[];
  /** The other kinds; of very many, the first. */
  readonly unseen: readonly Unseen[];
  /** Every operation of the contract. */
  readonly byOperation: readonly OperationCoverage[];
}

export interface Unseen {
  readonly kind: Exclude<CoverageKind, 'operations' | 'responses'>;
  readonly name: string;
  /** The uri of the contract, where there are several. */
  readonly spec?: string;
}

export interface OperationCoverage {
  readonly operation: OperationName;
  /** The uri of the contract, where there are several. */
  readonly spec?: string;
  readonly exchanges: number;
  /** Those that are documented, and others that came back. */
  readonly responses: readonly ResponseCoverage[];
}

export interface ResponseCoverage {
  /** `200`, `4XX`, `default`. */
  readonly status: string;
  readonly documented: boolean;
  readonly exchanges: number;
}

export interface Covered {
  readonly covered: number;
  readonly total: number;
}

/** Takes findings, how many were suppressed, and the run's length; gives their counts by severity. */
export function summarize(findings: readonly Finding[], suppressed: number, durationMs: number): Summary {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  return { ...counts, suppressed, durationMs };
}
