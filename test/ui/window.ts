import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import { inProject } from '../support/project.mjs';
import { clicked, pressIn, pressUntilSeen } from './keys';
import { ageToasts, forgetToasts, msUntilToasts, recordedToasts } from './toastRecord';
import { until, WITHIN_MS } from './until';

/** A row of a quick pick as displayed. */
export interface Row {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  /** Text for screen readers. */
  readonly spoken: string;
  readonly focused: boolean;
}

/** A row of a tree in the sidebar. */
export interface TreeRow {
  readonly label: string;
  readonly description: string;
  /** From 1. */
  readonly level: number;
  /** Undefined for a row without children. */
  readonly expanded: boolean | undefined;
  readonly spoken: string;
}

// A closed quick input keeps its text and its rows in the document.
const QUICK_ROWS = '.quick-input-widget:visible .quick-input-list .monaco-list-row';
const TREE_ROWS = '.sidebar .pane-body .monaco-list-row';
const TOASTS = '.notification-toast .notification-list-item';
const CENTER = '.notifications-center';
/** Removes all messages, from the notification center too. */
const CLEAR = 'Notifications: Clear All Notifications';

/** Time without movement after which the rows of a tree count as settled, in ms. */
const STILL_MS = 250;

/** Time in which a workbench starts on a busy machine, in ms. */
const START_MS = 120_000;

/** A window of VS Code, with methods for what a user sees and does. */
export class Window {
  constructor(readonly page: Page) {}

  /** Waits until the workbench has read the extensions and shows its stored state. */
  async ready(): Promise<void> {
    const page = this.page;
    await page.waitForSelector('.monaco-workbench .statusbar-item', { timeout: START_MS });
    // The workbench's own performance marks: from here on, its commands are complete.
    await until(
      'the workbench',
      () =>
        page.evaluate(() =>
          ['code/didLoadExtensions', 'code/LifecyclePhase/Restored'].every(
            (mark) => performance.getEntriesByName(mark).length > 0,
          ),
        ),
      { within: START_MS },
    );
  }

  /**
   * Reloads the window after the workbench has stored a matching value under a key (by default its editors):
   * it stores every few seconds, and a browser gives it no time at the end.
   */
  async reload(stored?: RegExp, key = 'memento/workbench.parts.editor'): Promise<void> {
    if (stored !== undefined) {
      await until(`${String(stored)} in the stored state`, () =>
        this.page.evaluate(isStored, { key, pattern: stored.source }),
      );
    }
    await this.page.reload();
    await this.ready();
  }

  /** Runs an action that makes VS Code open another folder or workspace in this window, and waits for it. */
  async reopened(action: () => Promise<void>): Promise<void> {
    const before = this.page.url();
    const navigated = this.page.waitForURL(({ href }) => href !== before, { timeout: START_MS });
    await action();
    await navigated;
    await this.ready();
    await this.foldersRead();
  }

  /**
   * Waits until the Explorer shows the open folders. On a busy machine, VS Code in a browser can read a
   * workspace file that it opens for the first time as empty, and keeps this state until the page is
   * reloaded.
   */
  async foldersRead(): Promise<void> {
    const empty = this.page.getByText('You have not yet added a folder to the workspace.');
    const rows = this.page.locator('.explorer-folders-view .monaco-list-row');
    for (let tries = 0; tries < 4; tries += 1) {
      await empty.or(rows).first().waitFor();
      if (!(await empty.isVisible())) return;
      await this.page.reload();
      await this.ready();
    }
    await rows.first().waitFor();
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }

  /**
   * Ends the window without notifying VS Code, as when a browser is killed or a machine falls asleep. The
   * extension continues for hours, in case the window returns.
   */
  async vanish(): Promise<void> {
    const vanished = this.page.waitForEvent('crash');
    const browser = await this.page.context().newCDPSession(this.page);
    // The page is gone, so there is no response.
    browser.send('Page.crash').catch(() => undefined);
    await vanished;
  }

