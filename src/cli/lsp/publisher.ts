import type { PublishDiagnosticsParams } from 'vscode-languageserver/node';
import type { Checker } from './checker.ts';
import { diagnosticOf } from './diagnostics.ts';
import type { Kinds } from './kinds.ts';
import type { Uris } from './uris.ts';

/** Of more findings in one file, an editor is sent those that weigh most. */
const mostShown = 5_000;
const weight = { error: 0, warning: 1, info: 2 } as const;

/** Sends an editor what is wrong with files. */
export interface Publisher {
  /** Takes the uris of files; ends when all is sent. */
  publish(uris: Iterable<string>): Promise<void>;
  /** Takes away all that was sent. */
  clear(): void;
}

/** Takes what finds, the kinds of findings, the uris, the version of an open text, and what sends. */
export function createPublisher(
  checker: Pick<Checker, 'at'>,
  kinds: Kinds,
  uris: Uris,
  versionOf: (uri: string) => number | undefined,
  send: (shown: PublishDiagnosticsParams) => Promise<void>,
): Publisher {
  /** What was sent last is not sent again; by uri. */
  const sent = new Map<string, string>();
  async function publish(uri: string): Promise<void> {
    const all = checker.at(uri);
    const placed =
      all.length > mostShown
        ? [...all].sort((a, b) => weight[a.finding.severity] - weight[b.finding.severity]).slice(0, mostShown)
        : all;
    const codes = new Set(placed.map(({ finding }) => finding.code));
    const metas = new Map(
      await Promise.all([...codes].map(async (code) => [code, await kinds.of(code)] as const)),
    );
    const diagnostics = placed.map((each) => diagnosticOf(each, metas.get(each.finding.code), uris));
    const editorUri = uris.toEditor(uri);
    const version = versionOf(editorUri);
    const text = JSON.stringify([version, diagnostics]);
    if (sent.get(uri) === text) return;
    sent.set(uri, text);
    await send({ uri: editorUri, diagnostics, ...(version !== undefined && { version }) });
  }
  return {
    async publish(found) {
      await Promise.all([...found].map(publish));
    },
    clear() {
      for (const uri of sent.keys()) void send({ uri: uris.toEditor(uri), diagnostics: [] });
      sent.clear();
    },
  };
}
