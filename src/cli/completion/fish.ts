import type { CompletedOption, CompletedProgram, Values } from './words.ts';

/** Takes a command line; gives its completion for fish. */
export function fishCompletion({ name, commands, options, codes }: CompletedProgram): string {
  const complete = `complete -c ${name}`;
  const lines = commands.flatMap((command) => {
    const inside = `${complete} -n ${quoted(`__fish_seen_subcommand_from ${command.name}`)}`;
    return [
      `${complete} -n __fish_use_subcommand -a ${command.name} -d ${quoted(command.description)}`,
      ...(command.argument === undefined ? [] : [`${inside} ${argumentOf(name, command.argument)}`]),
      ...command.options.map((option) => `${inside} ${optionOf(name, option)}`),
    ];
  });
  return `# Completion of ${name} for fish: run this once
#   ${name} completion fish > ~/.config/fish/completions/${name}.fish
function __${name}_codes
    printf '%s\\n' ${codes.join(' ')}
end

function __${name}_rules
    for code in (__${name}_codes)
        printf "$code=%s\\n" $argv
    end
end

${complete} -f
${options.map((option) => `${complete} -n __fish_use_subcommand ${optionOf(name, option)}`).join('\n')}
${lines.join('\n')}
`;
}

function optionOf(program: string, { flags, description, values }: CompletedOption): string {
  const names = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
  const value =
    values === undefined ? [] : [values.kind === 'files' ? '-r -F' : '-x', ...wordsOf(program, values)];
  return [...names, ...value, `-d ${quoted(description)}`].join(' ');
}

function argumentOf(program: string, values: Values): string {
  return values.kind === 'files' ? '-F' : wordsOf(program, values).join(' ');
}

function wordsOf(program: string, values: Values): string[] {
  if (values.kind === 'words') return [`-a ${quoted(values.words.join(' '))}`];
  if (values.kind !== 'codes') return [];
  const { severities } = values;
  const list = severities.length === 0 ? `__${program}_codes` : `__${program}_rules ${severities.join(' ')}`;
  return [`-a ${quoted(`(${list})`)}`];
}

/** In single quotes, fish escapes the quote and the backslash. */
function quoted(text: string): string {
  return `'${text.replace(/['\\]/g, '\\$&')}'`;
}
