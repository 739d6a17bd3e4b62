import type { Command } from '../commander.ts';
import { allMetas } from '../codes.ts';
import { bashCompletion } from '../completion/bash.ts';
import { fishCompletion } from '../completion/fish.ts';
import type { Shell } from '../completion/shells.ts';
import { completedProgram } from '../completion/words.ts';
import { zshCompletion } from '../completion/zsh.ts';
import { exitCode } from '../exit.ts';
import type { Io } from '../io.ts';

const scripts = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const;

/** `apicheck completion`: takes a shell and the command line itself; prints what the shell completes it with. */
export async function completionCommand(shell: Shell, program: Command, io: Io): Promise<number> {
  const codes = (await allMetas()).map(({ code }) => code);
  io.out(scripts[shell](completedProgram(program, codes)));
  return exitCode.done;
}
