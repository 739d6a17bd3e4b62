import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, type JsonObject } from '../../document/node.ts';
import { createProject } from '../../document/project.ts';
import { shortened } from '../../document/shortened.ts';
import type { DocumentStore } from '../../document/store.ts';
import { unfoldsBeyond } from '../../document/unfolded-size.ts';
import { printableLines } from '../../report/printable.ts';
import { allMetas } from '../codes.ts';
import { RunError } from '../errors.ts';
import { exitCode } from '../exit.ts';
import { withSource, writeOutput } from '../files.ts';
import type { Io } from '../io.ts';
import { addApis } from '../init/apis.ts';
import { emptyDraft, type CodesOf, type Draft } from '../init/draft.ts';
import { rulesetsOfJobs, type NamedByJobs } from '../init/jobs.ts';
import { readOasdiff } from '../init/read-oasdiff.ts';
import { addRedocly, addRedoclyIgnores } from '../init/redocly.ts';
import { searchProject } from '../init/search.ts';
import { addVacuum, addVacuumIgnores } from '../init/vacuum.ts';
import { draftText } from '../init/write.ts';
import { loadRulesets } from '../spectral/rulesets.ts';
import { runStore } from '../store.ts';

export interface InitOptions {
  readonly force?: boolean;
}

const written = 'apicheck.yaml';
const configs = [written, 'apicheck.yml', 'apicheck.json'];
const ofSpectral = ['yaml', 'yml', 'json', 'js', 'mjs', 'cjs'].flatMap((end) => [
  `.spectral.${end}`,
  `spectral.${end}`,
]);
const ofRedocly = ['redocly.yaml', 'redocly.yml', '.redocly.yaml', '.redocly.yml'];
const ofVacuum = ['vacuum.conf.yaml', 'vacuum.conf.yml', '.vacuum.conf.yaml', 'vacuum.conf.json'];
const vacuumRulesets = ['vacuum-ruleset.yaml', 'vacuum-ruleset.yml'];
const vacuumIgnores = ['vacuum-ignore.yaml', '.vacuum-ignore.yaml', 'ignorefile.yaml'];

/** A config has no more values, but for what its aliases stand for, each as often as it is reached. */
const mostValues = 200_000;
/** What could not be carried over: so many are told on the terminal, each with so many UTF-16 units at most. */
const mostLines = 100;
const longestLine = 500;

/** `apicheck init`: writes an apicheck.yaml for what is here; prints what could not be carried over. */
export async function initCommand({ force = false }: InitOptions, io: Io): Promise<number> {
  const present = configs.find((name) => existsSync(join(io.cwd, name)));
  if (present !== undefined && !force)
    throw new RunError(`${present} is here already; --force writes ${written} anew`);
  const store = runStore(io, { offline: true });
  const metas = await allMetas();
  const draft = emptyDraft();
  const from: string[] = [];
  const read = async (name: string | undefined): Promise<JsonObject | undefined> => {
    const value = name === undefined ? undefined : await readValue(name, store, draft);
    if (name !== undefined && value !== undefined) from.push(name);
    return value;
  };

  const spectral = here(ofSpectral, io);
  if (spectral !== undefined) {
    draft.rulesets.push(spectral);
    from.push(spectral);
  }
  const vacuum = await read(here(ofVacuum, io));
  const named = vacuum ? addVacuum(vacuum, draft) : [];
  const byJobs = namedHere(rulesetsOfJobs(io.cwd), draft, io);
  const usual = [here(vacuumRulesets, io) ?? [], byJobs.rulesets].flat();
  for (const path of usual) {
    if (draft.rulesets.includes(path)) continue;
    draft.rulesets.push(path);
    from.push(path);
  }
  const ignores = [...new Set([...named, here(vacuumIgnores, io) ?? [], byJobs.ignores].flat())];

  const own = await ruleNames(draft, store, metas, io);
  const codesOf = codesIn(metas, own);
  const redocly = await read(here(ofRedocly, io));
  if (redocly) addRedocly(redocly, codesOf, draft);
  const redoclyIgnores = await read(here(['.redocly.lint-ignore.yaml'], io));
  if (redoclyIgnores) addRedoclyIgnores(redoclyIgnores, codesOf, draft);
  for (const name of ignores) {
    const value = await read(name);
    if (value) addVacuumIgnores(isObject(value['ignore']) ? value['ignore'] : value, codesOf, draft);
  }
  await readOasdiff(codesOf, draft, from, read, io);
  const found = await searchProject(io.cwd);
  const ours = new Set([...configs, ...from]);
  addApis({ ...found, specs: found.specs.filter((path) => !ours.has(path)) }, draft);

  draft.left = draft.left.map((each) => shortened(each, longestLine));
  await writeOutput(written, draftText(draft, from), io);
  io.out(printableLines(summary(draft, from)));
  return exitCode.done;
}

