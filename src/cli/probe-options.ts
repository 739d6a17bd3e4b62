import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Profile } from '../probe/run-options.ts';
import type { Severity } from '../findings/finding.ts';
import { collectMinCoverage, kindNames, type MinCoverage } from './min-coverage.ts';
import { collectRule, wholeNumber, type CommonOptions } from './options.ts';

/** The options of `probe`, beside those of every command. */
export interface ProbeOptions extends CommonOptions {
  readonly spec?: string;
  readonly target?: string;
  readonly operation: readonly string[];
  readonly tag: readonly string[];
  readonly header: ReadonlyMap<string, string>;
  readonly var: ReadonlyMap<string, string>;
  readonly timeout: number;
  readonly stripPrefix?: string;
  readonly profile?: Profile;
  readonly bail?: boolean;
  readonly propose?: string;
  /** In percent, by kind. */
  readonly minCoverage: MinCoverage;
  readonly rule: ReadonlyMap<string, Severity | 'off'>;
}

/** Takes the command; gives it with its options. */
export function addProbeOptions(command: Command): Command {
  return command
    .option('--spec <spec>', 'the contract; else the one that a recording or the config names')
    .option('--target <url>', 'send the requests to this running provider: a URL, or a name in the config')
    .option(
      '--operation <id>',
      'only exchanges of this operation, by operationId; repeat for several',
      collectText,
      [],
    )
    .option('--tag <tag>', 'only exchanges of operations with this tag; repeat for several', collectText, [])
    .option(
      '--header <name:value>',
      'send this header with every request; repeat for several',
      collectHeader,
      new Map(),
    )
    .option(
      '--var <name=value>',
      'a value for {name} in recordings; repeat for several',
      collectVariable,
      new Map(),
    )
    .option(
      '--strip-prefix <path>',
      'what stands before the paths of the API in recordings, such as /gateway',
    )
    .option('--timeout <ms>', 'give up on a response after this many milliseconds', wholeNumber, 10_000)
    .addOption(
      new Option(
        '--profile <name>',
        'what recorded responses are: traffic, or pact for the part that a consumer expects (default: pact for pacts)',
      ).choices(['traffic', 'pact']),
    )
    .option('--bail', 'stop at the first exchange that fails')
    .option(
      '--propose <file>',
      'write what the contract is likely wrong about as an OpenAPI Overlay that mends it',
    )
    .option(
      '--min-coverage <[kind=]percent>',
      `exit with 1 if fewer operations are covered, or of a kind: ${kindNames.join(', ')}; repeat for several`,
      collectMinCoverage,
      new Map(),
    )
    .option(
      '--rule <code=severity>',
      'severity of one check: error, warning, info or off',
      collectRule,
      new Map(),
    );
}

function collectText(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

function collectHeader(value: string, before: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const [, name, text = ''] = /^([!#$%&'*+.^_`|~\w-]+):\s*(.*)$/s.exec(value) ?? [];
  if (name === undefined || /[\r\n\0]/.test(text))
    throw new InvalidArgumentError("Write it as 'Name: value'.");
  return new Map([...before, [name, text]]);
}

function collectVariable(value: string, before: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const equals = value.indexOf('=');
  if (equals < 1) throw new InvalidArgumentError('Write it as name=value.');
  return new Map([...before, [value.slice(0, equals), value.slice(equals + 1)]]);
}
