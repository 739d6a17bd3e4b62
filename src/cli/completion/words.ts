import type { Argument, Command, Option } from '../commander.ts';
import { severities } from '../options.ts';

/** What may follow an option, or stand as an argument: one of some words, a code, a file, or what nobody can know. */
export type Values =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'codes'; readonly severities: readonly string[] }
  | { readonly kind: 'files' }
  | { readonly kind: 'unknown' };

export interface CompletedOption {
  /** `--config`, and `-c` before it where there is one. */
  readonly flags: readonly string[];
  readonly description: string;
  /** Undefined of one that is there or not. */
  readonly values: Values | undefined;
  readonly repeats: boolean;
}

export interface CompletedCommand {
  readonly name: string;
  readonly description: string;
  readonly options: readonly CompletedOption[];
  /** Undefined of a command without arguments. */
  readonly argument: Values | undefined;
}

/** A command line as shells complete it. */
export interface CompletedProgram {
  readonly name: string;
  readonly commands: readonly CompletedCommand[];
  readonly options: readonly CompletedOption[];
  /** Of findings, sorted. */
  readonly codes: readonly string[];
}

/** Takes the command line and the codes of findings; gives what shells need to know of it. */
export function completedProgram(program: Command, codes: Iterable<string>): CompletedProgram {
  const help = program.createHelp();
  const visible = help.visibleCommands(program);
  const names = visible.map((command) => command.name());
  return {
    name: program.name(),
    options: help.visibleOptions(program).map((option) => completedOption(option)),
    commands: visible.map((command) => {
      const [argument] = command.registeredArguments;
      return {
        name: command.name(),
        description: command.description(),
        options: help.visibleOptions(command).map((option) => completedOption(option)),
        argument: argument && valuesOfArgument(command, argument, names),
      };
    }),
    codes: [...new Set(codes)].sort(),
  };
}

function completedOption(option: Option): CompletedOption {
  return {
    flags: [option.short, option.long].filter((flag) => flag !== undefined),
    description: option.description,
    values: option.required || option.optional ? valuesOfOption(option) : undefined,
    repeats: typeof option.defaultValue === 'object',
  };
}

function valuesOfOption({ flags, argChoices }: Option): Values {
  if (argChoices !== undefined) return { kind: 'words', words: argChoices };
  const [, value = ''] = /[<[](.+)[>\]]/.exec(flags) ?? [];
  if (value === 'code=severity') return { kind: 'codes', severities };
  return { kind: /file|glob|spec/.test(value) ? 'files' : 'unknown' };
}

function valuesOfArgument(command: Command, argument: Argument, commands: readonly string[]): Values {
  if (argument.argChoices !== undefined) return { kind: 'words', words: argument.argChoices };
  if (command.name() === 'help') return { kind: 'words', words: commands };
  return argument.name() === 'code' ? { kind: 'codes', severities: [] } : { kind: 'files' };
}
