/** Nothing listens at the target. */
export class TargetUnreachable extends Error {
  override readonly name = 'TargetUnreachable';
}

/** Credentials could not be had: what the auth section of a config says does not work here. */
export class AuthenticationFailed extends Error {
  override readonly name = 'AuthenticationFailed';
}
