import { close, constants, open } from 'node:fs';
import { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

/** How often it is looked whether somebody reads, in milliseconds. */
const lookEveryMs = 20;

/**
 * Takes the path of a named pipe; gives what comes out of it until all who write have left. Waiting for them, for which
 * there is no bound, keeps no thread busy: a thread that waits in the system cannot be ended, and the process with it.
 */
export async function readPipe(path: string): Promise<AsyncIterable<Buffer>> {
  const fd = await promisify(open)(path, constants.O_RDONLY | constants.O_NONBLOCK);
  return socketOf(fd, { readable: true, writable: false }) as AsyncIterable<Buffer>;
}

/**
 * Takes the path of a named pipe and a text; waits for somebody who reads, and writes it. Who leaves early has seen
 * enough, which is no error.
 */
export async function writePipe(path: string, text: string): Promise<void> {
  const socket = socketOf(await openWhenRead(path), { readable: false, writable: true });
  await new Promise<void>((resolve, reject) => {
    socket.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EPIPE' ? resolve() : reject(error),
    );
    socket.on('close', () => resolve());
    socket.end(text);
  });
}

async function openWhenRead(path: string): Promise<number> {
  for (;;) {
    try {
      return await promisify(open)(path, constants.O_WRONLY | constants.O_NONBLOCK);
    } catch (error) {
      // Nobody has it open to read.
      if (!(error instanceof Error && 'code' in error && error.code === 'ENXIO')) throw error;
    }
    await sleep(lookEveryMs);
  }
}

function socketOf(fd: number, ways: { readonly readable: boolean; readonly writable: boolean }): Socket {
  try {
    return new Socket({ fd, ...ways });
  } catch (error) {
    close(fd);
    throw error;
  }
}