  /** Writes out/screenshots/NAME.png and returns its path. */
  async screenshot(name: string): Promise<string> {
    const folder = inProject('out/screenshots');
    mkdirSync(folder, { recursive: true });
    const file = path.join(folder, `${name.replace(/[^\w.-]+/g, '-').slice(0, 100)}.png`);
    await this.page.screenshot({ path: file });
    return file;
  }

  /** Runs a command by its full title in the palette, such as `Papers: Search`. */
  async command(title: string): Promise<void> {
    await this.roomForToasts();
    await this.page.evaluate(ageToasts, undefined);
    await this.openPalette();
    await this.type(title, { after: '>' });
    const row = await until(
      `the command "${title}" in the palette`,
      async () => {
        // On a busy machine, a key that was pressed again reopens the palette and clears the typed text.
        const typed = await this.typed();
        if (typed !== '' && typed !== `>${title}`) await this.type(title, { after: '>' });
        return (await this.rows()).find(({ label }) => label === title);
      },
      { seen: async () => (await this.rows()).map(({ label }) => label) },
    );
    await this.pick(row.label);
    if (title === CLEAR) await this.page.evaluate(forgetToasts, undefined);
  }

  /** Returns the titles that the palette shows for a typed text. */
  async offered(typed: string): Promise<readonly string[]> {
    await this.openPalette();
    await this.type(typed, { after: '>' });
    await this.settled();
    const titles = (await this.rows()).map(({ label }) => label);
    await this.dismiss();
    return titles;
  }

  /** The input of the quick input. */
  get box(): Locator {
    return this.page.locator('.quick-input-widget .quick-input-box input');
  }

  /** Types into the open quick input, replacing its text. */
  async type(text: string, { after = '' } = {}): Promise<void> {
    await this.box.waitFor();
    await this.box.fill(`${after}${text}`);
  }

  /**
   * Types into the open quick input key by key, where its cursor is or over its selected text. Playwright would move the
   * cursor to the start if a page that has loaded had taken the focus.
   */
  async typeOn(text: string): Promise<void> {
    await this.box.evaluate((element) => (element as HTMLInputElement).focus());
    await this.box.pressSequentially(text);
  }

