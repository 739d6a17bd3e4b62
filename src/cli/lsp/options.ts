import type { CommonOptions } from '../options.ts';

/** The options of `lsp`. */
export interface LspOptions extends Pick<CommonOptions, 'config'> {
  /** Whether code that the config of the workspace names is run. */
  readonly trustWorkspace?: boolean;
}
