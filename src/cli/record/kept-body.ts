import type { IncomingMessage } from 'node:http';

/** A body that is handed on as it comes, and kept as far as there is room. */
export interface KeptBody {
  readonly passing: AsyncIterable<Buffer>;
  /** What came of it; undefined for nothing. */
  readonly bytes: () => Buffer | undefined;
  /** Whether it was longer than what is kept. */
  readonly cut: () => boolean;
}

/** Takes a request and how many bytes of its body are kept; gives the body, undefined where it has none. */
export function keepBody(incoming: IncomingMessage, maxBytes: number): KeptBody | undefined {
  const { 'content-length': said = '0', 'transfer-encoding': coding } = incoming.headers;
  if (coding === undefined && Number(said) === 0) return undefined;
  const chunks: Buffer[] = [];
  let length = 0;
  return {
    passing: (async function* () {
      for await (const chunk of incoming as AsyncIterable<Buffer>) {
        length += chunk.length;
        if (length <= maxBytes) chunks.push(chunk);
        yield chunk;
      }
    })(),
    bytes: () => (length === 0 ? undefined : Buffer.concat(chunks)),
    cut: () => length > maxBytes,
  };
}
