import * as zlib from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../../src/document/limits.ts';
import { undoCodings } from '../../src/probe/judge/content-encoding.ts';
import { place, probeText } from './support.ts';

const description = `openapi: 3.1.0
info: { title: Note, version: '1' }
paths:
  /note:
    get:
      responses:
        '200': { description: It., content: { application/json: { schema: { type: object, properties: { id: { type: integer } } } } } }
`;

/** A frame of RFC 8878 with one raw block: a header of a single segment, its size in one byte, and the last block. */
function frame(text: string): Buffer {
  const bytes = Buffer.from(text);
  const head = [0x28, 0xb5, 0x2f, 0xfd, 0x20, bytes.length, (bytes.length << 3) | 1, 0, 0];
  return Buffer.concat([Buffer.from(head), bytes]);
}

const recording = (bytes: Buffer): string => `apicheck: 1
exchanges:
  - name: note
    request: { method: GET, path: /note }
    response:
      status: 200
      headers: { content-type: application/json, content-encoding: zstd }
      bodyBase64: ${bytes.toString('base64')}
`;

const told = async (bytes: Buffer): Promise<string[]> =>
  (await probeText(description, recording(bytes))).findings.map(place);

const canRead = 'zstdDecompressSync' in zlib;

describe('a body that is compressed with zstd', () => {
  it.runIf(canRead)('is judged by what it holds', async () => {
    expect(await told(frame('{"id":1}'))).toEqual([]);
    expect(await told(frame('{"id":"x"}'))).toEqual([
      'recording.yaml:8 response-body-invalid: response body /id must be an integer, is a string: "x"',
    ]);
    expect(await told(frame('{"id":1}').subarray(0, 12))).toEqual([
      expect.stringContaining('body-malformed: '),
    ]);
  });

  it.runIf(canRead)('unfolds to no more than memory has', () => {
    // A block of one byte that is repeated 128 KB times, again and again (RFC 8878 section 3.1.1.2.3).
    const head = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x88]);
    const size = 128 * 1024;
    const block = (last: boolean): Buffer => {
      const value = (size << 3) | 2 | Number(last);
      return Buffer.from([value & 0xff, (value >> 8) & 0xff, value >> 16, 0x61]);
    };
    const blocks = Array.from({ length: 600 }, (_, index) => block(index === 599));
    expect(undoCodings(Buffer.concat([head, ...blocks]), ['zstd'], defaultLimits)).toEqual({
      kind: 'unread',
      reason: 'its zstd unfolds to more than 64 MB',
    });
  });

  it.skipIf(canRead)('is said to be unjudged by a Node.js that cannot read it', async () => {
    expect(await told(frame('{"id":"x"}'))).toEqual([
      'recording.yaml:8 exchange-unjudged: not judged: zstd cannot be read by this version of Node.js',
    ]);
  });

  it('is what it is, where a recorder has undone it and left the header', async () => {
    expect(await told(Buffer.from('{"id":1}'))).toEqual([]);
  });
});
