import { nearestName } from '../document/nearest.ts';

/** Formats that everyone means the same by. Of the others in the registry, older spellings are in wide use. */
const common = [
  ...[
    'date',
    'date-time',
    'time',
    'duration',
    'email',
    'hostname',
    'ipv4',
    'ipv6',
    'uri',
    'uri-reference',
    'uuid',
  ],
  ...['int32', 'int64', 'float', 'double', 'byte', 'binary', 'password', 'json-pointer', 'regex'],
];

const near = new Map<string, string | undefined>();

/**
 * Takes a format that is not registered; gives the common name that differs from it in its writing only: in case,
 * hyphens, or one letter of a longer name.
 */
export function nearestFormat(format: string): string | undefined {
  if (!near.has(format)) near.set(format, nearMiss(format));
  return near.get(format);
}

function nearMiss(format: string): string | undefined {
  const plain = (name: string) => name.toLowerCase().replace(/[-_ ]/g, '');
  for (const name of common) if (plain(name) === plain(format)) return name;
  if (format.length < 6) return undefined;
  const found = nearestName(format, common);
  return found !== undefined && Math.abs(found.length - format.length) <= 1 && found.length >= 6
    ? found
    : undefined;
}
