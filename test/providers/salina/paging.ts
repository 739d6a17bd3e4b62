/** A page of a list. */
export interface Page<T> {
  readonly data: readonly T[];
  readonly pagination: {
    readonly cursor: string | null;
    readonly has_more: boolean;
    readonly total_count: number;
  };
}

/** Where in which list the next page begins, as an opaque text. */
function writeCursor(list: string, after: string): string {
  return Buffer.from(JSON.stringify([list, after])).toString('base64url');
}

/** The id a cursor stands after; nothing if the cursor is not one of this list. */
function readCursor(list: string, cursor: string): string | undefined {
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (!Array.isArray(read) || read[0] !== list || typeof read[1] !== 'string') return undefined;
    return read[1];
  } catch {
    return undefined;
  }
}

/**
 * The page of a list, newest first, that follows a record. Standing after a record and not at a number
 * keeps pages whole while new records come in at the front. Nothing if the
 * cursor is none of this list.
 */
export function pageOf<T extends { readonly id: string }>(
  list: string,
  records: readonly T[],
  cursor: string | undefined,
  limit: number,
): Page<T> | undefined {
  const after = cursor === undefined ? undefined : readCursor(list, cursor);
  const start = cursor === undefined ? 0 : records.findIndex(({ id }) => id === after) + 1;
  if (cursor !== undefined && start === 0) return undefined;
  const data = records.slice(start, start + limit);
  const last = data.at(-1);
  const more = last !== undefined && start + limit < records.length;
  return {
    data,
    pagination: {
      cursor: more ? writeCursor(list, last.id) : null,
      has_more: more,
      total_count: records.length,
    },
  };
}
