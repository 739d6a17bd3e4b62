import { AuthenticationFailed } from '../errors.ts';
import type { AuthConfig, Authenticator, AuthTools } from './config.ts';

const longestMs = 30_000;

/**
 * Lets a module of the user's sign each request: its export `sign` takes `{ method, url, headers, body, options }`
 * and gives headers by name, or a promise of them.
 */
export function moduleAuth(config: AuthConfig & { readonly type: 'sign' }, tools: AuthTools): Authenticator {
  let loaded: Promise<Readonly<Record<string, unknown>>> | undefined;
  return {
    renew: () => false,
    async credentials({ method, url, headers, body }) {
      const { sign } = await (loaded ??= tools.loadModule(config.module));
      if (typeof sign !== 'function')
        throw new AuthenticationFailed(`${config.module} exports no function "sign"`);
      const options = config.options ?? {};
      let signed: unknown;
      try {
        const request = { method, url, headers: Object.fromEntries(headers), body, options };
        signed = await inTime(sign(request), tools.timeoutMs ?? longestMs);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new AuthenticationFailed(`${config.module} could not sign: ${reason}`);
      }
      if (typeof signed !== 'object' || signed === null) {
        throw new AuthenticationFailed(`"sign" of ${config.module} gave no headers`);
      }
      const pairs = Object.entries(signed).map(
        ([name, value]) => [name.toLowerCase(), String(value)] as const,
      );
      return { headers: pairs, query: [] };
    },
  };
}

/** Waits for a promise of a stranger's, which may be kept by nothing and never be settled. */
async function inTime(value: unknown, ms: number): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`it took longer than ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([value, late]);
  } finally {
    clearTimeout(timer);
  }
}
