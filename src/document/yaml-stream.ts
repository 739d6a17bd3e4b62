/**
 * Takes a YAML text; gives the offset where a second document begins (YAML 1.2.2 section 9.2), its marker or its
 * first content, or undefined where there is one document at most.
 */
export function secondDocument(content: string): number | undefined {
  // Markers stand at the start of a line, and no scalar can contain one there.
  const markers = /^\uFEFF?(---|\.\.\.)(?=\s|$)/gm;
  let begun = false;
  let ended = false;
  let from = 0;
  for (;;) {
    const marker = markers.exec(content);
    if (marker === null && !ended) return undefined;
    const found = firstContent(content, from, marker?.index ?? content.length);
    if (found !== undefined && ended) return found;
    if (marker === null) return undefined;
    if (found !== undefined) begun = true;
    from = marker.index + marker[0].length;
    if (marker[1] === '...') {
      ended = begun;
    } else {
      if (begun) return from - 3;
      begun = true;
    }
  }
}

/** The offset of the first line with anything but blanks, a comment or a directive. */
function firstContent(content: string, from: number, to: number): number | undefined {
  const line = /^\uFEFF?[^\S\n]*(?![%#\s])\S/m.exec(content.slice(from, to));
  return line === null ? undefined : from + line.index;
}
