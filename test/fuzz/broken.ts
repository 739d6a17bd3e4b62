/** A property that does not hold. The message begins with the property and has what differs from input to input later. */
export class Broken extends Error {
  override readonly name = 'Broken';
}

/** Takes whether a property holds, and what is said where it does not. */
export function hold(holds: boolean, message: string | (() => string)): asserts holds {
  if (!holds) throw new Broken(typeof message === 'string' ? message : message());
}

/**
 * Takes what was thrown; gives what is alike in all failures with the same cause: the message without numbers and
 * quotations, and for errors of the language the place in the source.
 */
export function signatureOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown).slice(0, 200);
  const [message = ''] = thrown.message.split('\n');
  const plain = message
    .replace(/"(?:[^"\\]|\\.)*"|'[^']*'/g, '"…"')
    .replace(/\d+/g, '0')
    .slice(0, 160);
  const frame = /\/src\/([^\s:)]+)/.exec(thrown.stack ?? '')?.[1];
  return thrown instanceof Broken || frame === undefined ? plain : `${plain} (${frame})`;
}
