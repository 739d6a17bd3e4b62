import { InvalidArgumentError, Option } from './commander.ts';
import { coverageKinds, type Coverage, type CoverageKind } from '../findings/run-report.ts';
import { exitCode } from './exit.ts';
import type { Io } from './io.ts';
import { notOneOf } from './options.ts';

/** The percentage that has to be covered, by kind. */
export type MinCoverage = ReadonlyMap<CoverageKind, number>;

const kinds = new Map(coverageKinds.map((kind) => [optionName(kind), kind]));

/** Of the kinds of coverage, as options call them. */
const kindNames = [...kinds.keys()];

/** Gives the option `--min-coverage`. */
export function minCoverageOption(): Option {
  const words = `exit with 1 if fewer operations are covered, or of a kind: ${kindNames.join(', ')}; repeat for several`;
  return new Option('--min-coverage <[kind=]percent>', words)
    .argParser(collectMinCoverage)
    .default(new Map());
}

function optionName(kind: CoverageKind): string {
  return kind.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Reads `PERCENT`, which is of operations, or `KIND=PERCENT`, adding to what came before. */
export function collectMinCoverage(value: string, before: MinCoverage): MinCoverage {
  const [, name = 'operations', percent = ''] = /^(?:([a-z-]+)=)?(\d{1,3}(?:\.\d+)?)%?$/.exec(value) ?? [];
  const kind = kinds.get(name);
  if (percent === '' || Number(percent) > 100)
    throw new InvalidArgumentError('Write it as a percentage up to 100, or as KIND=PERCENT.');
  if (kind === undefined) throw notOneOf(name, kindNames);
  return new Map([...before, [kind, Number(percent)]]);
}

/** Takes what a run covered and what it has to; says where that is less; gives the exit code. */
export function coverageCode(
  coverage: Coverage,
  { minCoverage }: { readonly minCoverage: MinCoverage },
  io: Io,
): number {
  let code: number = exitCode.done;
  for (const [kind, percent] of minCoverage) {
    const { covered, total } = coverage[kind];
    if (total === 0 || (covered / total) * 100 >= percent) continue;
    const words = optionName(kind).replaceAll('-', ' ');
    io.err(`apicheck: ${covered} of ${total} ${words} are covered, fewer than ${percent}%\n`);
    code = exitCode.findings;
  }
  return code;
}
