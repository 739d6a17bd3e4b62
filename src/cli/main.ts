import { shortened } from '../document/shortened.ts';
import { printableLines } from '../report/printable.ts';
import { RunError } from './errors.ts';
import { exitCode } from './exit.ts';
import type { Io } from './io.ts';
import { clearLine } from './progress.ts';

/** Takes the arguments after the command's own name and the process; runs; gives the exit code. Never throws. */
export async function main(args: readonly string[], process: Io): Promise<number> {
  const io = { ...process, err: (text: string) => process.err(onTerminal(text)) };
  // Asked for in every CI job's set-up: not worth loading the command line for.
  if (args.length === 1 && ['--version', '-V', '-v'].includes(args[0] ?? '')) {
    const { version } = await import('../document/version.ts');
    io.out(`${version}\n`);
    return exitCode.done;
  }
  const [{ createProgram }, { CommanderError }] = await Promise.all([
    import('./program.ts'),
    import('./commander.ts'),
  ]);
  let code: number = exitCode.done;
  try {
    const done = (given: number) => void (code = given);
    const program = createProgram(io, done, args[0]);
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    // Commander has printed its own message by then; help and version come as errors with 0.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.done : exitCode.notDone;
    if (error instanceof RunError) {
      io.err(`apicheck: ${error.message}\n`);
      return exitCode.notDone;
    }
    io.err(`${bugMessage(error, args)}\n`);
    return exitCode.bug;
  }
}

/** Nobody reads a line that is longer: a path or a name in it goes on without end. */
const longestLine = 4_000;

/** Messages show texts of files and names of them, none of which may command a terminal; progress itself does. */
function onTerminal(text: string): string {
  const own = text.startsWith(clearLine) ? clearLine : '';
  const lines = text.slice(own.length).split('\n');
  return own + printableLines(lines.map((line) => shortened(line, longestLine)).join('\n'));
}

/** Names the command and what it worked on; options may hold secrets, and are left out. */
function bugMessage(error: unknown, args: readonly string[]): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const option = args.findIndex((argument) => argument.startsWith('-') && argument.length > 1);
  const shown = option === -1 ? args : [...args.slice(0, option), '…'];
  return `apicheck: this is a bug in apicheck, met while running "apicheck ${shown.join(' ')}".\nPlease report it with the lines below.\n\n${stack}`;
}
