import type { Documents } from '../../document/documents.ts';
import { defineDiffCheck } from '../check.ts';
import { isPair, type Pair } from '../pair.ts';
import { reservesCharacters, wireForms } from '../wire-form.ts';

export default defineDiffCheck({
  code: 'parameter-serialization-changed',
  severity: 'error',
  summary: 'Keep the way a parameter is written on the wire.',
  why: 'The text that consumers send now means another value, or none.',
  fix: 'Write the old style and explode again; offer the new form under a new name.',
  section: 'Parameter Object: style, explode, allowReserved, allowEmptyValue, content',
  aliases: [
    'incompatible.request.param.allowempty.decreased',
    'incompatible.request.param.explode.changed',
    'incompatible.request.param.style.changed',
  ],
  messages: {
    changed: '{where} is now written {is}, was {was}',
    encoded: '{where} must now have its reserved characters encoded',
    reserved: '{where} may now have reserved characters as they are',
    emptyRefused: '{where} may no longer be sent without a value',
    emptyAccepted: '{where} may now be sent without a value',
  },
  create(report) {
    let documents: Pair<Documents> | undefined;
    return {
      api({ before, after }) {
        documents = { before: before.documents, after: after.documents };
      },
      parameter(side, site) {
        if (!isPair(side) || side.before.in !== side.after.in || !documents) return;
        const { before, after } = side;
        const nodes = { before: before.node, after: after.node };
        const { where } = site;
        const forms = wireForms(side, documents);
        if (forms) {
          const params = { where, was: forms.before, is: forms.after };
          report({ message: 'changed', params, ...nodes, effect: 'replaces', site });
        }
        if (before.allowReserved !== after.allowReserved && reservesCharacters(after.in)) {
          const message = after.allowReserved ? 'reserved' : 'encoded';
          const effect = after.allowReserved ? 'widens' : 'narrows';
          // Most servers decode what was never encoded to the same text.
          report({ message, params: { where }, ...nodes, effect, site, severity: 'warning' });
        }
        if (before.allowEmptyValue !== after.allowEmptyValue && after.in === 'query') {
          const message = after.allowEmptyValue ? 'emptyAccepted' : 'emptyRefused';
          const effect = after.allowEmptyValue ? 'widens' : 'narrows';
          report({ message, params: { where }, ...nodes, effect, site });
        }
      },
    };
  },
});
