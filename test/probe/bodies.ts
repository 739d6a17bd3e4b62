import { probeText } from './support.ts';

export interface Sent {
  readonly type: string;
  readonly body: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Takes a version, a Media Type Object under its range, and a body; gives what is said of it as a response. */
export async function messagesFor(
  version: string,
  range: string,
  media: unknown,
  { type, body, headers = {} }: Sent,
  components: unknown = {},
): Promise<string[]> {
  const response = { description: 'It.', content: { [range]: media } };
  const description = {
    openapi: version,
    info: { title: 'Bodies', version: '1' },
    paths: { '/it': { get: { responses: { 200: response } } } },
    components,
  };
  const recording = {
    apicheck: 1,
    exchanges: [
      {
        name: 'it',
        request: { method: 'GET', path: '/it' },
        response: {
          status: 200,
          headers: { 'content-type': type, ...headers },
          ...(typeof body === 'string'
            ? { bodyText: body }
            : { bodyBase64: Buffer.from(body).toString('base64') }),
        },
      },
    ],
  };
  const { findings } = await probeText(JSON.stringify(description), JSON.stringify(recording));
  return findings.map(({ code, message }) =>
    code === 'response-body-invalid' ? message : `${code}: ${message}`,
  );
}
