import { closeSync, constants, openSync, rmSync, writeFile as writeText, type Stats } from 'node:fs';
import { access, chmod, lstat, readlink, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { repositoryOf } from '../document/project.ts';
import { endingSignals, signalCode } from './exit.ts';

/** A file would be written where a link leads, which is elsewhere than its name says. */
export class LeadsOut extends Error {
  override readonly name = 'LeadsOut';
}

/**
 * Takes a path as the user typed it, the working directory and a text; writes it beside the file and renames, so that
 * a crash or a full disk leaves the old one, with the rights of the old one. Links are followed within the project
 * that the path is in, or within its folder; throws LeadsOut for others. What is no file (a pipe, a device) is written
 * to as it is.
 */
export async function writeFileWhole(path: string, cwd: string, text: string): Promise<void> {
  const absolute = resolve(cwd, path);
  const found = await stat(absolute).catch(() => undefined);
  if (found?.isFIFO() === true) return (await import('../document/pipe.ts')).writePipe(absolute, text);
  if (isStream(absolute, found)) return writeFile(absolute, text);
  const target = await targetOf(absolute, cwd);
  const { randomBytes } = await import('node:crypto');
  const beside = join(dirname(target), `.apicheck-${randomBytes(6).toString('hex')}.tmp`);
  // Not while others run: a signal might find no file to clean up yet, and leave one.
  const descriptor = openSync(beside, 'wx');
  const release = cleanedUpAtEnd(() => rmSync(beside, { force: true }));
  try {
    await promisify(writeText)(descriptor, text).finally(() => closeSync(descriptor));
    if (found) await chmod(beside, found.mode);
    await rename(beside, target);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw error;
  } finally {
    release();
  }
}

/**
 * Takes a path as the user typed it and the working directory; throws what would keep a file from being written there,
 * as far as that can be known before.
 */
export async function checkWritable(path: string, cwd: string): Promise<void> {
  const absolute = resolve(cwd, path);
  const found = await stat(absolute).catch(() => undefined);
  if (isStream(absolute, found)) return access(absolute, constants.W_OK);
  const target = await targetOf(absolute, cwd);
  if (found?.isDirectory() === true) throw Object.assign(new Error('it is a folder'), { code: 'EISDIR' });
  await access(dirname(target), constants.W_OK);
}

/** Takes what cleans up; has it done when the process ends before the given function is called, by a signal too. */
function cleanedUpAtEnd(cleanUp: () => void): () => void {
  process.once('exit', cleanUp);
  const releases = endingSignals.map((signal) => {
    // Who listened before is told of a signal first, and makes something of it: the next one is meant for us.
    let others = process.listenerCount(signal);
    const interrupted = (): void => {
      if (others-- > 0) return;
      cleanUp();
      process.exit(signalCode[signal]);
    };
    process.on(signal, interrupted);
    return () => process.removeListener(signal, interrupted);
  });
  return () => {
    process.removeListener('exit', cleanUp);
    for (const release of releases) release();
  };
}

/** Whether a path is what others read from while it is written: nothing to be put in the place of. */
function isStream(absolute: string, found: Stats | undefined): boolean {
  if (/^\/(dev|proc)\//.test(absolute)) return true;
  return found !== undefined && !found.isFile() && !found.isDirectory();
}

/** Where what is written at a path comes to stand. */
async function targetOf(absolute: string, cwd: string): Promise<string> {
  const folder = await realpath(dirname(absolute));
  const own = resolve(cwd);
  const project = repositoryOf(own) ?? own;
  if (isWithin(absolute, project) && !isWithin(folder, await realpath(project)))
    throw new LeadsOut(`it leads to ${folder}, outside of the project; name that folder if you mean it`);
  const link = await lstat(absolute).catch(() => undefined);
  if (link?.isSymbolicLink() !== true) return join(folder, basename(absolute));
  const target = await linkTarget(absolute, folder);
  if (isWithin(target, folder) || isWithin(target, await realpath(project))) return target;
  throw new LeadsOut(
    `it is a link to ${target}, outside of its folder and the project; name that file if you mean it`,
  );
}

/** Where a link leads, also one to a file that is not there yet. */
async function linkTarget(link: string, folder: string): Promise<string> {
  try {
    return await realpath(link);
  } catch {
    const target = resolve(folder, await readlink(link));
    return join(await realpath(dirname(target)), basename(target));
  }
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
