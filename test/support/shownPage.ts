import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { inProject, readJson } from './project.mjs';

/** VS Code's kinds of themes. */
export const THEMES = ['dark', 'light', 'high-contrast', 'high-contrast-light'] as const;

export type ThemeName = (typeof THEMES)[number];

interface ThemeFacts {
  readonly kind: string;
  readonly classes: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** Read from a webview of VS Code 1.139 in its own themes. */
const themes = readJson(inProject('test/support/themes.json')) as Record<ThemeName, ThemeFacts>;

const ORIGIN = 'https://page.test/';

export interface ShowOptions {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  /** Zoom of the browser: 2 is 200 %. */
  readonly zoom?: number;
  readonly scripts?: boolean;
  /** Sends the document in two pieces. The second one begins with this text, half a second later. */
  readonly lateFrom?: string;
  /** Called when the page requests its script, which is sent when this resolves. */
  readonly beforeScript?: (page: Page) => Promise<void>;
}

/** A paper's page in a browser, framed as in VS Code, and a record of its messages. */
export interface ShownPage {
  readonly page: Page;
  /** Messages to the host. */
  readonly messages: () => Promise<readonly unknown[]>;
  /** Every request beyond the page's own files, dialogs, and errors and policy violations on the console. */
  readonly incidents: readonly string[];
  readonly close: () => Promise<void>;
}

/** Locations of a page's files. */
export interface PageFiles {
  readonly nonce: string;
  readonly script: string;
  readonly style: string;
}

/**
 * Shows a built page (`npm run build` first) like VS Code: with its variables, its API and the page's policy.
 * @param name of the page in `assets.json`
 * @param render returns the document
 */
export async function showDocument(
  browser: Browser,
  name: string,
  render: (files: PageFiles) => string,
  options: ShowOptions = {},
): Promise<ShownPage> {
  const {
    theme = 'dark',
    width = 1000,
    height = 900,
    zoom = 1,
    scripts = true,
    beforeScript,
    lateFrom,
  } = options;
  const context = await browser.newContext({
    viewport: { width: Math.round(width / zoom), height: Math.round(height / zoom) },
    deviceScaleFactor: zoom,
    javaScriptEnabled: scripts,
  });
  const page = await context.newPage();
  const incidents: string[] = [];
  page.on('console', (line) => {
    if (line.type() === 'error' || line.type() === 'warning') incidents.push(line.text());
  });
  page.on('pageerror', (error) => incidents.push(String(error)));
  page.on('dialog', (dialog) => {
    incidents.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  const folder = inProject('dist/webview');
  const pages = readJson(path.join(folder, 'assets.json')) as Record<
    string,
    { script: string; style: string }
  >;
  const assets = pages[name];
  if (!assets) throw new Error(`The build has no page ${name}.`);
  const document = framed(
    render({
      nonce: 'bm9uY2Ugb2YgYSB0ZXN0IQ==',
      script: ORIGIN + assets.script,
      style: ORIGIN + assets.style,
    }),
    themes[theme],
  );
  const pieces = lateFrom === undefined ? undefined : await serveInPieces(document, lateFrom);
  const address = pieces?.address ?? ORIGIN;
  await context.route('**/*', async (route) => {
    const url = route.request().url();
    if (url === pieces?.address) return route.continue();
    if (url === ORIGIN) return route.fulfill({ contentType: 'text/html', body: document });
    const asset = Object.values(assets).find((name) => url === ORIGIN + name);
    if (asset !== undefined) {
      if (asset === assets.script) await beforeScript?.(page);
      const contentType = asset.endsWith('.css') ? 'text/css' : 'text/javascript';
      return route.fulfill({ contentType, body: readFileSync(path.join(folder, asset)) });
    }
    incidents.push(`request ${url}`);
    return route.abort();
  });
  await page.goto(address, { waitUntil: 'load' });
  return {
    page,
    messages: () => page.evaluate(() => (window as unknown as { sent: unknown[] }).sent),
    incidents,
    close: async () => {
      await context.close();
      pieces?.close();
    },
  };
}

/**
 * Serves a document in two pieces with a pause between them. An intercepted request can only get a complete
 * response.
 */
async function serveInPieces(
  document: string,
  lateFrom: string,
): Promise<{ readonly address: string; readonly close: () => void }> {
  const cut = document.indexOf(lateFrom);
  if (cut < 0) throw new Error(`The page has no ${lateFrom}.`);
  const server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.write(document.slice(0, cut));
    setTimeout(() => response.end(document.slice(cut)), 500);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

/**
 * Adds what VS Code adds to a page before the page's policy: variables, classes, default styles and the API.
 */
function framed(document: string, { kind, classes, variables }: ThemeFacts): string {
  const style = Object.entries(variables)
    .map(([name, value]) => `${name}:${value.replaceAll('"', "'")}`)
    .join(';');
  const api = `window.sent = []; window.acquireVsCodeApi = () => ({
    postMessage: (message) => window.sent.push(message),
    getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null'),
    setState: (state) => sessionStorage.setItem('state', JSON.stringify(state)),
  });`;
  const defaults = `html { background: var(--vscode-editor-background); } @layer vscode-default {
    body { color: var(--vscode-editor-foreground); font: var(--vscode-font-weight) var(--vscode-font-size)
      var(--vscode-font-family); margin: 0; padding: 0 20px; }
    a { color: var(--vscode-textLink-foreground); }
    code { color: var(--vscode-textPreformat-foreground); background: var(--vscode-textPreformat-background); } }`;
  return document
    .replace('<html ', `<html style="${style}" `)
    .replace('<head>', `<head><style>${defaults}</style><script>${api}</script>`)
    .replace('<body ', `<body class="${classes}" data-vscode-theme-kind="${kind}" role="document" `);
}
