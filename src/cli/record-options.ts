import { InvalidArgumentError, type Command } from './commander.ts';
import { addCommonOptions, wholeNumber, type CommonOptions } from './options.ts';
import { collectText } from './probe/option-values.ts';

/** The options of `record`, beside those of every command. */
export interface RecordOptions extends CommonOptions {
  readonly target: string;
  readonly output: string;
  readonly spec?: string;
  readonly asyncapi: readonly string[];
  readonly host: string;
  readonly port: number;
  readonly proxy?: string;
  readonly insecure?: boolean;
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

/** Takes the command; gives it with its options. */
export function addRecordOptions(command: Command): Command {
  const own = command
    .requiredOption('--target <url>', 'the provider: a URL, or a name in the config')
    .requiredOption('-o, --output <file>', 'the recording to write; an HTTP Archive where it ends in .har')
    .option('--spec <spec>', 'the contract that exchanges are judged against as they come')
    .option(
      '--asyncapi <file>',
      'an AsyncAPI 3 document of its WebSockets beside the contract; repeat for several',
      collectText,
      [],
    )
    .option('--port <n>', 'where to listen; 0 for any that is free', port, 4020)
    .option('--host <address>', 'the address to listen at', '127.0.0.1')
    .option('--proxy <url>', 'reach the target through this HTTP proxy')
    .option('--ca <file>', 'trust these certificates (PEM)')
    .option('--cert <file>', 'certificate of the client (PEM), with --key')
    .option('--key <file>', 'its key (PEM)')
    .option('--insecure', 'trust any certificate');
  return addCommonOptions(own);
}

function port(value: string): number {
  const number = wholeNumber(value);
  if (number > 65_535) throw new InvalidArgumentError('A port is at most 65535.');
  return number;
}
