import type { AST } from '@eslint-community/regexpp';

/** A text worth repeating. */
export interface Pump {
  /** The shortest text that leads to the place where it is repeated. */
  readonly prefix: string;
  readonly pump: string;
}

/** Takes a pattern; gives texts whose repetition may cost an engine that backtracks much. */
export function pumpsOf(pattern: AST.Pattern): readonly Pump[] {
  const found = new Map<string, Pump>();
  const samples = new Set<string>();
  const repeated: AST.Quantifier[] = [];
  const look = (node: AST.Element | AST.Alternative | AST.Pattern): void => {
    if (node.type === 'Quantifier') {
      if (node.max >= 8) repeated.push(node);
      look(node.element);
    } else if (node.type === 'Alternative') node.elements.forEach(look);
    else if ('alternatives' in node) node.alternatives.forEach((each) => look(each as AST.Alternative));
    else if (node.type === 'Character' || node.type === 'CharacterSet' || node.type === 'CharacterClass')
      samples.add(shortest(node));
  };
  look(pattern);
  for (const quantifier of repeated.slice(0, 12)) {
    const prefix = leadingTo(quantifier);
    const together = [...samples].join('').slice(0, 8);
    for (const pump of [shortest(quantifier.element), ...[...samples].slice(0, 8), together])
      if (pump !== '') found.set(JSON.stringify([prefix, pump]), { prefix, pump });
  }
  return [...found.values()];
}

/** The shortest text that gets a match to an element. */
function leadingTo(element: AST.Element): string {
  const { parent } = element;
  if (parent?.type === 'Quantifier') return leadingTo(parent);
  if (parent?.type !== 'Alternative') return '';
  const before = parent.elements.slice(0, parent.elements.indexOf(element)).map(shortest).join('');
  const outer = parent.parent;
  return (outer.type === 'Group' || outer.type === 'CapturingGroup' ? leadingTo(outer) : '') + before;
}

function shortest(element: AST.Element | AST.QuantifiableElement): string {
  switch (element.type) {
    case 'Character':
      return String.fromCodePoint(element.value);
    case 'CharacterSet':
    case 'CharacterClass':
      return sampleOf(element.raw);
    case 'Group':
    case 'CapturingGroup': {
      const texts = element.alternatives.map((each) => each.elements.map(shortest).join(''));
      return texts.sort((a, b) => a.length - b.length)[0] ?? '';
    }
    case 'Quantifier':
      return shortest(element.element).repeat(Math.min(element.min, 40));
    default:
      return '';
  }
}

const usual = [...'aA0_-. :/@,+=#%&*()"\'\n'];

function sampleOf(raw: string): string {
  const accepts = new RegExp(`^(?:${raw})$`, 'u');
  const found = usual.find((one) => accepts.test(one));
  if (found !== undefined) return found;
  for (let point = 0x21; point < 0x3000; point += 1) {
    const one = String.fromCodePoint(point);
    if (accepts.test(one)) return one;
  }
  return '';
}
