import { Command, Option } from './commander.ts';
import { presets } from '../findings/presets.ts';
import { addCommonOptions, choice, choiceArgument, collectRule } from './options.ts';
import { shells, type Shell } from './completion/shells.ts';
import type { BundleOptions } from './commands/bundle.ts';
import type { ExplainOptions } from './commands/explain.ts';
import type { DiffOptions } from './commands/diff.ts';
import type { InitOptions } from './commands/init.ts';
import type { LintOptions } from './commands/lint.ts';
import type { LspOptions } from './lsp/options.ts';
import type { MergeOptions } from './commands/merge.ts';
import type { ProbeOptions } from './commands/probe.ts';
import { minCoverageOption } from './min-coverage.ts';
import { addProbeOptions } from './probe/add-options.ts';
import { addReadingOptions } from './reading-options.ts';
import type { Io } from './io.ts';
import { addHelpCommand, describeOption, examples } from './help.ts';
import { addRecordOptions, type RecordOptions } from './record-options.ts';
import { version } from '../document/version.ts';

/** What each command takes, in the order of the help. */
const commands: Readonly<Record<string, (command: Command, io: Io, done: Done) => void>> = {
  lint,
  diff,
  probe,
  record,
  merge,
  bundle,
  explain,
  lsp,
  init,
  completion,
};

/** Takes a command's exit code. */
type Done = (code: number) => void;

/**
 * Takes the process, what to call with a command's exit code, and the first word of the command line, where that is
 * known; gives the command line, ready to parse. Where the word is a command, only that one is there: the options of
 * all take longer to set up than a short description to lint.
 */
