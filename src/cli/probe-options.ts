import { InvalidArgumentError, type Command } from './commander.ts';
import type { Profile } from '../probe/run-options.ts';
import type { Severity } from '../findings/finding.ts';
import { minCoverageOption, type MinCoverage } from './min-coverage.ts';
import { choice, collectRule, wholeNumber, type CommonOptions } from './options.ts';

/** One part of the recordings of a run that is shared among machines; counted from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** An address to listen at. */
export interface Listening {
  readonly host?: string;
  readonly port: number;
}

/** When to stop making requests up. */
export interface Budget {
  readonly requests?: number;
  readonly ms?: number;
}

/** The options of `probe`, beside those of every command. */
export interface ProbeOptions extends CommonOptions {
  readonly spec?: string;
  readonly asyncapi: readonly string[];
  readonly target?: string;
  readonly operation: readonly string[];
  readonly tag: readonly string[];
  readonly header: ReadonlyMap<string, string>;
  readonly var: ReadonlyMap<string, string>;
  readonly auth: ReadonlyMap<string, string>;
  readonly otherAuth?: ReadonlyMap<string, string>;
  readonly refusedAuth?: ReadonlyMap<string, string>;
  readonly timeout: number;
  /** In milliseconds. */
  readonly streamTime?: number;
  readonly streamEvents?: number;
  readonly stripPrefix?: string;
  readonly basePath?: string;
  readonly profile?: Profile;
  readonly concurrency: number;
  readonly rate?: number;
  readonly retries: number;
  readonly proxy?: string;
  readonly insecure?: boolean;
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly checkAuth?: boolean;
  readonly record?: string;
  readonly listen?: Listening;
  readonly listenUrl?: string;
  readonly generate?: boolean;
  readonly seed: number;
  readonly budget?: Budget;
  readonly resource?: ReadonlyMap<string, string>;
  readonly unsafe?: boolean;
  readonly shard?: Shard;
  readonly bail?: boolean;
  readonly propose?: string;
  /** In percent, by kind. */
  readonly minCoverage: MinCoverage;
  readonly rule: ReadonlyMap<string, Severity | 'off'>;
}

/** What of them says how a target is reached and what it is sent. */
export type TargetOptions = Pick<
  ProbeOptions,
  | 'auth'
  | 'otherAuth'
  | 'refusedAuth'
  | 'header'
  | 'timeout'
  | 'streamTime'
  | 'streamEvents'
  | 'concurrency'
  | 'retries'
  | 'rate'
  | 'proxy'
  | 'insecure'
  | 'ca'
  | 'cert'
  | 'key'
  | 'basePath'
  | 'checkAuth'
  | 'unsafe'
  | 'resource'
  | 'generate'
  | 'seed'
  | 'budget'
  | 'listen'
  | 'listenUrl'
>;

