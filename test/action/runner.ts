import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string;
  readonly shell: string;
  readonly run: string;
  readonly env: Readonly<Record<string, string>>;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

/** The job that an action is run in. */
export interface Job {
  readonly workspace: string;
  /** A folder for the files of the runner. */
  readonly temp: string;
  readonly event: { readonly name: string; readonly payload: unknown };
  readonly sha: string;
  readonly apiUrl: string;
  readonly inputs?: Readonly<Record<string, string>>;
  /** A folder whose programs go before those of the machine. */
  readonly path?: string;
}

/** What a run of the action left behind. */
export interface ActionRun {
  readonly code: number;
  /** What each step printed, by its name; a step that was left out is not there. */
  readonly log: ReadonlyMap<string, string>;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/** Runs action.yml as the runner of GitHub does: step by step until one fails, with its variables and files. */
export async function runAction(job: Job): Promise<ActionRun> {
  const action = parse(await readFile(join(root, 'action.yml'), 'utf8')) as Action;
  await mkdir(job.temp, { recursive: true });
  const files = await mkdtemp(join(job.temp, 'files-'));
  const [eventPath, summaryPath] = [join(files, 'event.json'), join(files, 'summary.md')];
  await writeFile(eventPath, JSON.stringify(job.event.payload));
  await writeFile(summaryPath, '');

  const outputs = new Map<string, string>();
  const resolve = (text: string): string =>
    text.replace(/\$\{\{ (.+?) \}\}/g, (_, expression: string) => valueOf(expression, job, action, outputs));
  const log = new Map<string, string>();
  let code = 0;
  for (const [index, step] of action.runs.steps.entries()) {
    if (step.if !== undefined && !isMet(step.if, (name) => valueOf(name, job, action, outputs))) continue;
    const outputPath = join(files, `output-${index}`);
    await writeFile(outputPath, '');
    const env = {
      PATH: [...(job.path === undefined ? [] : [job.path]), process.env['PATH']].join(':'),
      HOME: files,
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_ACTION_PATH: root.replace(/\/$/, ''),
      GITHUB_API_URL: job.apiUrl,
      GITHUB_EVENT_NAME: job.event.name,
      GITHUB_EVENT_PATH: eventPath,
      GITHUB_OUTPUT: outputPath,
      GITHUB_REPOSITORY: 'books/api',
      GITHUB_RUN_ID: '77',
      GITHUB_SERVER_URL: 'https://github.test',
      GITHUB_SHA: job.sha,
      GITHUB_STEP_SUMMARY: summaryPath,
      GITHUB_WORKSPACE: job.workspace,
      RUNNER_TEMP: job.temp,
      ...Object.fromEntries(Object.entries(step.env).map(([name, value]) => [name, resolve(value)])),
    };
    const done = await bash(step.run, job.workspace, env);
    log.set(step.name ?? `step ${index}`, done.printed);
    for (const [name, value] of outputsIn(await readFile(outputPath, 'utf8')))
      outputs.set(`steps.${step.id ?? ''}.outputs.${name}`, value);
    code = done.code;
    if (code !== 0) break;
  }
  return {
    code,
    log,
    summary: await readFile(summaryPath, 'utf8'),
    outputs: Object.fromEntries(
      Object.entries(action.outputs).map(([name, { value }]) => [name, resolve(value)]),
    ),
  };
}

function valueOf(
  expression: string,
  job: Job,
  { inputs }: Action,
  outputs: ReadonlyMap<string, string>,
): string {
  const [kind, name = ''] = [expression.slice(0, expression.indexOf('.')), expression.split('.').at(1)];
  if (expression === 'github.token') return 'a-token';
  if (kind === 'steps') return outputs.get(expression) ?? '';
  const input = inputs[name];
  if (kind !== 'inputs' || input === undefined) throw new Error(`the runner knows no ${expression}`);
  return job.inputs?.[name] ?? input.default.replace('${{ github.token }}', 'a-token');
}

function isMet(condition: string, value: (name: string) => string): boolean {
  const [, name, wanted] = /^(inputs\.[\w-]+) == '(\w+)'$/.exec(condition) ?? [];
  if (name === undefined) throw new Error(`the runner does not know how to read "${condition}"`);
  return value(name) === wanted;
}

/** Reads the form with a delimiter, the only one that is safe for any value. */
function* outputsIn(text: string): Generator<[string, string]> {
  for (const [, name = '', , value = ''] of text.matchAll(/^([\w-]+)<<(.+)\n([^]*?)\n\2$/gm))
    yield [name, value];
}

async function bash(
  script: string,
  cwd: string,
  env: Record<string, string>,
): Promise<{ code: number; printed: string }> {
  // As GitHub calls it for `shell: bash`.
  const running = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], { cwd, env });
  let printed = '';
  for (const stream of [running.stdout, running.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (printed += chunk));
  const code = await new Promise<number>((done) => running.on('close', (given) => done(given ?? 1)));
  return { code, printed };
}

/** Takes a folder and arguments of Git; gives what it printed. Its author and branch are not those of the machine. */
export async function git(cwd: string, ...args: readonly string[]): Promise<string> {
  const settings = [
    'user.name=Ann',
    'user.email=ann@books.test',
    'init.defaultBranch=main',
    'protocol.file.allow=always',
  ];
  const { stdout } = await promisify(execFile)(
    'git',
    [...settings.flatMap((each) => ['-c', each]), ...args],
    { cwd },
  );
  return stdout.trim();
}
