/** Replaces each `{name}`; null if a value is missing, so that no partial sentence is shown. */
export function fill(text: string, values: Record<string, string | number>): string | null {
  let whole = true;
  const filled = text.replace(/\{([a-z][a-zA-Z0-9]*)\}/g, (placeholder, name: string) => {
    const value = values[name];
    if (value === undefined || value === '') whole = false;
    // Backticks delimit commands, so values must not contain them.
    return value === undefined ? placeholder : String(value).replaceAll('`', '′');
  });
  // A quotation with its own full stop ends the sentence.
  return whole ? filled.replace(/([.!?])”\./g, '$1”') : null;
}
