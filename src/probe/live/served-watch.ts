import { numeral } from '../../document/numerals.ts';
import type { Collector } from '../../findings/collect.ts';
import { basePaths } from '../../openapi/base-paths.ts';
import type { Api } from '../../openapi/model.ts';
import basePathUnserved from '../checks/base-path-unserved.ts';
import type { Facts } from '../judge/facts.ts';
import type { AuthConfig } from './auth/config.ts';
import { watchReach } from './reach-watch.ts';

/** Knows whether a provider serves anything where requests are sent to. */
export interface ServedWatch {
  /** Takes an exchange that was answered, and whether its credentials were others than the run's, or none. */
  add(facts: Facts, otherwise?: boolean): void;
  /** Whether so much was asked for and not found that there is no use in asking for more. */
  nowhere(): boolean;
  /** Takes the base path that was sent in place of the contract's, if one was; reports where nothing is served. */
  report(collector: Collector, own: string): void;
}

/** Fewer answers than this prove nothing. */
const sufficient = 3;
/** After so many answers, all of them 404, nothing is going to be found. */
const enough = 30;

/**
 * Takes an API, the target, and credentials by security scheme; gives what watches. A 404 is no wonder where an id is
 * made up: a collection that is not there is one, and where all are, the run has the wrong address.
 */
export function watchServed(
  api: Api,
  target: string,
  auth: ReadonlyMap<string, AuthConfig> = new Map(),
): ServedWatch {
  const reach = watchReach(api, target, auth);
  const isFlat = (path: string): boolean => !path.includes('{');
  const collections = api.operations.filter(({ path, method }) => isFlat(path) && method === 'get').length;
  const missing = new Set<string>();
  let served = false;
  let all = 0;
  let notFound = 0;
  const isMissed = (): boolean => missing.size >= Math.max(1, Math.min(2, collections));
  return {
    nowhere: () => !served && all >= enough && notFound === all && isMissed(),
    add(facts, otherwise = false) {
      if (!otherwise) reach.add(facts);
      if (served) return;
      const { exchange, operation } = facts;
      const { response } = exchange;
      if (!operation || !response) return;
      served = response.status < 400;
      all += 1;
      if (response.status !== 404) return;
      notFound += 1;
      if (isFlat(operation.path)) missing.add(operation.path);
    },
    report(collector, own) {
      reach.report(collector);
      if (served || notFound < sufficient || notFound < all * 0.9) return;
      if (!isMissed()) return;
      const bases = api.servers.flatMap(basePaths);
      const contract = bases.find((base) => base !== '') ?? '';
      const params = { count: numeral(notFound), all: numeral(all) };
      const at = api.servers[0]?.node ?? api.node;
      const report = collector.reporter(basePathUnserved);
      if (own !== '')
        report({ message: 'target', params: { ...params, base: own, contract: contract || '/' }, at });
      else if (contract !== '') report({ message: 'contract', params: { ...params, base: contract }, at });
      else report({ message: 'none', params, at });
    },
  };
}
