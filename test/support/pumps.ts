import { type AST, RegExpParser, visitRegExpAST } from '@eslint-community/regexpp';

/** A text made to be slow for one pattern: what stands in front, what comes over and over, and what then does not fit. */
export interface Pump {
  front: string;
  pump: string;
  end: string;
}

export function textOf({ front, pump, end }: Pump, length: number): string {
  return front + pump.repeat(Math.max(1, Math.floor((length - front.length) / pump.length))) + end;
}

const parser = new RegExpParser({ ecmaVersion: 2024 });

/** Signs that texts from outside are made of, beside those that a pattern itself names. */
const COMMON = [...'aAzfxe097 \t\n_-.:/"\'=<>(){}[\\|%&;,*+@#~$`!?é…'];

/** What repeats at least so often can be slow. */
const MANY = 8;

/** Texts from the pattern itself: each repetition, with its own beginning in front of it or over and over, and its signs in turn. */
export function pumpsOf(source: string, flags: string): Pump[] {
  const pattern = parser.parsePattern(source, 0, source.length, { unicode: flags.includes('u') });
  const literals = new Set<string>();
  const repeated: AST.Quantifier[] = [];
  visitRegExpAST(pattern, {
    onCharacterEnter: ({ value }) => literals.add(String.fromCodePoint(value)),
    onQuantifierEnter: (one) => one.max >= MANY && repeated.push(one),
  });
  const signs = new Signs([...new Set([...literals, ...COMMON])], flags.replace(/[gy]/g, ''));
  const pumps = new Map<string, Pump>();
  const add = (front: string, pump: string, end = '') => {
    if (pump !== '' && front.length + pump.length < 400) pumps.set(JSON.stringify([front, pump, end]), { front, pump, end });
  };
  for (const one of repeated) {
    const { element } = one;
    for (const sign of signs.firstOf(element).slice(0, 4)) {
      const front = before(one, sign, signs);
      for (const part of 'alternatives' in element ? element.alternatives.slice(0, 4) : [element]) {
        const pump = sample(part, sign, signs);
        add(front, pump);
        add(front, pump, '\0');
        add('', pump, '\0');
        add('', front);
        add('', front + pump);
        add('', `${front}${pump.repeat(3)} `);
        add('', `${front}${pump}\n`, '\0');
      }
    }
  }
  for (const sign of ['a', '0']) {
    const whole = sample(pattern, sign, signs);
    add('', whole);
    add('', whole.slice(0, -1));
  }
  return [...pumps.values()];
}

/** Which signs an element of a pattern takes. */
class Signs {
  private readonly known = new Map<string, string[]>();

  constructor(
    private readonly all: string[],
    private readonly flags: string,
  ) {}

  of(raw: string): string[] {
    const known = this.known.get(raw);
    if (known) return known;
    const taken = new RegExp(`^(?:${raw})$`, this.flags);
    const found = this.all.filter((sign) => taken.test(sign));
    this.known.set(raw, found);
    return found;
  }

  firstOf(element: AST.Node): string[] {
    const found = new Set<string>();
    visitRegExpAST(element, {
      onCharacterEnter: ({ value }) => found.add(String.fromCodePoint(value)),
      onCharacterClassEnter: ({ raw }) => {
        for (const sign of this.of(raw)) found.add(sign);
      },
      onCharacterSetEnter: ({ raw }) => {
        for (const sign of this.of(raw)) found.add(sign);
      },
    });
    return [...found];
  }
}

/** The shortest text that a part of a pattern takes, made of one sign where it can be. */
function sample(node: AST.Node, sign: string, signs: Signs): string {
  switch (node.type) {
    case 'Pattern':
    case 'Group':
    case 'CapturingGroup':
      return node.alternatives[0] ? sample(node.alternatives[0], sign, signs) : '';
    case 'Alternative':
      return node.elements.map((element) => sample(element, sign, signs)).join('');
    case 'Character':
      return String.fromCodePoint(node.value);
    case 'CharacterClass':
    case 'CharacterSet':
    case 'ExpressionCharacterClass': {
      const taken = signs.of(node.raw);
      return taken.includes(sign) ? sign : (taken[0] ?? '');
    }
    case 'Quantifier':
      return sample(node.element, sign, signs).repeat(Math.min(node.min, 50));
    default:
      return '';
  }
}

/** What has to stand in front of a part of a pattern. */
function before(node: AST.Node, sign: string, signs: Signs): string {
  let text = '';
  for (let at: AST.Node = node; at.parent; at = at.parent) {
    const { parent } = at;
    if (parent.type !== 'Alternative') continue;
    const index = parent.elements.indexOf(at as AST.Element);
    text = `${parent.elements
      .slice(0, index)
      .map((element) => sample(element, sign, signs))
      .join('')}${text}`;
  }
  return text;
}
