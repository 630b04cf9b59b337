/** Replaces each `{name}`; null where a value is missing, so that no half sentence is ever shown. */
export function fill(text: string, values: Record<string, string | number>): string | null {
  let whole = true;
  const filled = text.replace(/\{([a-z][a-zA-Z0-9]*)\}/g, (placeholder, name: string) => {
    const value = values[name];
    if (value === undefined || value === '') whole = false;
    // A backtick marks what is to be typed, so it is ours alone.
    return value === undefined ? placeholder : String(value).replaceAll('`', '′');
  });
  // A quotation that ends its own sentence ends ours.
  return whole ? filled.replace(/([.!?])”\./g, '$1”') : null;
}
