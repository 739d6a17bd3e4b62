import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { runCli } from '../run-cli.ts';

/** Takes files by path; gives a folder with them, which is removed when the test ends. */
export async function folderOf(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'apicheck-cli-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
}

/** Takes what answers; gives a running server's address and how often it was asked. It ends with the test. */
export async function serverOf(
  answer: RequestListener,
): Promise<{ readonly url: string; readonly requests: () => number }> {
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests: () => requests };
}

/** Takes a folder and arguments of `apicheck lint`; gives `file:line severity code message` of each finding. */
export async function linted(folder: string, ...args: readonly string[]): Promise<string[]> {
  const { out, err } = await runCli(['lint', ...args, '--format', 'json'], folder);
  if (out === '') throw new Error(err);
  const { findings } = JSON.parse(out) as {
    findings: {
      severity: string;
      code: string;
      message: string;
      location: { uri: string; range: { start: { line: number } } };
    }[];
  };
  return findings.map(
    ({ severity, code, message, location: { uri, range } }) =>
      `${uri}:${range.start.line} ${severity} ${code} ${message}`,
  );
}
