/**
 * Takes what is to get somewhere and then to run out of time, as a function of that time in milliseconds, and what tells
 * whether it got there; gives what it came to with the first time that is enough for the machine at hand.
 */
export async function longEnough<T>(
  run: (milliseconds: number) => Promise<T>,
  gotThere: (result: T) => boolean,
): Promise<T> {
  for (let milliseconds = 100; ; milliseconds *= 3) {
    const result = await run(milliseconds);
    if (gotThere(result) || milliseconds > 10_000) return result;
  }
}
