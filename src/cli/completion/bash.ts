import type { CompletedCommand, CompletedProgram, Values } from './words.ts';

/**
 * Takes a command line; gives its completion for bash 3.2 and newer. Where it offers nothing, the shell offers files.
 * Names and words hold no quotes; descriptions, which may, are not shown by this shell.
 */
export function bashCompletion({ name, commands, options, codes }: CompletedProgram): string {
  const flags = (of: CompletedProgram['options']) => of.flatMap((option) => option.flags).join(' ');
  return `# Completion of ${name} for bash: put this line into ~/.bashrc
#   source <(${name} completion bash)
_${name}_codes='${codes.join(' ')}'

_${name}() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD - 1]} option= words= i
  COMPREPLY=()
  local command=
  for ((i = 1; i < COMP_CWORD; i++)); do
    case \${COMP_WORDS[i]} in
      -*) ;;
      *) command=\${COMP_WORDS[i]}; break ;;
    esac
  done
  # The shell takes an equals sign for a word of its own: --preset=strict, --rule CODE=off and --format json=FILE.
  if [[ $current == = ]]; then
    current= i=$((COMP_CWORD - 1))
  elif [[ $previous == = ]]; then
    i=$((COMP_CWORD - 2))
  else
    i=
  fi
  if [[ -n $i ]]; then
    previous=\${COMP_WORDS[i]}
    [[ $previous == -* ]] || option=\${COMP_WORDS[i - 1]}
  fi
  case $option in
    '') ;;
    --rule) words='${severitiesOf(commands).join(' ')}' ;;
    *) return ;;
  esac
  if [[ -z $option ]]; then
    case "$command $previous" in
${commands.flatMap((command) => valueCases(name, command)).join('\n')}
      *)
        if [[ $current == -* || -z $command ]]; then
          case $command in
            '') words='${[...commands.map((command) => command.name), flags(options)].join(' ')}' ;;
${commands.map((command) => `            ${command.name}) words='${flags(command.options)}' ;;`).join('\n')}
          esac
        else
          case $command in
${commands.flatMap(({ name: command, argument }) => (argument ? [`            ${command}) ${wordsOf(name, argument)} ;;`] : [])).join('\n')}
          esac
        fi
        ;;
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o bashdefault -o default -F _${name} ${name}
`;
}

function valueCases(program: string, { name, options }: CompletedCommand): string[] {
  return options.flatMap(({ flags, values }) => {
    if (values === undefined) return [];
    const patterns = flags.map((flag) => `'${name} ${flag}'`).join(' | ');
    return [`      ${patterns}) ${wordsOf(program, values)} ;;`];
  });
}

function wordsOf(program: string, values: Values): string {
  if (values.kind === 'words') return `words='${values.words.join(' ')}'`;
  return values.kind === 'codes' ? `words=$_${program}_codes` : 'return';
}

function severitiesOf(commands: readonly CompletedCommand[]): readonly string[] {
  for (const { values } of commands.flatMap(({ options }) => options))
    if (values?.kind === 'codes') return values.severities;
  return [];
}
