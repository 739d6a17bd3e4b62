import { parseText } from '../../document/parse.ts';
import { defaultLimits } from '../../document/limits.ts';
import { exactJson, mayHoldExact } from '../../schema/exact.ts';

/** A JSON value, or in a sentence why there is none. */
export type JsonReading = { readonly value: unknown } | { readonly reason: string };

/** Shorter texts cannot nest more deeply than what is read. */
const shallow = 2_000;
const deepest = 1_000;

/** Takes a text; gives the JSON value that it is, or in a sentence why it is none. */
export function readJson(text: string): JsonReading {
  if (text.length <= shallow || nesting(text) <= deepest) {
    try {
      return { value: JSON.parse(text) as unknown };
    } catch {
      // Read again below, by what says where the mistake is.
    }
  }
  return readWithCare(text);
}

/**
 * Takes a text; gives the JSON value that it is, where the parser of the engine reads it as ours would: undefined for
 * what is none, has more than we read, or whole numbers beyond 2^53.
 */
export function plainJson(text: string): { readonly value: unknown } | undefined {
  // No text has more values than characters.
  if (text.length > defaultLimits.values || (text.length > shallow && nesting(text) > deepest))
    return undefined;
  if (mayHoldExact(text)) return undefined;
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

function readWithCare(text: string): JsonReading {
  const { document, problems } = parseText('', text, 'json');
  const problem = problems.find(({ code }) => code !== 'document-duplicate-key');
  return problem ? { reason: problem.message } : { value: document.value };
}

/** As `readJson`, with whole numbers beyond 2^53 as they are written: to be judged, not to be passed on. */
export function readExactJson(text: string): JsonReading {
  const reading = readJson(text);
  return 'reason' in reading ? reading : { value: exactJson(reading.value, text) };
}

/** How deeply the brackets of a text nest, at most: those within strings are not told apart. */
function nesting(text: string): number {
  let depth = 0;
  let most = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at) | 0x20;
    if (unit === 0x7b) {
      depth += 1;
      if (depth > most) most = depth;
    } else if (unit === 0x7d && depth > 0) depth -= 1;
  }
  return most;
}
