import { AuthenticationFailed } from '../errors.ts';
import type { AuthConfig, Authenticator, AuthTools } from './config.ts';

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
        signed = await sign({ method, url, headers: Object.fromEntries(headers), body, options });
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
