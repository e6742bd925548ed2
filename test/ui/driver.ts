import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { launchBrowser } from '../support/browser.mjs';
import { NO_SERVICES } from '../support/no-services.mjs';
import { inProject, packageFile } from '../support/project.mjs';
import { scratchFolder } from '../support/scratch.mjs';
import {
  installExtension,
  startServer,
  WITHOUT_PORT_SCAN,
  type Network,
} from '../support/server-process.mjs';
import { prepareServer, releaseNamed } from '../support/vscode-server.mjs';
import { takePictures } from './pictures';
import { recordToasts } from './toastRecord';
import { UNUSED_EXTENSIONS } from './unusedExtensions';
import { WITHIN_MS } from './until';
import { Window } from './window';

export type { Row, TreeRow } from './window';
export { Window } from './window';
export { complaints } from './complaints';
export { until } from './until';
export { shared, type Shared } from './shared';

export type Theme = 'dark' | 'light' | 'high-contrast' | 'high-contrast-light';

const themes = {
  newest: {
    dark: 'Dark Modern',
    light: 'Light Modern',
    'high-contrast': 'Default High Contrast',
    'high-contrast-light': 'Default High Contrast Light',
  },
  oldest: {
    dark: 'Default Dark Modern',
    light: 'Default Light Modern',
    'high-contrast': 'Default High Contrast',
    'high-contrast-light': 'Default High Contrast Light',
  },
} as const;

/** Disables everything that is not tested: the AI pane, tips, surveys, messages about the browser. */
const quietSettings = {
  ...WITHOUT_PORT_SCAN,
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.reduceMotion': 'on',
  // On a busy machine, the workbench may still move the focus when a test begins to type.
  'workbench.quickOpen.closeOnFocusLost': false,
  'extensions.ignoreRecommendations': true,
  // As on the desktop. In a browser, VS Code saves a second after an edit, and a test could miss the unsaved
  // state.
  'files.autoSave': 'off',
  'security.workspace.trust.startupPrompt': 'never',
  'git.openRepositoryInParentFolders': 'never',
  'telemetry.telemetryLevel': 'off',
};

/** The program that shifts the clock of an extension host. */
const CLOCK_OFFSET = pathToFileURL(inProject('test/support/clock-offset.mjs')).href;

/** Holds the display language of a window in a browser. */
const LANGUAGE_COOKIE = 'vscode.nls.locale';

export interface VSCodeOptions {
  /**
   * Added to the environment of the server, the extension and its git. By default, no public service can be
   * reached.
   */
  readonly env?: NodeJS.ProcessEnv;
  /** User settings, added to `quietSettings`. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The user's key bindings; `key` is in Playwright's notation. */
  readonly keys?: readonly {
    readonly key: string;
    readonly command: string;
    readonly args?: unknown;
  }[];
  readonly theme?: Theme;
  /** False: folders open in Restricted Mode. Default true. */
  readonly trust?: boolean;
  /** Network of VS Code and its extensions, if this machine can provide it; see `whyNotIn`. */
  readonly network?: Network;
  /** Error of the extension's clock, in ms. */
  readonly clockOffsetMs?: number;
  /** A .vsix, or false for VS Code without the extension. Default: daily-papers.vsix. */
  readonly extension?: string | false;
}

/** A window's folder and size. */
export interface WindowOptions {
  /** Absolute path; without it, the window has no folder. */
  readonly folder?: string;
  /** Absolute path of a `.code-workspace` file instead of a folder. */
  readonly workspace?: string;
  /** Origin of a proxy in front of the server. Default: the server's own. */
  readonly origin?: string;
  /** Display language, such as `zh-cn`. VS Code's own texts stay English. Default: English. */
  readonly language?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
}

const WINDOW = { width: 1280, height: 800 };

/** VS Code with the packaged extension, its own profile, and a browser for its windows. */
export interface VSCode {
  /** Version of VS Code, such as `1.139.1`. */
  readonly version: string;
  /**
   * Where the server keeps extensions, settings, logs and the extension's storage
   * (`data/User/globalStorage`).
   */
  readonly dataFolder: string;
  /** `http://localhost:PORT` of the server. */
  readonly origin: string;
  /** Opens a window and waits until its extensions can be used. */
  open(options?: WindowOptions): Promise<Window>;
  /** Installs a .vsix; windows use it after their next reload. */
  install(vsix: string): Promise<void>;
  /** Changes user settings while VS Code runs; undefined removes one. */
  configure(settings: Readonly<Record<string, unknown>>): void;
  stop(): Promise<void>;
}

