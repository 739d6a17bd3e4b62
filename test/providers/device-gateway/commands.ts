import type { Random } from '../random.ts';

/** What a device says of a command that it ran. */
export interface CommandResult {
  readonly status: 'success' | 'failure' | 'timeout';
  readonly output: string | undefined;
  readonly error: string | undefined;
  readonly executedAt: string;
  readonly duration: number;
}

/** Something that a device is to do. */
export interface Command {
  readonly id: string;
  readonly deviceId: string;
  readonly type: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly priority: number;
  /** What the customer said; `queued` if there was nothing to say. */
  decision: 'pending_approval' | 'approved' | 'rejected' | 'queued';
  claim: { readonly token: string; until: number } | undefined;
  result: CommandResult | undefined;
}

/** What a customer opens on a device; times are milliseconds of the clock. */
export interface Session {
  readonly id: string;
  readonly deviceId: string;
  readonly customerId: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly commands: readonly Command[];
}

const HOUR = 60 * 60 * 1000;

/** A session with the command that it begins with: looking needs no approval, repairing does. */
export function openSession(
  deviceId: string,
  customerId: string,
  type: 'diagnostic' | 'remediation',
  now: number,
  random: Random,
): Session {
  const repair = type === 'remediation';
  const command: Command = {
    id: random.uuid(),
    deviceId,
    type: repair ? 'restart_service' : 'collect_diagnostics',
    parameters: repair ? { service: 'dhcpd' } : { depth: 'full' },
    priority: repair ? 5 : 3,
    decision: repair ? 'pending_approval' : 'queued',
    claim: undefined,
    result: undefined,
  };
  return {
    id: random.uuid(),
    deviceId,
    customerId,
    createdAt: now,
    expiresAt: now + HOUR,
    commands: [command],
  };
}

/** Whether the session is open at that time, and how it ended if not. */
export function sessionStatus(session: Session, now: number): 'active' | 'completed' | 'expired' {
  const open = session.commands.some((command) => !command.result && command.decision !== 'rejected');
  if (!open) return 'completed';
  return now < session.expiresAt ? 'active' : 'expired';
}

/** Whether the command is reserved at that time. */
export const claimed = (command: Command, now: number): boolean =>
  !command.result && command.claim !== undefined && now < command.claim.until;

/** Where a command stands, as its session shows it. */
export function commandStatus(command: Command, now: number): string {
  if (command.result) return command.result.status;
  return claimed(command, now) ? 'claimed' : command.decision;
}

/** The commands of a device that can be claimed, the most urgent first. */
export function pending(sessions: Iterable<Session>, deviceId: string, now: number): readonly Command[] {
  const commands: Command[] = [];
  for (const session of sessions) {
    if (session.deviceId !== deviceId || now >= session.expiresAt) continue;
    for (const command of session.commands) {
      const free = command.decision === 'approved' || command.decision === 'queued';
      if (free && !command.result && !claimed(command, now)) commands.push(command);
    }
  }
  return commands.sort((a, b) => b.priority - a.priority);
}

/** Reserves a command until `until`; the token of an earlier claim is worth nothing from now on. */
export function claim(
  command: Command,
  until: number,
  random: Random,
): { readonly token: string; readonly until: number } {
  return (command.claim = { token: `clm_${random.token(24)}`, until });
}

/** Whether that token claims the command now. */
export const holds = (command: Command, token: string, now: number): boolean =>
  claimed(command, now) && command.claim?.token === token;