  /**
   * Pastes into the open box, replacing its selection. Sets focus and text in one step: otherwise, a page
   * that VS Code focuses late after another box closed would get the text of `page.keyboard`.
   */
  async pasteInBox(text: string): Promise<void> {
    await this.box.evaluate((element, pasted) => {
      const input = element as HTMLInputElement;
      input.focus();
      input.setRangeText(pasted, input.selectionStart ?? 0, input.selectionEnd ?? 0, 'end');
      input.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));
    }, text);
  }

  /** Presses keys in the open quick input. */
  async pressInBox(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await pressIn(this.box, key);
  }

  /** Returns the text of the open quick input; empty if none is open. */
  async typed(): Promise<string> {
    return (await this.box.isVisible()) ? this.box.inputValue() : '';
  }

  /** Closes the open quick input. */
  async dismiss(): Promise<void> {
    await until('no quick input', async () => {
      if (await this.box.isVisible())
        await this.box.press('Escape', { timeout: 2_000 }).catch(() => undefined);
      return this.quickInputClosed(2_000).then(
        () => true,
        () => false,
      );
    });
  }

  /** Returns the rows of the open quick pick, only those in view. */
  async rows(): Promise<readonly Row[]> {
    return this.page.locator(QUICK_ROWS).evaluateAll((rows) =>
      // The order of the rows in the document differs from the order on the screen.
      rows
        .sort((a, b) => Number(a.getAttribute('data-index')) - Number(b.getAttribute('data-index')))
        .map((row) => {
          const text = (selector: string) => row.querySelector(selector)?.textContent.trim() ?? '';
          return {
            label: text('.quick-input-list-label .monaco-icon-label .label-name') || text('.label-name'),
            description: text('.quick-input-list-label .label-description'),
            detail:
              text('.quick-input-list-label-meta') || text('.quick-input-list-row:nth-child(2) .label-name'),
            spoken: row.getAttribute('aria-label') ?? '',
            focused: row.classList.contains('focused'),
          };
        }),
    );
  }

  /** Waits for a row of the quick pick with this label and returns it. */
  async row(label: string | RegExp, within?: number): Promise<Row> {
    const seen = async (): Promise<unknown> => (await this.rows()).map((row) => row.label);
    return until(
      `a row ${String(label)}`,
      async () => (await this.rows()).find((row) => matches(row.label, label)),
      { seen, ...(within !== undefined && { within }) },
    );
  }

  /** Clicks a row of the quick pick. */
  async pick(label: string | RegExp): Promise<void> {
    await this.row(label);
    let hasClicked = false;
    await until(
      `a click on ${String(label)}`,
      async () => {
        // A better answer that arrives meanwhile moves the rows, and the click would hit another one.
        await this.settled();
        const rows = await this.rows();
        const row = rows.find((one) => matches(one.label, label));
        // On a busy machine, a click may count as lost and then close the box, or open the next one with other rows.
        if (row === undefined) return hasClicked && (rows.length > 0 || !(await this.box.isVisible()));
        hasClicked = true;
        // A list that is redrawn between press and release of the button may still receive the click.
        return (await clicked(this.shown(QUICK_ROWS, row))) || !(await this.box.isVisible());
      },
      { seen: () => this.summary() },
    );
  }

  async rowButton(label: string | RegExp, tooltip: string): Promise<void> {
    const row = this.shown(QUICK_ROWS, await this.row(label));
    await row.hover();
    await row.locator(`.quick-input-list-entry-action-bar [aria-label^="${tooltip}"]`).click();
  }

  /**
   * Chooses a file or folder by its path in the dialog of VS Code in a browser, and presses a button of the
   * dialog.
   */
  async chooseFile(file: string, button: string | RegExp): Promise<void> {
    // The dialog first shows the home folder and drops the text typed until then, which may also happen after
    // its rows are shown.
    await this.row('..');
    await until(
      `${file} in the dialog`,
      async () => {
        if (!(await this.typed()).startsWith(file)) await this.type(file);
        return (await this.rows()).some(({ label }) => label === path.basename(file));
      },
      { seen: () => this.summary() },
    );
    const go = this.page.locator('.quick-input-widget .monaco-button', { hasText: button });
    // The dialog accepts no answer while it reads a folder.
    await until(`${String(button)} to be taken`, async () => {
      await go.click({ timeout: 1_000 }).catch(() => undefined);
      return this.quickInputClosed(2_000).then(
        () => true,
        () => false,
      );
    });
  }

  /**
   * Saves to a file by its path in the dialog of VS Code in a browser, and presses a button of the dialog.
   */
  async saveFile(file: string, button: string): Promise<void> {
    await this.row('..');
    const go = this.page.locator('.quick-input-widget .monaco-button', { hasText: button });
    await until(`${file} to be saved`, async () => {
      await this.type(file);
      await go.click({ timeout: 1_000 }).catch(() => undefined);
      return this.quickInputClosed(2_000).then(
        () => true,
        () => false,
      );
    });
  }

  /** Waits until no quick input is open. */
  async quickInputClosed(within = WITHIN_MS): Promise<void> {
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden', timeout: within });
  }

  async openContainer(title: string): Promise<void> {
    const action = this.page.locator(`.activitybar .action-item a.action-label[aria-label^="${title}"]`);
    await action.waitFor();
    // The badge covers the action, within the same item.
    const item = action.locator('xpath=..');
    const heading = this.page.locator('.sidebar .composite.title', { hasText: new RegExp(title, 'i') });
    // A restored window may open or close its sidebar between a look and a click, which toggles it.
    await until(`the container ${title}`, async () => {
      if ((await item.getAttribute('aria-expanded')) !== 'true') await item.click();
      return heading.waitFor({ timeout: 5_000 }).then(
        () => true,
        () => false,
      );
    });
  }

  /** Returns the rows of the trees in the sidebar, or of one view by its title; only those in view. */
  async tree(view?: string): Promise<readonly TreeRow[]> {
    return this.treeRows(view).evaluateAll((rows) =>
      rows.map((row) => ({
        label: row.querySelector('.label-name')?.textContent.trim() ?? row.textContent.trim(),
        description: row.querySelector('.label-description')?.textContent.trim() ?? '',
        level: Number(row.getAttribute('aria-level')),
        expanded: row.hasAttribute('aria-expanded')
          ? row.getAttribute('aria-expanded') === 'true'
          : undefined,
        spoken: row.getAttribute('aria-label') ?? '',
      })),
    );
  }

  /** Sets the width of the sidebar, in px, with its edge. */
  async resizeSidebar(width: number): Promise<void> {
    const sidebar = this.page.locator('.part.sidebar');
    await until(`a sidebar of ${width} px`, async () => {
      const box = await sidebar.boundingBox();
      if (!box) return false;
      if (Math.round(box.width) === width) return true;
      const middle = box.y + box.height / 2;
      await this.page.mouse.move(box.x + box.width, middle);
      await this.page.mouse.down();
      await this.page.mouse.move(box.x + width, middle, { steps: 5 });
      await this.page.mouse.up();
      return false;
    });
  }

  /**
   * Returns the badges at the right edge of papers' rows in the sidebar. `cut` is how many px of a badge are outside the
   * row or below its name.
   */
  async badges(): Promise<
    readonly {
      readonly name: string;
      readonly text: string;
      readonly cut: number;
      readonly spoken: string;
    }[]
  > {
    return this.page.locator(`${TREE_ROWS}[aria-level="2"]`).evaluateAll((rows) =>
      rows.flatMap((row) => {
        const label = row.querySelector('.monaco-icon-label');
        const name = row.querySelector('.monaco-icon-label-container');
        if (!label || !name) return [];
        const badge = getComputedStyle(label, '::after');
        const right = Math.min(
          label.getBoundingClientRect().right - parseFloat(badge.marginRight),
          row.getBoundingClientRect().right,
        );
        const room = right - name.getBoundingClientRect().right;
        return {
          name: name.textContent,
          text: badge.content.replaceAll('"', ''),
          cut: Math.max(0, Math.ceil(parseFloat(badge.width) - room - 1)),
          spoken: row.getAttribute('aria-label') ?? '',
        };
      }),
    );
  }

  /** Waits for a row of a tree and returns it. */
  async treeRow(label: string | RegExp, view?: string): Promise<TreeRow> {
    return until(
      `a row ${String(label)} in the tree`,
      async () => (await this.tree(view)).find((row) => matches(row.label, label)),
      { seen: async () => (await this.tree(view)).map((row) => row.label) },
    );
  }

  /** Clicks a row of a tree: opens a paper, opens or closes a topic. */
  async clickTreeRow(label: string | RegExp, view?: string): Promise<void> {
    await (await this.stillTreeRow(label, view)).click();
  }

  /** Opens a heading of a tree if it is closed. The row of an active page may open it meanwhile. */
  async openHeading(label: string, view?: string): Promise<void> {
    await until(`${label} to be open`, async () => {
      const row = await this.stillTreeRow(label, view);
      if ((await row.getAttribute('aria-expanded')) === 'true') return true;
      await row.click();
      return until('its rows', async () => (await this.treeRow(label, view)).expanded, {
        within: 2_000,
      }).catch(() => false);
    });
  }

  /** Adds a row of a tree to the selection. */
  async selectTreeRow(label: string | RegExp, view?: string): Promise<void> {
    await (await this.stillTreeRow(label, view)).click({ modifiers: ['ControlOrMeta'] });
  }

  /** Returns the description in a view's header. */
  async viewDescription(view: string): Promise<string> {
    const header = this.page.locator('.sidebar .pane-header', { hasText: new RegExp(view, 'i') });
    return (await header.locator('.description').innerText()).trim();
  }

  /** Presses an inline button of a tree row, by its tooltip. */
  async treeRowButton(label: string | RegExp, tooltip: string, view?: string): Promise<void> {
    const row = await this.stillTreeRow(label, view);
    await row.hover();
    await row.locator(`.actions [aria-label^="${tooltip}"]`).click();
  }

  /** Returns the entries of a row's context menu, which stays open for `menuEntry`. */
  async contextMenu(label: string | RegExp, view?: string): Promise<readonly string[]> {
    const entries = this.page.locator('.monaco-menu .action-label:not(.separator)');
    await until(`the menu of ${String(label)}`, async () => {
      // A page that takes the focus late closes a menu that has just opened.
      await (await this.stillTreeRow(label, view)).click({ button: 'right' });
      return entries
        .first()
        .waitFor({ timeout: 3_000 })
        .then(
          () => true,
          () => false,
        );
    });
    return (await entries.allTextContents()).map((entry) => entry.trim()).filter(Boolean);
  }

  async menuEntry(title: string): Promise<void> {
    const menu = this.page.locator('.monaco-menu');
    // VS Code ignores clicks while the menu fades in.
    await menu.first().evaluate(async (element) => {
      const container = element.closest('.monaco-menu-container') ?? element;
      await Promise.all(container.getAnimations({ subtree: true }).map(({ finished }) => finished));
    });
    await menu.locator('.action-item', { hasText: title }).first().click();
    await until(`the end of the menu with ${title}`, async () => (await menu.count()) === 0);
  }

  async closeMenu(): Promise<void> {
    const menu = this.page.locator('.monaco-menu');
    await until('no menu', async () => {
      if (!(await menu.first().isVisible())) return true;
      await this.page.keyboard.press('Escape');
      return false;
    });
  }

  /** Returns a view's welcome text and the message above it. */
  async viewText(): Promise<string> {
    return (await this.page.locator('.sidebar .pane-body').allInnerTexts()).join('\n');
  }

  async tabs(): Promise<readonly string[]> {
    const labels = this.page.locator('.tabs-container .tab .tab-label');
    return (await labels.allInnerTexts()).map((label) => label.trim());
  }

  /** Waits for the visible webview's inner frame, which contains the extension's page. */
  async webview(containing = 'body'): Promise<Frame> {
    const probe = async (): Promise<Frame | undefined> => {
      for (const frame of this.page.frames()) {
        if (!/fake\.html|\/webview\//.test(frame.url())) continue;
        try {
          const holder = await frame.frameElement();
          if ((await holder.isVisible()) && (await frame.locator(containing).first().isVisible()))
            return frame;
        } catch {
          // The frame was removed during the check.
        }
      }
      return undefined;
    };
    return until(`a webview with ${containing}`, probe, { seen: () => this.summary() });
  }

  /** Returns what is open in the window, for the error message of a test. */
  private async summary(): Promise<unknown> {
    const texts = (selector: string): Promise<readonly string[]> =>
      this.page.locator(selector).allInnerTexts();
    return {
      tabs: await this.tabs(),
      quickInput: (await this.box.isVisible()) ? [await this.typed(), ...(await texts(QUICK_ROWS))] : [],
      toasts: await texts(TOASTS),
      status: await texts('.statusbar-item'),
    };
  }

  /** Stores any state for the visible webview, as its page would. */
  async keepWebviewState(state: unknown): Promise<void> {
    await this.callHost('do-update-state', JSON.stringify(state));
  }

  /** Sends the extension any message, as the visible webview's page would. */
  async postFromWebview(message: unknown): Promise<void> {
    await this.callHost('onmessage', { message });
  }

  /** Presses a key while the visible webview's page has the focus. */
  async pressInWebview(key: string): Promise<void> {
    const frame = await this.webview('h1');
    const focus = () => frame.locator('h1').click();
    await focus();
    await pressUntilSeen(this.page, frame, [key], focus);
  }

  /** Presses a key in the tree of a view, which gets the focus. A page that has just loaded may have it. */
  async pressInTree(view: string, key: string): Promise<void> {
    const pane = this.page.locator('.sidebar .pane', {
      has: this.page.locator('.pane-header', { hasText: new RegExp(view, 'i') }),
    });
    await pressIn(pane.locator('.pane-body .monaco-list').first(), key);
  }

  /** Waits until the page with this content has the focus. A page takes the focus some time after it appears. */
  async webviewFocused(containing: string): Promise<Frame> {
    return until(
      `the focus in a webview with ${containing}`,
      async () => {
        const frame = await this.webview(containing);
        return (await frame.evaluate(() => document.hasFocus()).catch(() => false)) && frame;
      },
      { seen: () => this.summary() },
    );
  }

  async press(...keys: readonly string[]): Promise<void> {
    await pressUntilSeen(this.page, this.page, keys, async () => {
      // Moves the focus from an editor's page to the workbench.
      await this.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    });
  }

  async showTab(title: string): Promise<void> {
    await this.page.locator('.tabs-container .tab', { hasText: title }).click();
  }

  /** Changes the colour theme by its name in VS Code's list. */
  async wear(theme: string): Promise<void> {
    await this.command('Preferences: Color Theme');
    await this.type(theme);
    await this.pick(theme);
    await this.quickInputClosed();
  }

  /** Returns the texts of the visible toasts. */
  async toasts(): Promise<readonly string[]> {
    const messages = this.page.locator(`${TOASTS} .notification-list-item-message`);
    return (await messages.allInnerTexts()).map((text) => text.trim());
  }

  /** Waits for a toast and returns its text. The toast may be hidden again, unless it is older than the latest command. */
  async toast(message: string | RegExp): Promise<string> {
    const isWanted = (text: string): boolean => includes(text, message);
    return until(
      `a toast ${String(message)}`,
      async () => {
        const found =
          (await this.toasts()).find(isWanted) ??
          (await this.page.evaluate(recordedToasts, true)).find(isWanted);
        if (found !== undefined) await this.page.evaluate(ageToasts, found);
        return found;
      },
      {
        seen: async () => ({
          visible: await this.toasts(),
          earlier: await this.page.evaluate(recordedToasts, false),
        }),
      },
    );
  }

  /**
   * Waits until VS Code shows the next messages as toasts. It puts a fourth within 0.8 s only into the notification
   * center, and on a fast machine a test causes as many.
   */
  private async roomForToasts(): Promise<void> {
    await this.page.waitForTimeout(await this.page.evaluate(msUntilToasts));
  }

  /**
   * Presses a button of the newest toast with this text. VS Code hides a toast after ten seconds, which a busy
   * machine may need. The message then stays in the notification center until it is cleared.
   */
  async toastButton(message: string | RegExp, title: string): Promise<void> {
    const isWanted = (text: string): boolean => includes(text, message);
    const button = (where: string): Locator =>
      this.page.locator(where, { hasText: message }).first().locator('.monaco-button', { hasText: title });
    const visible = async (): Promise<string | undefined> => (await this.toasts()).find(isWanted);
    const recorded = async (): Promise<string | undefined> =>
      (await this.page.evaluate(recordedToasts, false)).find(isWanted);
    const text = await until(
      `a toast ${String(message)}`,
      async () => (await visible()) ?? (await recorded()),
      { seen: () => this.toasts() },
    );
    await this.roomForToasts();
    const pressed = await until(`the button ${title}`, async () => {
      if ((await visible()) === undefined) return 'hidden';
      return button(TOASTS)
        .click({ timeout: 5_000 })
        .then(
          () => 'pressed' as const,
          () => undefined,
        );
    });
    // The button closes the message, and another one with its text may follow.
    await this.page.evaluate(forgetToasts, text).catch(() => undefined);
    if (pressed === 'pressed') return;
    await this.command('Notifications: Show Notifications');
    await button(`${CENTER} .notification-list-item`).click();
    // VS Code shows no toasts while the center is open. The center closes itself only when it is empty.
    const hide = this.page.locator(
      `${CENTER} .notifications-center-header [aria-label^="Hide Notifications"]`,
    );
    if (await hide.isVisible()) await hide.click();
  }

  async dialog(): Promise<string> {
    const box = this.page.locator('.monaco-dialog-box');
    await box.waitFor();
    return box.locator('.dialog-message-container').innerText();
  }

  async dialogButton(title: string): Promise<void> {
    await this.page.locator('.monaco-dialog-box .monaco-button', { hasText: title }).click();
  }

  async clipboard(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** Calls the host as the API of a webview's page does, in the frame around the page. */
  private async callHost(channel: string, data: unknown): Promise<void> {
    const outer = (await this.webview('h1')).parentFrame();
    await outer?.evaluate(
      (call) => {
        const post = (globalThis as Record<string, unknown>)['__vscode_post_message__'] as (
          channel: string,
          data: unknown,
        ) => void;
        post(call.channel, call.data);
      },
      { channel, data },
    );
  }

  private async openPalette(): Promise<void> {
    // A key is lost while the focus moves from a webview to the workbench.
    await until('the palette', async () => {
      await this.page.keyboard.press('F1');
      return this.box.waitFor({ timeout: 2_000 }).then(
        () => true,
        () => false,
      );
    });
  }

  /** Waits until two readings of the quick pick's rows are equal. */
  async settled(): Promise<void> {
    let before = '';
    await until('rows that stay', async () => {
      const now = JSON.stringify(await this.rows());
      const same = now === before;
      before = now;
      return same;
    });
  }

  /**
   * Waits for a row of a tree, and until two readings, `STILL_MS` apart, find all rows in the same places.
   * The tree scrolls itself to the paper of the active page, and a click at that moment hits another row.
   */
  async stillTreeRow(label: string | RegExp, view?: string): Promise<Locator> {
    let before = '';
    await until('rows of the tree that stay', async () => {
      const now = JSON.stringify(
        await this.treeRows(view).evaluateAll((rows) =>
          rows.map((row) => [row.getAttribute('aria-label'), row.getBoundingClientRect().top]),
        ),
      );
      if (now === before) return true;
      before = now;
      await this.page.waitForTimeout(STILL_MS);
      return false;
    });
    return this.shown(TREE_ROWS, await this.treeRow(label, view));
  }

  /** Finds a row by its text for screen readers, the only text of a row that is complete and in one place. */
  private shown(rows: string, { spoken }: { readonly spoken: string }): Locator {
    return this.page.locator(`${rows}[aria-label=${JSON.stringify(spoken)}]`).first();
  }

  private treeRows(view?: string): Locator {
    const panes = view
      ? this.page.locator('.sidebar .pane', {
          has: this.page.locator('.pane-header', { hasText: new RegExp(view, 'i') }),
        })
      : this.page.locator('.sidebar .pane');
    return panes.locator('.pane-body .monaco-list-row');
  }
}

/** In the page: whether the state stored under a key matches. */
async function isStored({
  key,
  pattern,
}: {
  readonly key: string;
  readonly pattern: string;
}): Promise<boolean> {
  const settled = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('The stored state cannot be read.'));
    });
  for (const { name = '' } of await indexedDB.databases()) {
    if (!name.startsWith('vscode-web-state-db-')) continue;
    const database = await settled(indexedDB.open(name));
    const items = database.transaction('ItemTable').objectStore('ItemTable');
    const stored = await settled<unknown>(items.get(key));
    database.close();
    if (typeof stored === 'string' && new RegExp(pattern).test(stored)) return true;
  }
  return false;
}

const matches = (text: string, wanted: string | RegExp): boolean =>
  typeof wanted === 'string' ? text === wanted : wanted.test(text);

const includes = (text: string, wanted: string | RegExp): boolean =>
  typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
