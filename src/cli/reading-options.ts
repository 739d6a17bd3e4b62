import { InvalidArgumentError, type Command } from './commander.ts';
import { hostNamed } from '../config/host.ts';
import { limitNamed, readLimit } from '../config/limits.ts';
import type { Limits } from '../document/limits.ts';

/** The options of every command that reads documents: what they may lead to, and cost. */
export interface ReadingOptions {
  readonly offline?: boolean;
  readonly allowHost?: readonly string[];
  readonly allowPath?: readonly string[];
  readonly limit?: Partial<Limits>;
}

/** Takes a command; gives it with these options. */
export function addReadingOptions(command: Command): Command {
  return command
    .option('--offline', 'reach no network')
    .option('--allow-host <host[:port]>', 'let documents refer to this host; repeat for several', collectHost)
    .option(
      '--allow-path <path>',
      'let documents refer to files in here, outside the project; repeat for several',
      (value: string, before: readonly string[] = []) => [...before, value],
    )
    .option(
      '--limit <name=value>',
      'bound what documents cost, such as documentBytes=20MB or time=5m (see README); repeat for several',
      collectLimit,
    );
}

function collectHost(value: string, before: readonly string[] = []): readonly string[] {
  const host = hostNamed(value);
  if (host !== undefined) return [...before, host];
  const meant = URL.canParse(value) ? new URL(value).host : '';
  throw new InvalidArgumentError(
    meant === '' ? 'Write it as example.com or example.com:8443.' : `Write the host alone: ${meant}`,
  );
}

function collectLimit(value: string, before: Partial<Limits> = {}): Partial<Limits> {
  const [name = '', ...rest] = value.split('=');
  const found = limitNamed(name);
  if ('flaw' in found) throw new InvalidArgumentError(`${found.flaw}.`.replace(/\?\.$/, '?'));
  const read = readLimit(found.name, rest.join('='));
  if (typeof read === 'string') throw new InvalidArgumentError(`${found.name} ${read}.`);
  return { ...before, [found.name]: read };
}
