import { listOrOne, optional, text } from '../../document/reader.ts';
import { wordsOf } from '../words.ts';
import { matchNames } from '../name-patterns.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'path-verb',
  severity: 'off',
  presets: { strict: 'info' },
  summary: 'Name things in paths, and leave the verb to the HTTP method.',
  why: 'Where the path says what to do, the method says it again or says otherwise, and nobody can guess the next path.',
  fix: 'Name the resource: `DELETE /titles/{id}` in place of `POST /delete-title`. Or set the options `verbs` and `ignore`.',
  aliases: ['no-http-verbs-in-path', 'no-http-verbs-in-paths', 'zally:141'],
  section: 'https://www.rfc-editor.org/rfc/rfc9110#section-9.1',
  messages: { verb: 'path segment "{segment}" begins with the verb {verb}' },
  options: {
    verbs: optional(
      listOrOne(text),
      'Words that no segment begins with: by default get, put, post, patch and delete.',
    ),
    ignore: optional(listOrOne(text), 'Segments that are left alone; `*` stands for any text.'),
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /getTitles:
    get:
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '200': { description: OK }
`,
  create(report, _, { verbs, ignore = [] }) {
    const ignored = matchNames(ignore);
    const unwanted = new Set(verbs?.map((verb) => verb.toLowerCase()) ?? methods);
    return {
      pathItem({ name: path, kind, use }) {
        if (kind !== 'path') return;
        for (const segment of path.split('/')) {
          if (segment.includes('{') || ignored(segment)) continue;
          const words = wordsOf(segment);
          const [verb = ''] = words;
          if (!unwanted.has(verb) || (verbs === undefined && words.length === 1 && nouns.has(verb))) continue;
          report({ message: 'verb', params: { segment, verb }, at: use, part: 'key' });
        }
      },
    };
  },
});

const methods = ['get', 'put', 'post', 'patch', 'delete'];

/** Of the methods, those that are things too when they stand alone: a blog's post, a patch to a program. */
const nouns: ReadonlySet<string> = new Set(['post', 'patch']);
