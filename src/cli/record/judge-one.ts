import { parseText } from '../../document/parse.ts';
import type { Severity } from '../../findings/finding.ts';
import type { AsyncApi } from '../../probe/asyncapi/model.ts';
import type { Concealer } from '../../probe/recordings/conceal.ts';
import { decompressed } from '../../probe/recordings/decompress.ts';
import { readRecording } from '../../probe/recordings/read.ts';
import { prefixOfTarget } from '../../probe/recordings/whereabouts.ts';
import type { SentExchange } from '../../probe/recordings/sent.ts';
import { writeOwnRecording } from '../../probe/recordings/write-own.ts';
import { probe } from '../../probe/run.ts';
import type { Api } from '../../openapi/model.ts';
import type { Schemas } from '../../schema/schemas.ts';

/** Secrets are judged as they are; what is said of them goes through the redactor. */
const open: Concealer = {
  header: (_, value) => value,
  target: (path) => path,
  text: (text) => text,
  value: (value) => value,
  bytes: (bytes) => bytes,
};

/** What is wrong with an exchange, in a line. */
export interface Fault {
  readonly severity: Severity;
  readonly line: string;
}

/**
 * Takes an exchange that went through, the API, its schemas, the URL of the target, and AsyncAPI documents; gives what
 * is wrong with it.
 */
export async function judgeOne(
  sent: SentExchange,
  api: Api,
  schemas: Schemas,
  target: string,
  asyncApis: readonly AsyncApi[] = [],
): Promise<readonly Fault[]> {
  const text = writeOwnRecording([decompressed(sent, api.documents.limits)], undefined, open);
  const { document } = parseText('recorded.yaml', text);
  const noFiles = () => ({ kind: 'failed', reason: 'there are no files here' }) as const;
  const recording = await readRecording(document, noFiles, () => {});
  if (!recording) return [];
  const stripPrefix = prefixOfTarget(api, target);
  const { findings } = await probe(api, schemas, [recording], { now: () => 0, asyncApis, stripPrefix });
  return findings
    .filter(({ severity }) => severity !== 'info')
    .map(({ severity, code, message }) => ({ severity, line: `${severity} ${code}: ${message}` }));
}
