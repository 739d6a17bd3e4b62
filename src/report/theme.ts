import { Chalk, type ChalkInstance } from 'chalk';
import type { Severity } from '../findings/finding.ts';

/** How a report meant for eyes is drawn. */
export interface Theme {
  readonly color: ChalkInstance;
  /** Of the page, in columns. */
  readonly width: number;
}

/** Takes whether to colour and the width in columns; gives a theme. */
export function createTheme(color: boolean, width: number): Theme {
  return { color: new Chalk({ level: color ? 1 : 0 }), width: Math.max(40, Math.min(width, 120)) };
}

/** Takes a severity; gives its name in its colour. */
export function severityName({ color }: Theme, severity: Severity): string {
  if (severity === 'error') return color.red.bold('error');
  if (severity === 'warning') return color.yellow.bold('warning');
  return color.blue.bold('info');
}
