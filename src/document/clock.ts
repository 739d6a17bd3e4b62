/** The date, everywhere the same at once: that of UTC, as `2027-01-31`. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** Milliseconds, and parts of one, since some time before. Of the engine's clocks the one that needs nothing loaded. */
export function elapsed(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1000 + nanoseconds / 1e6;
}

/** Gives what tells how many milliseconds have gone by since, to a tenth. */
export function stopwatch(): () => number {
  const start = elapsed();
  return () => Math.round((elapsed() - start) * 10) / 10;
}

/** Milliseconds since 1970. */
export function now(): number {
  return Date.now();
}
