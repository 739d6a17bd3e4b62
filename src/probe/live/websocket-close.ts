import { isUtf8 } from 'node:buffer';

/** Statuses that say that the end that sends them, or what it was sent, has failed (RFC 6455 section 7.4.1). */
const failures = new Map([
  [1002, 'a protocol error'],
  [1007, 'data of another type than the message has'],
  [1011, 'an unexpected condition'],
]);
/** Those that no frame may have: nobody sends them, or nobody may yet. */
const reserved = new Set([1004, 1005, 1006, 1015]);

/** What a Close frame says. */
export type Closing =
  | { readonly kind: 'closed'; readonly failure?: string }
  | { readonly kind: 'broken'; readonly reason: string };

/** Takes the payload of a Close frame; gives what it says, or in words what is wrong with it (RFC 6455 section 5.5.1). */
export function readClosing(payload: Buffer): Closing {
  if (payload.length === 0) return { kind: 'closed' };
  if (payload.length === 1)
    return { kind: 'broken', reason: 'a Close frame has half a status (RFC 6455 section 5.5.1)' };
  const status = payload.readUInt16BE(0);
  if (status < 1000 || status > 4999 || reserved.has(status))
    return {
      kind: 'broken',
      reason: `a Close frame has the status ${status}, which none may have (RFC 6455 section 7.4)`,
    };
  const words = payload.subarray(2);
  if (!isUtf8(words))
    return { kind: 'broken', reason: 'the reason in a Close frame is not UTF-8 (RFC 6455 section 5.5.1)' };
  const failure = failures.get(status);
  if (failure === undefined) return { kind: 'closed' };
  const said = words.length === 0 ? '' : `: ${words.toString()}`;
  return { kind: 'closed', failure: `it closed the WebSocket with ${status}, ${failure}${said}` };
}
