import { createHash } from 'node:crypto';
import { STYLE } from './look.ts';
import { SCRIPT } from './script.ts';
import { Html, html, type Value } from './template.ts';

/** A style or a script of our own, allowed by its hash; no other runs. */
const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Nothing is loaded from anywhere, no form is sent, no base is set. */
const policy = () =>
  `default-src 'none'; style-src ${hashOf(STYLE)}; script-src ${hashOf(SCRIPT)}; base-uri 'none'; form-action 'none'`;

/** A whole page in one file, which requests nothing and needs no script to be read. */
export function pageOf({ title, body }: { title: string; body: Value }): string {
  const document = html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
${body}
<script>${new Html(SCRIPT)}</script>
</body>
</html>
`;
  return document.markup;
}
