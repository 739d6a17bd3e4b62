import type { Documents } from '../../document/documents.ts';
import { defineDiffCheck } from '../check.ts';
import { isPair, type Pair } from '../pair.ts';
import { wireForms } from '../wire-form.ts';

export default defineDiffCheck({
  code: 'header-serialization-changed',
  severity: 'error',
  summary: 'Keep the way a header is written on the wire.',
  why: 'The text that consumers read now means another value, or none.',
  fix: 'Write the old form again; send the new one under a new name.',
  section: 'Header Object: explode, content',
  aliases: ['incompatible.response.header.explode.changed'],
  messages: { changed: '{where} is now written {is}, was {was}' },
  create(report) {
    let documents: Pair<Documents> | undefined;
    return {
      api({ before, after }) {
        documents = { before: before.documents, after: after.documents };
      },
      header(side, site) {
        const forms = isPair(side) && documents && wireForms(side, documents);
        if (!forms) return;
        const params = { where: site.where, was: forms.before, is: forms.after };
        const nodes = { before: side.before.node, after: side.after.node };
        report({ message: 'changed', params, ...nodes, effect: 'replaces', site });
      },
    };
  },
});