/** Starts VS Code. The caller must stop it. */
export async function startVSCode(options: VSCodeOptions = {}): Promise<VSCode> {
  const release = releaseNamed(process.env['DAILY_PAPERS_VSCODE'] ?? 'newest');
  const server = await prepareServer(release);
  const dataFolder = scratchFolder('ui');
  const extension = options.extension ?? packageFile;
  // The browser takes as long to start as the server.
  const launching = launchBrowser();
  launching.catch(() => undefined);
  if (extension === packageFile) copyInstalled(dataFolder);
  else if (extension) await installExtension(server, dataFolder, extension);

  let settings: Record<string, unknown> = {
    ...quietSettings,
    'workbench.colorTheme': themes[release][options.theme ?? 'dark'],
    ...options.settings,
  };
  const user = path.join(dataFolder, 'data/User');
  if (options.keys) {
    mkdirSync(user, { recursive: true });
    const keys = options.keys.map((one) => ({
      ...one,
      key: one.key.replace('Control', 'Ctrl').toLowerCase(),
    }));
    writeFileSync(path.join(user, 'keybindings.json'), JSON.stringify(keys));
  }
  const running = await startServer(server, {
    dataFolder,
    settings,
    trust: options.trust ?? true,
    leaveOut: UNUSED_EXTENSIONS,
    ...(options.network && { network: options.network }),
    ...(options.clockOffsetMs !== undefined && { nodeOptions: ['--import', CLOCK_OFFSET] }),
    env: {
      ...NO_SERVICES,
      DAILY_PAPERS_CLOCK_OFFSET_MS: String(options.clockOffsetMs ?? 0),
      ...options.env,
    },
  });
  const browser = await launching;

  return {
    version: server.version,
    dataFolder,
    origin: running.origin,
    async open({ folder, workspace, language, origin = running.origin, viewport = WINDOW } = {}) {
      if (language !== undefined) writeLanguagePack(dataFolder, language);
      // A separate context: the next window must not get the workbench's browser state.
      const context = await browser.newContext({ viewport });
      await context.addCookies([{ name: LANGUAGE_COOKIE, value: language ?? 'en', url: origin }]);
      await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
      context.setDefaultTimeout(WITHIN_MS);
      context.setDefaultNavigationTimeout(2 * WITHIN_MS);
      const page = await context.newPage();
      await page.addInitScript(recordToasts);
      const address = running.address({ ...(folder && { folder }), ...(workspace && { workspace }) });
      await page.goto(address.replace(running.origin, origin));
      const window = new Window(page);
      takePictures(window);
      await window.ready();
      if (workspace) await window.foldersRead();
      return window;
    },
    install: (vsix) => installExtension(server, dataFolder, vsix),
    configure(changed) {
      settings = { ...settings, ...changed };
      writeFileSync(path.join(user, 'settings.json'), JSON.stringify(settings));
    },
    async stop() {
      await browser.close();
      await running.stop();
    },
  };
}

/** Copies the installed package to VS Code, because installing takes seconds. */
function copyInstalled(dataFolder: string): void {
  const installed = process.env['DAILY_PAPERS_INSTALLED'];
  if (!installed)
    throw new Error('UI tests are run by test/support/ui-tests.mjs, which installs the package.');
  cpSync(installed, path.join(dataFolder, 'extensions'), { recursive: true });
}

/** Installs an empty language pack, so that windows can have this display language. */
function writeLanguagePack(dataFolder: string, language: string): void {
  const data = path.join(dataFolder, 'data');
  const translations = path.join(data, 'words.json');
  mkdirSync(data, { recursive: true });
  writeFileSync(translations, JSON.stringify({ contents: {} }));
  const pack = {
    hash: 'empty',
    label: language,
    extensions: [{ extensionIdentifier: { id: 'test.language-pack' }, version: '1.0.0' }],
    translations: { vscode: translations },
  };
  writeFileSync(path.join(data, 'languagepacks.json'), JSON.stringify({ [language]: pack }));
  // Without this file, the server shows every window in English, whatever the cookie says.
  writeFileSync(path.join(data, 'User/argv.json'), '{}');
}

/** Creates an empty folder with a name, which is removed when the tests end. */
export function emptyFolder(name = 'workspace'): string {
  const folder = path.join(scratchFolder('folder'), name);
  mkdirSync(folder);
  return folder;
}
