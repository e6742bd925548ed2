/** A message that was shown as a toast. */
interface RecordedToast {
  readonly text: string;
  /** No command was run and no test waited for the message since it appeared. */
  isNew: boolean;
}

interface ToastRecord {
  toasts: RecordedToast[];
  /** When the newest toast was found, in ms since 1970. */
  newest: number;
  /** Adds toasts that appeared since the last call, and returns the texts of all that are visible. */
  update(): readonly string[];
}

interface Recording {
  toastRecord?: ToastRecord;
}

/**
 * In the page, before the workbench starts: records the text of each toast. VS Code hides a toast after 10 s,
 * and on a busy machine a test may look for the toast only afterwards.
 */
export function recordToasts(): void {
  if (window.top !== window) return;
  let shown = new Set<string>();
  const record: ToastRecord = {
    toasts: [],
    newest: 0,
    update() {
      const messages = document.querySelectorAll<HTMLElement>(
        '.notification-toast .notification-list-item .notification-list-item-message',
      );
      const now = new Set([...messages].map((message) => message.innerText.trim()));
      for (const text of now) {
        if (shown.has(text)) continue;
        record.toasts.push({ text, isNew: true });
        record.newest = Date.now();
      }
      shown = now;
      return [...now];
    },
  };
  (globalThis as Recording).toastRecord = record;
  // Reading every 250 ms sees every toast and costs less than observing the document.
  setInterval(() => record.update(), 250);
}

/** Texts of toasts, each list newest first. */
export interface RecordedTexts {
  readonly visible: readonly string[];
  /** Those that appeared since a command was run or a test waited for them. */
  readonly unseen: readonly string[];
  readonly all: readonly string[];
}

/** In the page: the recorded texts. */
export function recordedToasts(): RecordedTexts {
  const record = (globalThis as Recording).toastRecord;
  const visible = record?.update() ?? [];
  const toasts = (record?.toasts ?? []).toReversed();
  const texts = (some: readonly RecordedToast[]): readonly string[] => some.map(({ text }) => text);
  return { visible, unseen: texts(toasts.filter(({ isNew }) => isNew)), all: texts(toasts) };
}

/** In the page: makes the toasts so far old, either all or those with a text. */
export function ageToasts(text: string | undefined): void {
  const record = (globalThis as Recording).toastRecord;
  record?.update();
  for (const toast of record?.toasts ?? [])
    if (text === undefined || toast.text === text) toast.isNew = false;
}

/** In the page: removes toasts from the record, either all or those with a text. */
export function forgetToasts(text: string | undefined): void {
  const record = (globalThis as Recording).toastRecord;
  record?.update();
  if (record) record.toasts = record.toasts.filter((toast) => text !== undefined && toast.text !== text);
}

/** In the page: time in ms until VS Code, which shows three toasts within 800 ms, shows three others. */
export function msUntilToasts(): number {
  const record = (globalThis as Recording).toastRecord;
  record?.update();
  return Math.max(0, (record?.newest ?? 0) + 800 - Date.now());
}
