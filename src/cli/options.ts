import { Argument, InvalidArgumentError, Option, type Command } from './commander.ts';
import { nearestName } from '../document/nearest.ts';
import type { Severity } from '../findings/finding.ts';
import type { FailOn } from './exit.ts';
import { addReadingOptions, type ReadingOptions } from './reading-options.ts';

export const formatNames = [
  'text',
  'json',
  'sarif',
  'junit',
  'github',
  'gitlab',
  'markdown',
  'html',
  'changelog',
] as const;
/** What the severity of a rule may be set to. */
export const severities = ['error', 'warning', 'info', 'off'] as const;

export type FormatName = (typeof formatNames)[number];

/** The formats that a command has: a changelog is of two versions. */
function formatsOf(command: Command): readonly FormatName[] {
  const ofVersions = command.name() === 'diff' || command.name() === 'merge';
  return formatNames.filter((name) => name !== 'changelog' || ofVersions);
}

/** A format and the file it goes to; standard output where there is none. */
export interface OutputFormat {
  readonly name: FormatName;
  readonly file: string | undefined;
}

/** The options that every command with findings takes. */
export interface CommonOptions extends ReadingOptions {
  readonly config?: string;
  readonly format: readonly OutputFormat[];
  readonly failOn?: FailOn;
  readonly maxWarnings?: number;
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
  readonly acceptNew?: boolean;
  readonly color?: boolean;
  readonly quiet?: boolean;
  readonly timing?: boolean;
  readonly fold?: boolean;
}

/** Takes a command; gives it with the options that every command with findings takes. */
export function addCommonOptions(command: Command): Command {
  const formats = formatsOf(command);
  const before = command
    .option('-c, --config <file>', 'config file (default: apicheck.yaml here or above)')
    .addOption(
      new Option('-f, --format <name[=file]>', `output: ${formats.join(', ')}; repeat for several`)
        .choices(formats)
        .argParser((value, before: readonly OutputFormat[]) => collectFormat(value, before, formats))
        .default([], 'text'),
    )
    .addOption(
      choice('--fail-on <severity>', 'exit with 1 from this severity on (default: error)', [
        'error',
        'warning',
        'info',
        'never',
      ]),
    )
    .option('--max-warnings <n>', 'exit with 1 if there are more warnings', wholeNumber)
    .option('--baseline <file>', 'leave out the findings that this file lists')
    .option('--update-baseline', 'drop from it what does not occur any more; write it where there is none')
    .option('--accept-new', 'with --update-baseline: add to it what is new');
  return addReadingOptions(before)
    .option('--color', 'colour the output')
    .option('--no-color', 'do not colour the output')
    .option('--quiet', 'print errors only')
    .option('--no-fold', 'in text, show each finding whole, also those alike')
    .option('--timing', 'say on standard error where the time went');
}

/** Takes an option as commander writes it, what it is for, and its values; gives it, with a hint for misspelt ones. */
export function choice(flags: string, description: string, values: readonly string[]): Option {
  return new Option(flags, description).choices(values).argParser((value: string) => oneOf(value, values));
}

/** As `choice`, for an argument. */
export function choiceArgument(name: string, description: string, values: readonly string[]): Argument {
  return new Argument(name, description).choices(values).argParser((value: string) => oneOf(value, values));
}

function oneOf(value: string, values: readonly string[]): string {
  if (!values.includes(value)) throw notOneOf(value, values);
  return value;
}

/** Takes a value that is none of those that there are; gives the error that says which there are, the nearest apart. */
export function notOneOf(value: string, values: readonly string[]): InvalidArgumentError {
  const near = nearestName(value, values);
  const hint = near === undefined ? '' : `\n(Did you mean ${near}?)`;
  return new InvalidArgumentError(`"${value}" is not one of ${values.join(', ')}.${hint}`);
}

function collectFormat(
  value: string,
  before: readonly OutputFormat[],
  formats: readonly FormatName[],
): OutputFormat[] {
  const [name = '', ...rest] = value.split('=');
  const known = formats.find((format) => format === name);
  if (!known) throw notOneOf(name, formats);
  const file = rest.join('=');
  if (rest.length > 0 && file === '') throw new InvalidArgumentError(`Name a file behind "${known}=".`);
  return [...before, { name: known, file: rest.length === 0 ? undefined : file }];
}

/** Reads a whole number from 0. */
export function wholeNumber(value: string): number {
  const number = Number(value);
  if (!/^\d+$/.test(value) || !Number.isSafeInteger(number)) {
    throw new InvalidArgumentError('It must be a whole number from 0.');
  }
  return number;
}

/** Reads `CODE=SEVERITY`, adding to what came before. */
export function collectRule(
  value: string,
  before: ReadonlyMap<string, Severity | 'off'>,
): ReadonlyMap<string, Severity | 'off'> {
  const [code = '', severity] = value.split('=');
  const known = severities.find((name) => name === severity);
  if (known === undefined) {
    const near = severity === undefined ? undefined : nearestName(severity, severities);
    const hint = near === undefined ? '' : `\n(Did you mean ${code}=${near}?)`;
    throw new InvalidArgumentError(`Write it as CODE=error, warning, info or off.${hint}`);
  }
  return new Map([...before, [code, known]]);
}
