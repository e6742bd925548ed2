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
  /** Adds toasts that appeared since the last call. */
  update(): void;
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
    },
  };
  (globalThis as Recording).toastRecord = record;
  // Reading every 250 ms sees every toast and costs less than observing the document.
  setInterval(() => record.update(), 250);
}

/** In the page: the recorded texts, newest first. */
export function recordedToasts(onlyNew: boolean): readonly string[] {
  const toasts = (globalThis as Recording).toastRecord?.toasts ?? [];
  return toasts
    .filter(({ isNew }) => isNew || !onlyNew)
    .map(({ text }) => text)
    .reverse();
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
