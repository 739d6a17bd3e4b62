import { numeral } from '../../document/numerals.ts';
import type { Collector } from '../../findings/collect.ts';
import type { Api, Operation } from '../../openapi/model.ts';
import apiUnreached from '../checks/api-unreached.ts';
import type { Facts } from '../judge/facts.ts';
import type { AuthConfig } from './auth/config.ts';
import { neededFor } from './auth/authenticate.ts';

/** Knows whether a run reaches the API, or only what leads or turns requests away before it. */
export interface ReachWatch {
  /** Takes an exchange that was answered. */
  add(facts: Facts): void;
  /** Reports where nothing but that was reached. */
  report(collector: Collector): void;
}

/** Fewer answers than this prove nothing. */
const sufficient = 2;
/** So many answers at the end of a run are no chance. */
const many = 10;

/** Answers at the end of a run that all refuse its credentials. */
interface Lost {
  readonly first: Operation;
  count: number;
  readonly operations: Set<Operation>;
  readonly schemes: Set<string>;
}

/** Takes an API, the address that requests go to, and the credentials by security scheme; gives what watches. */
export function watchReach(api: Api, target: string, auth: ReadonlyMap<string, AuthConfig>): ReachWatch {
  let all = 0;
  let reached = false;
  let pages = 0;
  const refused = new Map<number, number>();
  const places = new Map<string, number>();
  const wanted = new Set<string>();
  const given = new Set<string>();
  const letIn = new Set<Operation>();
  let lost: Lost | undefined;

  const redirect = ({ context, exchange, response }: Facts): string | undefined => {
    const location = response?.response.headers?.find(({ name }) => name.toLowerCase() === 'location')?.value;
    const base = /^https?:/i.test(target) ? new URL(exchange.request.target, target) : undefined;
    if (location === undefined || !base || !URL.canParse(location, base.href)) return undefined;
    const to = new URL(location, base);
    // What is asked for, elsewhere: over TLS, on another host, or below another path.
    const path = base.pathname === '/' ? '' : base.pathname;
    const moved = to.origin !== base.origin && to.pathname.endsWith(path);
    const where = moved ? to.pathname.slice(0, -path.length || undefined) : `${to.pathname}?`;
    return context.redactor.text(`${to.origin}${where}`);
  };

  /** Once the API is reached, credentials may come to be refused: by what the run itself did, or by the time it took. */
  const follow = (operation: Operation, status: number): void => {
    if (status !== 401 && lost === undefined) return;
    const schemes = neededFor(operation, auth);
    if (schemes.length === 0) return;
    if (status !== 401) {
      lost = undefined;
      return;
    }
    lost ??= { first: operation, count: 0, operations: new Set(), schemes: new Set() };
    lost.count += 1;
    lost.operations.add(operation);
    for (const name of schemes) lost.schemes.add(name);
  };

  return {
    add(facts) {
      const { exchange, operation, response } = facts;
      if (!operation || !response || exchange.request.auth === false) return;
      const { status } = response.response;
      if (exchange.expected?.status === status && status >= 300) return;
      if (status < 400) letIn.add(operation);
      if (reached) return follow(operation, status);
      all += 1;
      if (status >= 300 && status < 400 && !response.documented) {
        const place = redirect(facts);
        if (place !== undefined) places.set(place, (places.get(place) ?? 0) + 1);
      } else if (status === 401 || status === 403) {
        refused.set(status, (refused.get(status) ?? 0) + 1);
        for (const { schemes } of operation.security?.alternatives ?? [])
          for (const { name } of schemes) wanted.add(name);
        for (const name of neededFor(operation, auth)) given.add(name);
      } else if (status < 300 && isPage(facts)) pages += 1;
      else if (status < 400) reached = true;
    },
    report(collector) {
      const report = collector.reporter(apiUnreached);
      // Those that never let anybody in may ask for more than these credentials.
      const isLost = [...(lost?.operations ?? [])].some((one) => letIn.has(one));
      if (lost && isLost && lost.count >= many && lost.operations.size >= sufficient) {
        const [first = ''] = lost.schemes;
        const params = {
          count: numeral(lost.count),
          operation: lost.first.key,
          schemes: [...lost.schemes].join(', '),
        };
        report({ message: 'revoked', params, at: api.securitySchemes.get(first)?.node ?? lost.first.node });
      }
      if (reached || all < sufficient) return;
      const isMost = (count: number): boolean => count >= sufficient && count >= all * 0.9;
      const at = api.servers[0]?.node ?? api.node;
      const params = (count: number) => ({ count: numeral(count), all: numeral(all) });
      const [place, led = 0] = [...places].sort(([, one], [, other]) => other - one)[0] ?? [];
      const [status, turned = 0] = [...refused].sort(([, one], [, other]) => other - one)[0] ?? [];
      if (isMost(pages)) report({ message: 'pages', params: params(pages), at });
      else if (place !== undefined && isMost(led)) {
        const message = place.endsWith('?') ? 'elsewhere' : 'moved';
        report({ message, params: { ...params(led), where: place.replace(/\?$/, '') }, at });
      } else if (status !== undefined && isMost(turned)) {
        const some = given.size > 0 ? given : wanted;
        const [first] = some;
        const shared = { ...params(turned), status };
        if (first === undefined) report({ message: 'undeclared', params: shared, at });
        else {
          const scheme = api.securitySchemes.get(first)?.node ?? at;
          const schemes = [...some].join(', ');
          if (given.size > 0) report({ message: 'refused', params: { ...shared, schemes }, at: scheme });
          else report({ message: 'credentials', params: { ...shared, schemes, first }, at: scheme });
        }
      }
    },
  };
}

/** Whether a page came where the contract has none. */
function isPage({ response }: Facts): boolean {
  const type = response?.response.headers?.find(({ name }) => name.toLowerCase() === 'content-type')?.value;
  if (type === undefined || !/^\s*text\/html\b/i.test(type)) return false;
  return ![...(response?.documented?.content.keys() ?? [])].some((one) => /html|\*/.test(one));
}
