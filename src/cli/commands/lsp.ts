import type { Io } from '../io.ts';
import type { LspOptions } from '../lsp/options.ts';

/** `apicheck lsp`: serves an editor until it says that it is done, or closes standard input. */
export async function lspCommand(options: LspOptions, io: Io): Promise<number> {
  const { serve } = await import('../lsp/server.ts');
  return serve(options, io);
}
