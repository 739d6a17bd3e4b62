import { nearestName } from '../../document/nearest.ts';
import type { JsonSchema } from '../../document/reader.ts';
import { presets, severityIn } from '../../findings/presets.ts';
import { wrap } from '../../report/columns.ts';
import { printable } from '../../report/printable.ts';
import { createTheme, type Theme } from '../../report/theme.ts';
import { allMetas, type KnownMeta } from '../codes.ts';
import { RunError } from '../errors.ts';
import { exitCode } from '../exit.ts';
import type { Io } from '../io.ts';
import type { CommonOptions } from '../options.ts';
import { useColor } from '../output.ts';
import { loadSettings } from '../settings.ts';
import { runStore } from '../store.ts';

export type ExplainOptions = Pick<CommonOptions, 'color' | 'config'>;

/** `apicheck explain`: takes a code, or its name in another tool, or none; prints what it means, or the list. */
export async function explainCommand(
  named: string | undefined,
  options: ExplainOptions,
  io: Io,
): Promise<number> {
  const metas = [...(await allMetas()), ...(await ownMetas(options, io))];
  const theme = createTheme(useColor(options, io), io.columns);
  if (named === undefined) {
    io.out(`${list(metas.map(printed), theme).join('\n')}\n`);
    return exitCode.done;
  }
  const found = metas.filter(({ code }) => code === named);
  const explained = found.length > 0 ? found : metas.filter(({ aliases }) => aliases?.includes(named));
  if (explained.length === 0) {
    const near = nearestName(
      named,
      metas.flatMap(({ code, aliases = [] }) => [code, ...aliases]),
    );
    const hint = near === undefined ? ': apicheck explain lists all' : `; did you mean "${near}"?`;
    throw new RunError(`there is no finding "${named}"${hint}`);
  }
  if (found.length === 0) {
    const [only, ...others] = explained;
    if (others.length > 0) {
      io.out(`${counterparts(named, explained.map(printed), theme).join('\n')}\n`);
      return exitCode.done;
    }
    io.out(
      `${wrap(`"${named}" of other tools is ${only?.code ?? ''} here.`, theme.width, '').join('\n')}\n\n`,
    );
  }
  io.out(`${explained.map((meta) => entry(printed(meta), theme).join('\n')).join('\n\n')}\n`);
  return exitCode.done;
}

/** What in other tools is one finding and several here. */
function counterparts(named: string, metas: readonly KnownMeta[], { color, width }: Theme): string[] {
  return [
    ...wrap(`"${named}" of other tools is ${metas.length} findings here:`, width, ''),
    '',
    ...metas.flatMap((meta) => [
      `  ${meta.code}  ${color.dim(`${severities(meta)}, found by ${meta.madeBy}`)}`,
      ...wrap(meta.summary, width, '      '),
    ]),
    '',
    'apicheck explain <code> says more.',
  ];
}

/** The rules that the config here brings. */
async function ownMetas({ config }: ExplainOptions, io: Io): Promise<readonly KnownMeta[]> {
  const { ownRules } = await loadSettings(config, runStore(io, { offline: true }), io);
  return ownRules.map((rule) => ({ ...rule, madeBy: 'rules of your own' }));
}

function list(metas: readonly KnownMeta[], { color, width }: Theme): string[] {
  const lines: string[] = [];
  for (const command of ['every command', 'lint', 'diff', 'probe', 'rules of your own'] as const) {
    const theirs = metas.filter(({ madeBy }) => madeBy === command);
    if (theirs.length === 0) continue;
    lines.push(color.bold(command), '');
    for (const meta of theirs.toSorted((a, b) => (a.code < b.code ? -1 : 1))) {
      lines.push(`  ${meta.code}  ${color.dim(severities(meta))}`, ...wrap(meta.summary, width, '      '));
    }
    lines.push('');
  }
  lines.push('apicheck explain <code> says more.');
  return lines;
}

function entry(meta: KnownMeta, { color, width }: Theme): string[] {
  const lines = [
    `${color.bold(meta.code)}  ${severities(meta)}, found by ${meta.madeBy}`,
    '',
    ...wrap(meta.summary, width, ''),
  ];
  lines.push('', color.bold('Why'), ...wrap(meta.why, width, ''));
  lines.push('', color.bold('How to mend it'), ...wrap(meta.fix, width, ''));
  if (meta.madeBy === 'lint')
    lines.push(
      '',
      color.bold('In presets'),
      presets.map((preset) => `${preset}: ${severityIn(meta, preset)}`).join(', '),
    );
  const options = Object.entries(meta.options ?? {});
  if (options.length > 0) lines.push('', color.bold('Options'));
  for (const [name, { description, reader }] of options) {
    lines.push(`  ${name}${choices(reader.schema)}`, ...wrap(description, width, '      '));
  }
  if (meta.bad !== undefined) lines.push('', color.bold('Found in'), ...indented(meta.bad));
  if (meta.good !== undefined) lines.push('', color.bold('Not in'), ...indented(meta.good));
  if (meta.section !== undefined)
    lines.push('', color.bold('Specification'), ...wrap(meta.section, width, ''));
  const aliases = (meta.aliases ?? []).filter((alias) => alias !== meta.code);
  if (aliases.length > 0)
    lines.push('', color.bold('In other tools'), ...wrap(aliasList(aliases), width, ''));
  lines.push('', color.dim(howTo(meta)));
  lines.push(color.dim(`Where it stands:   # apicheck-ignore ${meta.code} -- reason`));
  return lines;
}

/** What a ruleset or config says of a rule of its own may hold anything. */
function printed(meta: KnownMeta): KnownMeta {
  const { code, summary, why, fix } = meta;
  return {
    ...meta,
    ...{ code: printable(code), summary: printable(summary), why: printable(why), fix: printable(fix) },
  };
}

/** As many names of other tools as can be taken in; some have one for every place. */
const shownAliases = 16;

function aliasList(aliases: readonly string[]): string {
  const more = aliases.length - shownAliases;
  return aliases.slice(0, shownAliases).join(', ') + (more > 0 ? `, and ${more} more` : '');
}

/** The severity by default, and where it is off, those of the presets that have it: `off (strict: warning)`. */
function severities(meta: KnownMeta): string {
  const others = presets
    .map((preset) => [preset, severityIn(meta, preset)] as const)
    .filter(([, severity]) => severity !== 'off');
  if (meta.severity !== 'off' || others.length === 0) return meta.severity;
  return `off (${others.map(([preset, severity]) => `${preset}: ${severity}`).join(', ')})`;
}

function howTo({ code, severity, options }: KnownMeta): string {
  if (options !== undefined && Object.keys(options).length > 0) {
    const [option] = Object.keys(options);
    return `In apicheck.yaml:  rules: { ${code}: { severity: warning, ${option}: … } }`;
  }
  return severity === 'off'
    ? `In apicheck.yaml:  rules: { ${code}: warning }`
    : `In apicheck.yaml:  rules: { ${code}: off }`;
}

function choices({ enum: names, anyOf }: JsonSchema): string {
  const own: unknown = Array.isArray(anyOf) ? (anyOf as JsonSchema[])[1]?.['enum'] : names;
  return Array.isArray(own) ? `: ${own.join(', ')}` : '';
}

function indented(text: string): string[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `  ${line}`);
}
