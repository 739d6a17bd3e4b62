// What `npm run demo` does: runs the three commands on the five APIs, with their reference servers started for it.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { deployer } from './deployer.ts';
import { deployment } from './deployment.ts';
import { deviceGateway } from './device-gateway.ts';
import { portal } from './portal.ts';
import type { Provider, RunningProvider } from './provider.ts';
import { salina } from './salina.ts';

/** The ports that apicheck.yaml names. */
const ports = new Map<Provider, number>([
  [portal, 4010],
  [deployment, 4020],
  [deviceGateway, 4030],
  [deployer, 4040],
  [salina, 4050],
]);

const root = fileURLToPath(new URL('../..', import.meta.url));
const bin = fileURLToPath(new URL('../../bin/apicheck.js', import.meta.url));

function say(text: string): void {
  process.stdout.write(`\n\u001b[1m${text}\u001b[0m\n`);
}

/** Runs apicheck as a user would; gives its exit code. */
function apicheck(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<number> {
  process.stdout.write(`$ apicheck ${args.join(' ')}\n\n`);
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [bin, ...args], { cwd: root, env, stdio: 'inherit' });
    child.on('error', fail);
    child.on('close', (code) => done(code ?? 3));
  });
}

async function startAll(faults: ReadonlyMap<Provider, readonly string[]>): Promise<RunningProvider[]> {
  return Promise.all(
    [...ports].map(([provider, port]) => provider.start({ port, faults: faults.get(provider) ?? [] })),
  );
}

const failures: string[] = [];
function expectCode(what: string, code: number, wanted: number): void {
  if (code !== wanted) failures.push(`${what} exited with ${code}, not ${wanted}`);
}

say('1. lint: is each contract valid, consistent and safe? All five are.');
expectCode('lint', await apicheck(['lint']), 0);

say(
  '2. diff: what does the next release of the ERP break, and for whom? Each break has a payload that proves it.',
);
expectCode('diff', await apicheck(['diff', 'contracts/salina.yaml', 'contracts/next/salina.yaml']), 1);

say('3. probe, offline: do the recorded exchanges agree with their contracts?');
const offline = await apicheck(['probe']);
expectCode('probe offline', offline, 0);

const env: NodeJS.ProcessEnv = { ...process.env };
for (const provider of ports.keys()) Object.assign(env, await provider.environment());
const healthy = await startAll(new Map());
try {
  say('4. probe, live: do the running providers keep their contracts? Requests are signed, tokens fetched.');
  for (const { name } of ports.keys()) {
    expectCode(`probe ${name}`, await apicheck(['probe', '--spec', name, '--target', 'local'], env), 0);
  }
} finally {
  await Promise.all(healthy.map((running) => running.close()));
}

const [fault = ''] = Object.keys(salina.faults);
const faulty = await salina.start({ port: 4050, faults: [fault] });
try {
  say(`5. probe, live, on a provider with a fault: the ERP is started with "${fault}".`);
  expectCode(
    'probe a faulty salina',
    await apicheck(['probe', '--spec', 'salina', '--target', 'local'], env),
    1,
  );
} finally {
  await faulty.close();
}

for (const failure of failures) process.stderr.write(`demo: ${failure}\n`);
process.exitCode = failures.length > 0 ? 1 : 0;
