import { raise, type Limits } from '../../document/limits.ts';
import type { SentExchange } from '../../probe/recordings/sent.ts';

/** The exchanges that a recording is going to have, which are kept in memory until its end. */
export interface Kept {
  readonly exchanges: readonly SentExchange[];
  /** How many there was no room for. */
  readonly left: () => number;
  /** Takes an exchange; keeps it if there is room, and gives whether there was. */
  add(sent: SentExchange): boolean;
}

/** What keeping an exchange, a header or a message costs beside its text. */
const perPart = 100;

/**
 * Takes the limits, what becomes of what there is no room for, and what is called once, with why, when there is no more
 * room. The recording is written whole each
 * time, as a crash must leave one that can be read: what it has is in memory, and bounded.
 */
export function createKept(
  limits: Pick<Limits, 'recordedBytes'>,
  otherwise: 'passed on' | 'judged',
  onFull: (why: string) => void,
): Kept {
  const exchanges: SentExchange[] = [];
  let bytes = 0;
  let left = 0;
  return {
    exchanges,
    left: () => left,
    add(sent) {
      const size = sizeOf(sent);
      // Once full, it stays so: a recording with gaps is none of what went through.
      if (left === 0 && bytes + size <= limits.recordedBytes) {
        bytes += size;
        exchanges.push(sent);
        return true;
      }
      left += 1;
      if (left === 1)
        onFull(
          `the recording has ${limits.recordedBytes} bytes and no room for more: what comes now is ${otherwise} and not recorded${raise('recordedBytes')}`,
        );
      return false;
    },
  };
}

function sizeOf({ request, response, messages = [] }: SentExchange): number {
  const headers = [...request.headers, ...response.headers, ...(response.trailers ?? [])];
  let size = perPart + request.path.length + (request.body?.length ?? 0) + response.bytes.length;
  for (const [name, value] of headers) size += perPart + name.length + value.length;
  for (const { text, bytes } of messages) size += perPart + text.length + (bytes?.length ?? 0);
  return size;
}
