import { createRequire } from 'node:module';
import type * as Commander from 'commander';

// It is CommonJS, and takes a fifth longer where it is imported, to be read for its names and wrapped first.
const require = createRequire(import.meta.url);

export const { Argument, Command, CommanderError, Help, InvalidArgumentError, Option } =
  require('commander') as typeof Commander;
export type Argument = Commander.Argument;
export type Command = Commander.Command;
export type InvalidArgumentError = Commander.InvalidArgumentError;
export type Option = Commander.Option;
