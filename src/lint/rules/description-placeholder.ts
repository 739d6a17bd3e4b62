import { child } from '../../document/node.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'description-placeholder',
  severity: 'info',
  summary: 'Replace texts that were to be written later.',
  why: 'Readers see "TODO" where they look for help.',
  fix: 'Write the text, or leave the field out.',
  section: 'https://spec.openapis.org/oas/v3.1.1#rich-text-formatting',
  messages: { placeholder: 'the {field} is still to be written: "{text}"' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0, description: 'TODO: say what it is for' }
paths: {}
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0, description: Keeps the to-do list of a publisher. }
paths: {}
`,
  create(report) {
    return {
      text(written, field, node, kind) {
        if (written.length > longest) return;
        const text = written.trim();
        const bare = field !== 'title' && kind !== 'response' && /^(?:string|[.?…]+|-+)$/i.test(text);
        if (!bare && !note.test(text) && !standIn.test(text)) return;
        report({ message: 'placeholder', params: { field, text }, at: child(node, field) ?? node });
      },
    };
  },
});

/** A longer text says something beside its being unfinished. */
const longest = 80;

/** A note by its form: "TODO items" may be what the API is about, "TODO: items" is not. */
const note = /^(?:TODO(?:$|\s*[:(-])|(?:FIXME|TBD|TBA|XXX)(?:$|[:\s.,!(-]))/;

/** Whole texts that stand for one. */
const standIn = new RegExp(
  `^(?:${[
    'tbd|tba|fixme|placeholder|lorem ipsum.*',
    'to be (?:done|defined|written|determined|described)',
    '(?:your )?description (?:goes )?here',
    '(?:add|insert|enter|write|put) (?:a |your |the )?description(?: here)?',
    '(?:no|missing) description(?: (?:provided|available|yet))?',
  ].join('|')})[.!]?$`,
  'is',
);
