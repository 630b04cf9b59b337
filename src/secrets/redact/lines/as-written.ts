/** What a word costs in bits, as words of logs, code and English are written: much where it is of letters that no such word has. */

/** Half bits, as digits of base 36. */
function bitsIn(table: string): number[] {
  return [...table.replace(/\s/g, '')].map((digit) => Number.parseInt(digit, 36) / 2);
}

/** What each letter costs where it begins a word or a part of one. */
const FIRST = bitsIn('897989aa8fd99a88g879acbcig');

/** What each letter costs behind each: one row for the letter before. Counted in 31,000 words. */
const PAIRS = bitsIn(`
  ga88feam8kd697k9o785bdecbg 6ebf6fdi7bj5gf7eh99d6lkg8p 7ibg6fh68l89gi4el9d6ajmgem 8dd93edg5jgadd7bk98caghido
  9e87bbbgdii9a6dac568hce9cm 6heh67gj4nj9cd6gl8aa8jkjco 8cbi4bc97qh7d999k79b9hikif 4geh4glh7mjddh6ej9c6bjjodj
  ac899aamjng9946blb77jcudob 7ieb4kig9kdigk7aie4c7dcgkk 9ddd2cee5kfceabfkd7cbdeogm 7fdb5efh5sg7dh6dlg989chkao
  4ade4fhk6klbag76me9ebijhfm 8h876a6h9jdefa8doe75caikfl ec98gabidic984b8n5998cabhm 6fdf5ehd8qj7fe79m5b69eiccs
  hkkfgkgkdkkbidgckfhf0kaihk 7ebb4ebi7obbbc6eo888bbhlao 9h9f5eg97lbadf88hf749fdibm 7gae5eh85njcde89n789ahfi9n
  b9ab7bbnamj895e9l676ihpfkh 4kgi2fdd5mlebjahohceijjiik 5cfc5ia75kief76fl88egiehho bf6e8glf7jle9fe7lf65hof86k
  abad9bgdaig79794kc67ddblhe 5ikf2hkc9kichf9gkkcf8idka9
`);

/**
 * What it costs that a small letter, a capital, a digit or a sign follows: one group for the kinds of the two characters before, of which
 * the fifth is that nothing stands there.
 */
const CHANGES = bitsIn(`
  08fa 0ajl 8c08 0b8e 148a
  0aij a1e6 c922 a0bg 148a
  1a47 352b ab15 174h 148a
  0idf 70ca 9d0a 39g2 148a
  0i8f 13ff ae0a 44a2 148a
`);

const [SMALL, CAPITAL, DIGIT, SIGN, NOTHING] = [0, 1, 2, 3, 4];
const DIGIT_BITS = Math.log2(10);

/** The bits of a word of letters, digits, hyphens, and underscores. */
export function bitsAsWritten(word: string): number {
  let bits = 0;
  let [before, last, letter] = [NOTHING, NOTHING, -1];
  for (let at = 0; at < word.length; at += 1) {
    const code = word.charCodeAt(at);
    const kind = kindOf(code);
    bits += CHANGES[(before * 5 + last) * 4 + kind] as number;
    const next = kind <= CAPITAL ? (code | 32) - 97 : -1;
    if (next >= 0) bits += (letter >= 0 ? PAIRS[letter * 26 + next] : FIRST[next]) as number;
    else bits += kind === DIGIT ? DIGIT_BITS : 1;
    [before, last, letter] = [last, kind, next];
  }
  return bits;
}

function kindOf(code: number): number {
  if (code >= 97) return SMALL;
  if (code >= 65 && code <= 90) return CAPITAL;
  return code >= 48 && code <= 57 ? DIGIT : SIGN;
}
