import type { Shell } from '../../model/layers.ts';

type Values = Record<string, string | number>;

/**
 * A request with an empty key gets an answer that says nothing about the fault. So a command that sends the key does nothing where the
 * variable or the file is empty in the shell that reads it, and one that sets a variable to a key does not set it to nothing.
 */
export function withKeyGuard(template: string, values: Values, shell: Shell): { template: string; values: Values } {
  const [, copied] = /^export .*"\{(keyShell|otherShell)\}/.exec(template) ?? [];
  if (copied && values[copied] !== undefined)
    return behind(`test -n "$${nameIn(values[copied], /^\$(\w+)$/)}" && `, template, values);
  if (!/^curl(?:\.exe)? .*\{key(?:Shell|PowerShell|Cmd)\}/.test(template)) return { template, values };
  if (shell === 'powershell') return behind(`if ("${values.keyPowerShell}".Trim()) { `, `${template} }`, values);
  if (shell === 'cmd') return behind(`if defined ${nameIn(values.keyPowerShell, /^\$env:(\w+)$/)} `, template, values);
  const file = nameIn(values.keyShell, /^\$\(cat ('.*')\)$/);
  if (file) return behind(`grep -q '[^[:space:]]' ${file} && `, template, values);
  const name = nameIn(values.keyShell, /^\$(\w+)$/);
  if (shell === 'fish') return behind(`test -n "$${name}" && `, template, values);
  return { template, values: { ...values, keyShell: `\${${name}:?}` } };
}

function behind(keyGuard: string, template: string, values: Values): { template: string; values: Values } {
  return { template: `{keyGuard}${template}`, values: { ...values, keyGuard } };
}

/** Empty where the value has another form: the builder then refuses it. */
function nameIn(value: string | number | undefined, form: RegExp): string {
  return form.exec(String(value ?? ''))?.[1] ?? '';
}
