import type { Node } from '../../document/document.ts';
import { child } from '../../document/node.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'enum-value-spelling-mixed',
  severity: 'info',
  summary: 'Spell a value alike wherever it is listed.',
  why: 'A client that compares with one spelling misses the other without an error.',
  fix: 'Choose one spelling; for clients that exist, in a new version.',
  section: 'https://json-schema.org/draft/2020-12/json-schema-validation#section-6.1.2',
  messages: { mixed: '"{value}" is spelt "{usual}" elsewhere' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    OrderStatus: { type: string, enum: [placed, shipped, canceled] }
    PaymentStatus: { type: string, enum: [due, paid, cancelled] }
    RefundStatus: { type: string, enum: [open, canceled] }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    OrderStatus: { type: string, enum: [placed, shipped, canceled] }
    PaymentStatus: { type: string, enum: [due, paid, canceled] }
    RefundStatus: { type: string, enum: [open, canceled] }
`,
  create(report) {
    const words = new Map<string, Map<string, Node[]>>();
    return {
      schemasWith: ['enum'],
      schema({ node }) {
        const list = child(node, 'enum');
        if (!Array.isArray(list?.value)) return;
        const values: readonly unknown[] = list.value;
        values.forEach((written, index) => {
          if (typeof written !== 'string' || !either.test(written)) return;
          const word = plain(written);
          const at = mayDiffer.test(word) ? (child(list, index) as Node<string>) : undefined;
          if (!at) return;
          const spellings = words.get(word) ?? new Map<string, Node[]>();
          words.set(word, spellings);
          // A list that has both keeps one of them for clients of the past.
          const isListed = (spelling: string) => values.includes(spelling);
          if ([...spellings.keys()].some((spelling) => spelling !== at.value && isListed(spelling))) return;
          const places = spellings.get(at.value);
          if (places) places.push(at);
          else spellings.set(at.value, [at]);
        });
      },
      end() {
        for (const spellings of words.values()) {
          if (spellings.size < 2) continue;
          const [usual, ...others] = [...spellings].sort(([, a], [, b]) => b.length - a.length);
          const example = usual?.[1][0];
          if (!usual || !example) continue;
          for (const [value, places] of others) {
            for (const at of places)
              report({
                message: 'mixed',
                params: { value, usual: usual[0] },
                at,
                related: [{ message: 'such as here', at: example }],
              });
          }
        }
      },
    };
  },
});

/** What may be either spelling: a quick look, as most values of most lists are neither. */
const either = /l(?:ed|er|ing)|i[sz](?:e|ing|ation)|ou?r/;

/** Endings and words that are spelt in two ways on the two sides of the Atlantic, in the shorter one. */
const mayDiffer =
  /(?:[ae]l(?:ed|er|ing)|iz(?:e|ed|ing|ation)|(?:col|fav|hon|lab|behavi|neighb)or(?:ed|s)?)(?![a-z])/;

/** What two spellings of one word have in common. Case is left: upper and lower may be two habits of two enums. */
function plain(value: string): string {
  return value
    .replace(/([ae])ll(ed|er|ing)(?![a-z])/g, '$1l$2')
    .replace(/is(e|ed|ing|ation)(?![a-z])/g, 'iz$1')
    .replace(/(col|fav|hon|lab|behavi|neighb)our(ed|s)?(?![a-z])/g, '$1or$2');
}
