const endOfHead = Buffer.from('\r\n\r\n');
const start = Buffer.from('HTTP/1.1 1');
/** As long as the headers of an answer may be. */
const longest = 16_384;

/**
 * Gives what takes the bytes of a connection as they come, from the request on until its answer begins, and gives them
 * without answers that are only on the way (RFC 9110 section 15.2); undefined where more has to come. Clients have to
 * read those that they did not ask for, and undici ends the connection at a 100. A 101 is for it to see.
 */
export function createInterimFilter(): (bytes: Buffer) => Buffer | undefined {
  let held: Buffer | undefined;
  return (bytes) => {
    let rest = held ? Buffer.concat([held, bytes]) : bytes;
    held = undefined;
    while (mayBeInterim(rest)) {
      const end = rest.length < 12 ? -1 : rest.indexOf(endOfHead);
      if (end < 0) {
        if (rest.length > longest) return rest;
        held = rest;
        return undefined;
      }
      rest = rest.subarray(end + endOfHead.length);
    }
    return rest.length === 0 ? undefined : rest;
  };
}

/** Whether an answer that begins so is one on the way, as far as can be seen. */
function mayBeInterim(bytes: Buffer): boolean {
  const { length } = bytes;
  // Most are none, which one byte tells.
  if (length === 0 || (length > 9 && bytes[9] !== 0x31)) return false;
  if (bytes.compare(start, 0, Math.min(length, start.length), 0, Math.min(length, start.length)) !== 0)
    return false;
  return length < 12 || bytes[10] !== 0x30 || bytes[11] !== 0x31;
}

/** Takes what the head of an answer without a body ended in; gives whether bytes followed it there, other than line breaks. */
export function hasBytesBehindHead(chunk: Buffer | undefined): boolean {
  const end = chunk?.indexOf(endOfHead) ?? -1;
  if (chunk === undefined || end < 0) return false;
  for (let at = end + endOfHead.length; at < chunk.length; at += 1)
    if (chunk[at] !== 0x0d && chunk[at] !== 0x0a) return true;
  return false;
}

/** Takes what came of a head that says its length in a way that cannot be; gives in words what is wrong with it. */
export function lengthFault(chunk: Buffer | undefined): string {
  const head = chunk?.toString('latin1').split('\r\n\r\n', 1)[0] ?? '';
  const lengths = head.match(/^content-length[ \t]*:/gim)?.length ?? 0;
  if (lengths > 1) return 'Content-Length is given more than once';
  if (lengths === 1 && /^transfer-encoding[ \t]*:/im.test(head))
    return 'Content-Length stands beside Transfer-Encoding';
  if (lengths === 1 && !/^content-length[ \t]*:[ \t]*\d+[ \t]*$/im.test(head))
    return 'Content-Length is no number';
  return 'its head cannot be read';
}