/** Takes the command; gives it with its options. */
export function addProbeOptions(command: Command): Command {
  return command
    .option('--spec <spec>', 'the contract; else the one that a recording or the config names')
    .option(
      '--asyncapi <file>',
      'an AsyncAPI 3 document of its WebSockets beside the contract; repeat for several',
      collectText,
      [],
    )
    .option('--target <url>', 'send the requests to this running provider: a URL, or a name in the config')
    .option(
      '--operation <name>',
      'only exchanges of this operation: an operationId, or "GET /titles"; repeat for several',
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
    .option('--base-path <path>', "what the target has in place of the contract's base path; / for nothing")
    .option(
      '--strip-prefix <path>',
      'what stands before the paths of the API in recordings, such as /gateway',
    )
    .option('--timeout <ms>', 'give up on a response after this many milliseconds', wholeNumber, 10_000)
    .option(
      '--stream-time <time>',
      'read streams of events and messages for so long: 5s, 500ms, 1m',
      duration,
    )
    .option('--stream-events <n>', 'read so many events or messages of a stream (default: 1000)', atLeastOne)
    .addOption(
      choice(
        '--profile <name>',
        'what recorded responses are: traffic, or pact for the part that a consumer expects (default: pact for pacts)',
        ['traffic', 'pact'],
      ),
    )
    .option(
      '--auth <name=value>',
      'credentials for a security scheme: token, key or user:password, or @FILE; repeat for several',
      collectVariable,
      new Map(),
    )
    .option(
      '--other-auth <name=value>',
      'the same for a second user, who must not reach what belongs to the first (with --generate)',
      collectVariable,
      new Map(),
    )
    .option(
      '--refused-auth <name=value>',
      'credentials to be refused, such as a token that has expired (with --check-auth)',
      collectVariable,
      new Map(),
    )
    .option('--concurrency <n>', 'run this many recordings side by side', atLeastOne, 1)
    .option('--rate <n/s>', 'send at most this many requests a second', perSecond)
    .option('--retries <n>', 'send again after a lost answer, a 502, 503 or 504', wholeNumber, 0)
    .option('--proxy <url>', 'reach the target through this HTTP proxy')
    .option('--ca <file>', 'trust these certificates (PEM)')
    .option('--cert <file>', 'certificate of the client (PEM), with --key')
    .option('--key <file>', 'its key (PEM)')
    .option('--insecure', 'trust any certificate')
    .option('--check-auth', 'try whether protected operations refuse missing and wrong credentials')
    .option(
      '--listen <[host:]port>',
      'where recordings wait for webhooks (default: one that is free)',
      listening,
    )
    .option('--listen-url <url>', 'the address of that from outside, such as that of a tunnel')
    .option(
      '--record <file>',
      'write what was sent and answered, messages and events too, as a recording, or as .har, without secrets',
    )
    .option('--generate', 'make requests up from the contract, valid and invalid ones, with safe methods')
    .option('--seed <n>', 'make up the requests of this seed', wholeNumber, 1)
    .option(
      '--budget <n|time>',
      'make up this many requests (default: 1000), or for so long: 30s, 5m',
      budget,
    )
    .option(
      '--resource <name=value>',
      'an id that made-up requests may use, by the name of a parameter or member; with --unsafe, what they may change',
      collectVariable,
      new Map(),
    )
    .option('--unsafe', 'make up requests, and check auth, with operations that change something too')
    .option(
      '--shard <i/n>',
      'run the i-th of n parts of the recordings; the first makes requests up (see merge)',
      shard,
    )
    .option('--bail', 'stop at the first exchange that fails')
    .option(
      '--propose <file>',
      'write what the contract is likely wrong about as an OpenAPI Overlay that mends it',
    )
    .addOption(minCoverageOption())
    .option(
      '--rule <code=severity>',
      'severity of one check: error, warning, info or off',
      collectRule,
      new Map(),
    );
}

export function collectText(value: string, before: readonly string[]): readonly string[] {
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

function atLeastOne(value: string): number {
  const count = wholeNumber(value);
  if (count < 1) throw new InvalidArgumentError('It must be at least 1.');
  return count;
}

function perSecond(value: string): number {
  const [, number] = /^(\d+(?:\.\d+)?)(?:\/s)?$/.exec(value) ?? [];
  const rate = Number(number);
  if (!(rate > 0)) throw new InvalidArgumentError('Write it as 20/s.');
  return rate;
}

function shard(value: string): Shard {
  const [, index, count] = (/^(\d{1,6})\/(\d{1,6})$/.exec(value) ?? []).map(Number);
  if (index === undefined || count === undefined || index < 1 || index > count)
    throw new InvalidArgumentError('Write it as 1/4, 2/4, ….');
  return { index, count };
}

function budget(value: string): Budget {
  if (/^\d{1,9}$/.test(value)) return { requests: Number(value) };
  const ms = milliseconds(value);
  if (ms === undefined) throw new InvalidArgumentError('Write it as 500, 30s or 5m.');
  return { requests: Infinity, ms };
}

function duration(value: string): number {
  const ms = milliseconds(value);
  if (ms === undefined) throw new InvalidArgumentError('Write it as 500ms, 5s or 1m.');
  return ms;
}

function milliseconds(value: string): number | undefined {
  const [, number, unit] = /^(\d{1,6})(ms|s|m)$/.exec(value) ?? [];
  if (number === undefined) return undefined;
  return Number(number) * (unit === 'ms' ? 1 : unit === 's' ? 1_000 : 60_000);
}

function listening(value: string): Listening {
  const [, host, port] = /^(?:(.+):)?(\d{1,5})$/.exec(value) ?? [];
  if (port === undefined || Number(port) > 65_535)
    throw new InvalidArgumentError('Write it as 8080 or 0.0.0.0:8080.');
  return { port: Number(port), ...(host !== undefined && { host: host.replace(/^\[|\]$/g, '') }) };
}
