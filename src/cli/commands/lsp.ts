import type { CommonOptions } from '../options.ts';
import type { Io } from '../io.ts';

export type LspOptions = Pick<CommonOptions, 'config'>;

/** `apicheck lsp`: serves an editor until it says that it is done, or closes standard input. */
export async function lspCommand({ config }: LspOptions, io: Io): Promise<number> {
  const { serve } = await import('../lsp/server.ts');
  return serve(config, io);
}