export function createProgram(io: Io, done: Done, first?: string): Command {
  const program = new Command('apicheck')
    .description('Keeps an HTTP API true to its contract.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .showSuggestionAfterError()
    .configureOutput({
      writeOut: (text) => io.out(text),
      writeErr: (text) => io.err(text),
      outputError: (text, write) => write(withoutSecret(text).replace(/^error: /, 'apicheck: ')),
    })
    .configureHelp({ helpWidth: Math.min(io.columns, 100), optionDescription: describeOption })
    .exitOverride()
    .addHelpText(
      'after',
      examples(
        'apicheck init                                  # a config for what is here',
        'apicheck lint openapi.yaml',
        'apicheck diff main:openapi.yaml openapi.yaml',
        'apicheck probe traffic.har --spec openapi.yaml',
        'apicheck help lint                             # all options, examples',
      ),
    );

  const alone = first !== undefined && Object.hasOwn(commands, first);
  for (const [name, define] of Object.entries(commands))
    if (!alone || name === first) define(program.command(name), io, done);
  if (!alone) addHelpCommand(program);
  return program;
}

function lint(command: Command, io: Io, done: Done): void {
  addCommonOptions(command.argument('[spec...]', 'files, folders, globs, URLs, REV:PATH or -'))
    .description('lint OpenAPI documents')
    .addOption(choice('--preset <name>', 'which rules to start from (default: recommended)', presets))
    .option(
      '--rule <code=severity>',
      'severity of one rule: error, warning, info or off',
      collectRule,
      new Map(),
    )
    .option('--since <rev>', 'report only what is new since that Git revision')
    .option('--watch', 'lint again when a file changes that was read, or a new one is there')
    .option('--fix', 'mend in the files what can be mended safely, and report what remains')
    .option('--fix-dry-run', 'print what --fix would change as a diff, and write nothing')
    .addHelpText(
      'after',
      examples('apicheck lint openapi.yaml', 'apicheck lint contracts/ --format json=report.json'),
    )
    .action(async (specs: string[], options: LintOptions) => {
      const { lintCommand } = await import('./commands/lint.ts');
      done(await lintCommand(specs, options, io));
    });
}

function diff(command: Command, io: Io, done: Done): void {
  addCommonOptions(
    command
      .argument('[before]', 'the released version, or the name of an API or a file with --base')
      .argument('[after]', 'the next version'),
  )
    .description('changes between two versions, breaking ones first')
    .option('--base <rev>', 'compare an API of the config, or a file, with what it was in that Git revision')
    .option(
      '--policy <file>',
      'what holds of changes that no message decides; goes before `diff` in the config',
    )
    .option('--check-version', 'report where info.version says less than the changes call for')
    .option(
      '--recordings <glob>',
      'report recorded exchanges that the new version refuses; repeat for several',
      (glob: string, before: readonly string[]) => [...before, glob],
      [],
    )
    .option('--match-path <pattern>', 'compare only paths that this regular expression matches')
    .option('--strip-prefix-before <prefix>', 'leave this out at the beginning of paths of the old version')
    .option('--strip-prefix-after <prefix>', 'leave this out at the beginning of paths of the new version')
    .option('--changelog', 'in text and markdown, list all changes, not only findings')
    .option(
      '--rule <code=severity>',
      'severity of one check: error, warning, info or off',
      collectRule,
      new Map(),
    )
    .addHelpText(
      'after',
      examples(
        'apicheck diff main:openapi.yaml openapi.yaml',
        'apicheck diff salina --base v1.4.0 --check-version',
        'apicheck diff old.yaml new.yaml --recordings "traffic/*.har"',
        'apicheck diff old.yaml v2.yaml --strip-prefix-after /v2',
        'apicheck diff old.yaml new.yaml -f changelog=CHANGES.md -f html=changes.html',
      ),
    )
    .action(async (before: string | undefined, after: string | undefined, options: DiffOptions) => {
      const { diffCommand } = await import('./commands/diff.ts');
      done(await diffCommand(before, after, options, io));
    });
}

function probe(command: Command, io: Io, done: Done): void {
  addProbeOptions(
    addCommonOptions(
      command.argument('[recording...]', 'recorded exchanges: files, folders or globs; - for standard input'),
    ),
  )
    .description('replay recorded exchanges against the contract, offline or on a live target')
    .addHelpText(
      'after',
      "\nRecordings are HAR 1.2, NDJSON of exchanges, Pact 2 to 4, Postman 2.1 with\nsaved responses, workflows of Arazzo 1.0, or apicheck's own format in YAML or\nJSON: known by their content. The README says how to make them.",
    )
    .addHelpText(
      'after',
      examples(
        'apicheck probe traffic.har --spec openapi.yaml',
        'apicheck probe pacts/*.json --spec openapi.yaml',
        'apicheck probe --spec salina --target local',
        'apicheck probe --spec openapi.yaml --target http://127.0.0.1:8080 --generate',
      ),
    )
    .action(async (recordings: string[], options: ProbeOptions) => {
      const { probeCommand } = await import('./commands/probe.ts');
      done(await probeCommand(recordings, options, io));
    });
}

function record(command: Command, io: Io, done: Done): void {
  addRecordOptions(command)
    .description('a proxy in front of a provider that writes a recording and judges as it goes')
    .addHelpText(
      'after',
      examples('apicheck record --target http://127.0.0.1:4010 --spec salina -o session.yaml'),
    )
    .action(async (options: RecordOptions) => {
      const { recordCommand } = await import('./commands/record.ts');
      done(await recordCommand(options, io));
    });
}

function merge(command: Command, io: Io, done: Done): void {
  addCommonOptions(command.argument('<report...>', 'JSON reports: files, folders or globs; - for one'))
    .description('one report out of several of the same command, as of the parts of --shard')
    .addOption(minCoverageOption())
    .addHelpText(
      'after',
      examples(
        'apicheck merge reports/*.json -f html=probe.html -f junit=probe.xml',
        'apicheck merge shard-1.json shard-2.json --min-coverage responses=80',
      ),
    )
    .action(async (reports: string[], options: MergeOptions) => {
      const { mergeCommand } = await import('./commands/merge.ts');
      done(await mergeCommand(reports, options, io));
    });
}

function bundle(command: Command, io: Io, done: Done): void {
  addReadingOptions(
    command
      .argument('<spec>', 'the root file, or the name of an API in the config')
      .description('one document out of many files')
      .option('-c, --config <file>', 'config file (default: apicheck.yaml here or above)')
      .option('--dereference', 'replace every $ref by what it leads to, for tools that want none')
      .option('-o, --output <file>', 'write to a file in place of standard output'),
  )
    .addHelpText(
      'after',
      examples(
        'apicheck bundle openapi.yaml -o bundled.yaml',
        'apicheck bundle v1.4.0:openapi.yaml --dereference',
      ),
    )
    .action(async (spec: string, options: BundleOptions) => {
      const { bundleCommand } = await import('./commands/bundle.ts');
      done(await bundleCommand(spec, options, io));
    });
}

function explain(command: Command, io: Io, done: Done): void {
  command
    .argument('[code]', 'the code of a finding, or its name in another tool')
    .description('what a finding means, why it matters, how to mend it; without a code: the list')
    .option(
      '-c, --config <file>',
      'config file, for rules of your own (default: apicheck.yaml here or above)',
    )
    .option('--color', 'colour the output')
    .option('--no-color', 'do not colour the output')
    .addHelpText('after', examples('apicheck explain operation-id-unique', 'apicheck explain'))
    .action(async (code: string | undefined, options: ExplainOptions) => {
      const { explainCommand } = await import('./commands/explain.ts');
      done(await explainCommand(code, options, io));
    });
}

function lsp(command: Command, io: Io, done: Done): void {
  command
    .description('a language server for editors, over standard input and output')
    .option('-c, --config <file>', 'config file (default: apicheck.yaml in the workspace or above)')
    .option('--trust-workspace', 'run plugins and rulesets of its config that are code, and reach its hosts')
    // What editors pass to every server.
    .addOption(new Option('--stdio').hideHelp())
    .addOption(new Option('--clientProcessId <id>').hideHelp())
    .addHelpText(
      'after',
      `\nEditors start it; the README says how to set up VS Code, Neovim and Helix.\n${examples(
        'npx apicheck lsp                             # what an editor starts',
        'npx apicheck lsp --config config/apicheck.yaml',
      )}`,
    )
    .action(async (options: LspOptions) => {
      const { lspCommand } = await import('./commands/lsp.ts');
      done(await lspCommand(options, io));
    });
}

function init(command: Command, io: Io, done: Done): void {
  command
    .description('write a commented apicheck.yaml for the specs and recordings found here')
    .option('--force', 'write it anew where there is one')
    .addHelpText(
      'after',
      `\nThe config and ignore files of Spectral, Redocly, vacuum and oasdiff that are\nhere are carried over, and what cannot be is listed, there and in comments.\n${examples('apicheck init', 'apicheck init --force')}`,
    )
    .action(async (options: InitOptions) => {
      const { initCommand } = await import('./commands/init.ts');
      done(await initCommand(options, io));
    });
}

function completion(command: Command, io: Io, done: Done): void {
  command
    .addArgument(choiceArgument('<shell>', 'the shell', shells))
    .description('what a shell completes commands, options and codes with')
    .addHelpText(
      'after',
      examples(
        'source <(apicheck completion bash)   # in ~/.bashrc',
        'source <(apicheck completion zsh)    # in ~/.zshrc, below compinit',
        'apicheck completion fish > ~/.config/fish/completions/apicheck.fish',
      ),
    )
    .action(async (shell: Shell) => {
      const { completionCommand } = await import('./commands/completion.ts');
      done(await completionCommand(shell, createProgram(io, done), io));
    });
}

/** What was typed for an option that takes credentials may be some, however it is written. */
function withoutSecret(text: string): string {
  return text.replace(
    /^(error: option '--(?:auth|other-auth|refused-auth|header|var|resource) [^']*' argument ').*(' is invalid\.)/s,
    '$1***$2',
  );
}
