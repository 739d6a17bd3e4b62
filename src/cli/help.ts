import { Help, type Command, type Option } from './commander.ts';
import { nearestName } from '../document/nearest.ts';

/** Takes command lines; gives what stands of them at the end of a help. */
export function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  $ ${line}`).join('\n')}`;
}

/** Adds `help [command]`, which unlike Commander's own knows a misspelt command. Last, so that it knows all. */
export function addHelpCommand(program: Command): void {
  program
    .command('help')
    .argument('[command]')
    .description('print the help of a command')
    .helpOption(false)
    .action((name: string | undefined) => {
      if (name === undefined) program.help();
      const named = program.commands.find((command) => command.name() === name);
      if (named) named.help();
      const near = nearestName(
        name,
        program.commands.map((command) => command.name()),
      );
      program.error(
        `error: unknown command '${name}'${near === undefined ? '' : `\n(Did you mean ${near}?)`}`,
      );
    });
}

const plainHelp = new Help();

/**
 * Leaves out the defaults of options that gather, which are empty collections, and of those whose text says it, and
 * the values of those whose text has them.
 */
export function describeOption(option: Option): string {
  const { argChoices, defaultValue, defaultValueDescription, description } = option;
  const hidden: PropertyDescriptorMap = {
    ...(typeof defaultValue === 'object' &&
      defaultValueDescription === undefined && { defaultValue: { value: undefined } }),
    ...(argChoices?.every((name) => description.includes(name)) && { argChoices: { value: undefined } }),
  };
  return plainHelp.optionDescription(Object.create(option, hidden) as Option);
}
