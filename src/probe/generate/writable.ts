import { parseMediaType } from '../../openapi/media-type-name.ts';
import type { MediaType } from '../../openapi/model.ts';
import { codecOf } from '../media-type.ts';

/** Takes media types; gives the first that bodies can be written in, JSON where there is one. */
export function writable(content: Iterable<MediaType>): MediaType | undefined {
  const all = [...content];
  return (
    all.find((one) => codecNameOf(one) === 'json') ??
    all.find((one) => ['form', 'multipart', 'text'].includes(codecNameOf(one)))
  );
}

function codecNameOf({ range }: MediaType): string {
  const name = parseMediaType(range);
  return name === undefined ? 'none' : range.includes('*') ? 'json' : codecOf(name);
}
