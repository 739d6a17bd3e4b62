/** The run cannot be done: exit code 2. The message is for the user, and says what to do. */
export class RunError extends Error {
  override readonly name = 'RunError';
}
