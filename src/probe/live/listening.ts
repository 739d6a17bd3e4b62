import { closedEarly, type WireRequest, type WireResult } from './wire.ts';

/** In milliseconds: whoever has taken a connection and says nothing for so long is there, and busy or odd. */
const longest = 1_000;
/** In milliseconds: a process that ends closes its connections before it is deaf. */
const pause = 50;

/**
 * Takes what sends, how to wait, and a path below the target; tells whether anybody is at the target, whatever they
 * answer to HEAD.
 */
export async function isListening(
  send: (request: WireRequest) => Promise<WireResult>,
  sleep: (ms: number) => Promise<void>,
  path: string,
): Promise<boolean> {
  for (let again = false; ; again = true) {
    const result = await soon(send({ method: 'HEAD', path, headers: [], body: undefined }));
    if (result?.kind === 'unreachable') return false;
    // A forwarder takes every connection, and closes it where nobody is behind it.
    if (result?.kind !== 'broken' || result.reason !== closedEarly) return true;
    if (again) return false;
    await sleep(pause);
  }
}

/** What comes in time, or nothing. */
async function soon<T>(coming: Promise<T>): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((done) => {
    timer = setTimeout(() => done(undefined), longest);
  });
  try {
    return await Promise.race([coming, late]);
  } finally {
    clearTimeout(timer);
  }
}
