/** The date, everywhere the same at once: that of UTC, as `2027-01-31`. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** Gives what tells how many milliseconds have gone by since, to a tenth. */
export function stopwatch(): () => number {
  const start = performance.now();
  return () => Math.round((performance.now() - start) * 10) / 10;
}

/** Milliseconds since 1970. */
export function now(): number {
  return Date.now();
}
