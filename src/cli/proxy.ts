/**
 * Takes the URL of a target and the environment; gives the proxy to reach it through, as curl and most clients read
 * `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`. What listens on this machine is reached straight.
 */
export function proxyFor(
  target: URL,
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const get = (name: string): string | undefined =>
    environment[name.toLowerCase()] || environment[name] || undefined;
  const host = target.hostname.toLowerCase();
  if (host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || host.startsWith('127.'))
    return undefined;
  const port = target.port || (target.protocol === 'https:' ? '443' : '80');
  if (isExempt(host, port, get('NO_PROXY') ?? '')) return undefined;
  const named = get(target.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY') ?? get('ALL_PROXY');
  if (named === undefined) return undefined;
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(named) ? named : `http://${named}`;
}

function isExempt(host: string, port: string, list: string): boolean {
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true;
      const [, name = entry, only] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
      if (only !== undefined && only !== port) return false;
      const bare = name.replace(/^\*?\./, '');
      return host === bare || host.endsWith(`.${bare}`);
    });
}
