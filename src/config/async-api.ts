import { isObjectNode } from '../document/node.ts';
import { choice, object, optional, required, text, type Reader } from '../document/reader.ts';

/** An AsyncAPI document beside a contract, as a config names it. */
export interface AsyncApiConfig {
  readonly file: string;
  readonly describes?: 'provider' | 'client';
}

const whole = object({
  file: required(text, 'The document: a file or a URL.'),
  describes: optional(
    choice(['provider', 'client']),
    'Whose `send` and `receive` its operations are (default: provider).',
  ),
});

/** Reads the path of an AsyncAPI document, or an object that says more of it. */
export const asyncApi: Reader<AsyncApiConfig> = {
  schema: { anyOf: [text.schema, whole.schema] },
  read(node, problems) {
    if (isObjectNode(node)) {
      const { file, describes } = whole.read(node, problems) ?? {};
      return file === undefined ? undefined : { file, ...(describes && { describes }) };
    }
    const file = text.read(node, problems);
    return file === undefined ? undefined : { file };
  },
};
