import type { CompletedCommand, CompletedOption, CompletedProgram, Values } from './words.ts';

/** Takes a command line; gives its completion for zsh, to be sourced or put into a folder of `$fpath`. */
export function zshCompletion({ name, commands, options, codes }: CompletedProgram): string {
  return `#compdef ${name}
# Completion of ${name} for zsh: put this line into ~/.zshrc, below compinit
#   source <(${name} completion zsh)
_${name}_codes() {
  local -a codes=(${codes.join(' ')})
  compadd "$@" -a codes
}

_${name}_rules() {
  local -a severities=("$@")
  if compset -P '*='; then
    compadd -a severities
  else
    _${name}_codes -S =
  fi
}

_${name}() {
  local state line context
  typeset -A opt_args
  _arguments -C ${options.flatMap((option) => specs(name, option)).join(' ')} '1: :->command' '*:: :->rest'
  case $state in
    command)
      local -a commands=(
${commands.map((command) => `        ${quoted(`${command.name}:${command.description}`)}`).join('\n')}
      )
      _describe command commands
      ;;
    rest)
      case $line[1] in
${commands.map((command) => commandCase(name, command)).join('\n')}
      esac
      ;;
  esac
}

if [[ $funcstack[1] == _${name} ]]; then
  _${name} "$@"
else
  compdef _${name} ${name}
fi
`;
}

function commandCase(program: string, { name, options, argument }: CompletedCommand): string {
  const lines = options.flatMap((option) => specs(program, option));
  if (argument !== undefined) lines.push(quoted(`*:${actionOf(program, 'argument', argument)}`));
  return `        ${name})
          _arguments \\
${lines.map((line) => `            ${line}`).join(' \\\n')}
          ;;`;
}

/** One for each name of an option; one that may stand once excludes its other name. */
function specs(program: string, { flags, description, values, repeats }: CompletedOption): string[] {
  const said = description.replace(/[\\[\]:]/g, '\\$&');
  const prefix = repeats ? '*' : `(${flags.join(' ')})`;
  return flags.map((flag) => {
    const attached = values === undefined ? '' : flag.startsWith('--') ? '=' : '+';
    const value = values === undefined ? '' : `:${actionOf(program, 'value', values)}`;
    return quoted(`${prefix}${flag}${attached}[${said}]${value}`);
  });
}

function actionOf(program: string, name: string, values: Values): string {
  switch (values.kind) {
    case 'words':
      return `${name}:(${values.words.join(' ')})`;
    case 'codes':
      return values.severities.length === 0
        ? `code:_${program}_codes`
        : `code:{_${program}_rules ${values.severities.join(' ')}}`;
    case 'files':
      return 'file:_files';
    case 'unknown':
      return `${name}: `;
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