/** What stands for the names of others: rules of the project's rulesets first. */
function codesIn(metas: Awaited<ReturnType<typeof allMetas>>, own: ReadonlyMap<string, string>): CodesOf {
  const codesOf = (id: string): readonly string[] => {
    const code = own.get(id);
    if (code !== undefined) return [code];
    return metas.filter((meta) => meta.code === id || meta.aliases?.includes(id)).map((meta) => meta.code);
  };
  const idsOf = (code: string): readonly string[] =>
    (metas.find((meta) => meta.code === code)?.aliases ?? []).filter((id) => /^[a-z0-9-]+$/.test(id));
  const usual: CodesOf['usual'] = (code) => metas.find((meta) => meta.code === code)?.severity;
  return Object.assign(codesOf, { idsOf, usual });
}

/** Of the files that jobs name, those that are here and of this project; the others are put down as left. */
function namedHere({ rulesets, ignores }: NamedByJobs, draft: Draft, io: Io): NamedByJobs {
  const project = createProject(io.cwd);
  const isHere = (name: string): boolean => {
    const refused = /^https?:/i.test(name)
      ? 'is not fetched; keep a copy here'
      : project.refusal(name)?.replace(/;.*$/s, '');
    const why = refused ?? (existsSync(join(io.cwd, name)) ? undefined : 'is not here');
    if (why !== undefined) draft.left.push(`${name}, which a job names: it ${why}`);
    return why === undefined;
  };
  return { rulesets: rulesets.filter(isHere), ignores: ignores.filter(isHere) };
}

function here(names: readonly string[], io: Io): string | undefined {
  return names.find((name) => existsSync(join(io.cwd, name)));
}

async function readValue(name: string, store: DocumentStore, draft: Draft): Promise<JsonObject | undefined> {
  const opened = await store.open(name);
  const first = opened.kind === 'opened' ? opened.opened[0] : undefined;
  for (const { message, location } of first?.problems.slice(0, 3) ?? [])
    draft.left.push(`${name}:${location.range.start.line}: not all of it could be read: ${message}`);
  const value = first?.document.value;
  if (isObject(value) && !unfoldsBeyond(value, mostValues)) return value;
  const why = isObject(value) ? `it holds more than ${mostValues} values` : 'it holds no object';
  draft.left.push(`${name}: ${opened.kind === 'failed' ? opened.reason : why}`);
  return undefined;
}

/** The rules of the rulesets that the draft names, by name; what in them cannot be honoured is put down as left. */
async function ruleNames(
  draft: Draft,
  store: DocumentStore,
  metas: Awaited<ReturnType<typeof allMetas>>,
  io: Io,
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const path of [...draft.rulesets]) {
    try {
      const { rules, notes } = await loadRulesets([path], metas, 'recommended', store, io.cwd);
      for (const { code } of rules) names.set(code.replace(/^ruleset\//, ''), code);
      for (const { message, location } of notes)
        draft.left.push(`${location.uri}:${location.range.start.line}: ${message}`);
    } catch (error) {
      if (!(error instanceof RunError)) throw error;
      draft.left.push(withSource(path, error.message.split('\n').slice(0, 2).join(' ')));
      draft.rulesets.splice(draft.rulesets.indexOf(path), 1);
    }
  }
  return names;
}

function summary(
  { apis, rulesets, rules, customRules, overrides, diff, left }: Draft,
  from: readonly string[],
): string {
  const counts = [
    counted(Object.keys(apis).length, 'API'),
    counted(rulesets.length, 'ruleset'),
    counted(Object.keys(rules).length, 'severity', 'severities'),
    counted(Object.keys(customRules).length, 'rule of your own', 'rules of your own'),
    counted(overrides.length, 'override'),
    counted(
      Object.keys(diff ?? {}).filter((key) => key !== 'accept').length,
      'decision on changes',
      'decisions on changes',
    ),
    counted(((diff?.['accept'] ?? []) as readonly unknown[]).length, 'accepted change'),
  ].filter((each) => each !== undefined);
  const made = from.length > 0 ? `, made from ${from.join(', ')}` : '';
  const lines = [
    `${written} is written${made}: ${counts.length > 0 ? counts.join(', ') : 'nothing was found to put in it'}`,
  ];
  if (left.length > 0) {
    lines.push('', 'Not carried over:', ...left.slice(0, mostLines).map((each) => `  - ${each}`));
    if (left.length > mostLines) lines.push(`  … and ${left.length - mostLines} more, in ${written}`);
  }
  lines.push(
    '',
    Object.keys(apis).length > 0 ? 'Next: apicheck lint' : 'Next: name your API in it, then apicheck lint',
  );
  return `${lines.join('\n')}\n`;
}

function counted(count: number, one: string, many = `${one}s`): string | undefined {
  return count === 0 ? undefined : `${count} ${count === 1 ? one : many}`;
}
