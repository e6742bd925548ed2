import { markup } from './html';

export interface FrameOptions {
  readonly title: string;
  readonly language: string;
  /** Unique per document. Only scripts and styles with this nonce are allowed. */
  readonly nonce: string;
  readonly script: string;
  readonly style: string;
  readonly revision: number;
  readonly state: unknown;
  readonly context: string;
  readonly unready: string;
}

/**
 * Returns the document of a webview with its content security policy. Contains the content, so that the page is
 * readable without scripts.
 * @param content HTML, already escaped
 */
export function renderFrame(options: FrameOptions, content: string): string {
  const { nonce } = options;
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  // The `expect` link blocks rendering until the last element, `live`, is parsed. Otherwise a page painted during
  // parsing would move.
  const before = markup`<!doctype html>
<html lang="${options.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta property="csp-nonce" content="${nonce}">
<title>${options.title}</title>
<link rel="stylesheet" nonce="${nonce}" href="${options.style}">
<link rel="expect" blocking="render" href="#live">
</head>
<body data-revision="${options.revision}" data-state="${JSON.stringify(options.state)}" data-vscode-context="${options.context}">
<main>`;
  const after = markup`</main>
<p id="unready" class="muted">${options.unready}</p>
<div id="live" role="status" aria-live="polite"></div>
<script nonce="${nonce}" src="${options.script}"></script>
</body>
</html>`;
  return `${String(before)}${content}${String(after)}`;
}
