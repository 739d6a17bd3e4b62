import type { Command } from '../commander.ts';
import { minCoverageOption } from '../min-coverage.ts';
import { choice, collectRule, wholeNumber } from '../options.ts';
import {
  atLeastOne,
  budget,
  collectHeader,
  collectText,
  collectVariable,
  duration,
  listening,
  perSecond,
  shard,
} from './option-values.ts';

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
    .option(
      '--source <name=target>',
      'the provider of another description that workflows call, by its name there',
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
      'where recordings wait for webhooks (default: one that is free); with --generate, where callbacks are to be sent',
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
