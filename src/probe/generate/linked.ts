import type { Api, Operation } from '../../openapi/model.ts';
import { evaluateExpression } from '../captures.ts';
import type { Exchange } from '../exchange.ts';
import { pathParameters } from './path-templates.ts';

/** What the links of the answer say (OpenAPI 3.1.1 section 4.8.20). */
export function linksOf(
  api: Api,
  operation: Operation,
  exchange: Exchange,
): readonly { readonly target: Operation; readonly parameters: readonly unknown[] }[] {
  const documented = operation.responses.get(String(exchange.response?.status));
  return [...(documented?.links.values() ?? [])].flatMap((link) => {
    const target = api.operations.find(({ id }) => id !== undefined && id.value === link.operationId?.value);
    if (!target) return [];
    const values = pathParameters(target).map(({ name }) => {
      const written = (link.parameters.get(name) ?? link.parameters.get(`path.${name}`))?.value;
      if (typeof written !== 'string' || !written.startsWith('$')) return written;
      const found = evaluateExpression(written, exchange, new Map());
      return 'value' in found ? found.value : undefined;
    });
    return values.includes(undefined) ? [] : [{ target, parameters: values }];
  });
}
