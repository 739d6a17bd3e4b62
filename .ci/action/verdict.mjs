// Ends the job as lint and diff ended, after everything was told.
import { recall } from './job.mjs';

const codes = [recall('lint-code') ?? 2, ...(recall('diff-codes') ?? [])];
process.exitCode = Math.max(...codes);
