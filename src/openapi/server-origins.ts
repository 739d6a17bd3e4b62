import type { Api, Server } from './model.ts';

/**
 * Takes an API; gives scheme, host and port of each of its servers that names them, variables replaced by their
 * defaults, in lower case and without the port that the scheme has anyway.
 */
export function serverOrigins(api: Api): ReadonlySet<string> {
  const servers = new Set<Server>(api.servers);
  for (const operation of api.operations) for (const server of operation.servers) servers.add(server);
  const origins = new Set<string>();
  for (const { url, variables } of servers) {
    const filled = url.replace(
      /\{([^{}]*)\}/g,
      (whole, name: string) => variables.get(name)?.default ?? whole,
    );
    const origin = /^https?:\/\/[^/?#]+/i.exec(filled)?.[0].toLowerCase();
    if (origin) origins.add(origin.replace(/^(http:.*):80$|^(https:.*):443$/, '$1$2'));
  }
  return origins;
}
