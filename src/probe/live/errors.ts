/** Nothing listens at the target. */
export class TargetUnreachable extends Error {
  override readonly name = 'TargetUnreachable';
}

/** Nobody can listen at an address of this machine, as a proxy or for deliveries: in words why. */
export class CannotListen extends Error {
  override readonly name = 'CannotListen';

  /** Takes host and port, what listening threw, and what to do where the port is another's. */
  constructor(host: string, port: number, cause: unknown, otherPort: string) {
    super(`cannot listen at ${host}:${port}: ${reasonOf(cause, otherPort)}`, { cause });
  }
}

function reasonOf(error: unknown, otherPort: string): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return `the port is in use; ${otherPort}`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return 'this machine has no such address';
  if (code === 'EACCES') return 'permission denied';
  return error instanceof Error ? error.message : String(error);
}

/** Credentials could not be had: what the auth section of a config says does not work here. */
export class AuthenticationFailed extends Error {
  override readonly name = 'AuthenticationFailed';
}
