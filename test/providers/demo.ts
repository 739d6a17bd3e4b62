// What `npm run demo` does: runs the three commands on the five APIs, with their reference servers started for it.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { deployer } from './deployer.ts';
import { deployment } from './deployment.ts';
import { deviceGateway } from './device-gateway.ts';
import { portal } from './portal.ts';
import type { Provider, RunningProvider } from './provider.ts';
import { salina } from './salina.ts';

const providers: readonly Provider[] = [portal, deployment, deviceGateway, deployer, salina];
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

/** What apicheck.yaml wants to know of a running provider: its port, and what its clients are given. */
async function environmentOf(provider: Provider, { url }: RunningProvider): Promise<NodeJS.ProcessEnv> {
  const port = `${provider.name.toUpperCase().replaceAll('-', '_')}_PORT`;
  return { ...(await provider.environment()), [port]: new URL(url).port };
}

/** Starts a provider on a free port, lets apicheck probe it, and stops it whatever happens; gives the exit code. */
async function probeLive(provider: Provider, faults: readonly string[]): Promise<number> {
  const running = await provider.start({ faults });
  try {
    const env = { ...process.env, ...(await environmentOf(provider, running)) };
    return await apicheck(['probe', '--spec', provider.name, '--target', 'local'], env);
  } finally {
    await running.close();
  }
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
expectCode('probe offline', await apicheck(['probe']), 0);

say('4. probe, live: do the running providers keep their contracts? Requests are signed, tokens fetched.');
for (const provider of providers) expectCode(`probe ${provider.name}`, await probeLive(provider, []), 0);

const [fault = ''] = Object.keys(salina.faults);
say(`5. probe, live, on a provider with a fault: the ERP is started with "${fault}".`);
expectCode('probe a faulty salina', await probeLive(salina, [fault]), 1);

for (const failure of failures) process.stderr.write(`demo: ${failure}\n`);
process.exitCode = failures.length > 0 ? 1 : 0;
