import * as vscode from 'vscode';
import { countText, type CountForms, type Locale } from './core/lang/translator';

/** Returns VS Code's language if there are translations, else English. */
export function messageLanguage(): string {
  const { language } = vscode.env;
  return vscode.l10n.bundle !== undefined || language.startsWith('en') ? language : 'en';
}

/** For code that does not import `vscode`. */
export function messageLocale(): Locale {
  return { t: vscode.l10n.t, language: messageLanguage() };
}

/**
 * Returns a sentence about a count in the user's language, such as "1 paper" or "1,204 papers".
 * @param values values of `{1}` and later placeholders
 */
export function countMessage(count: number, forms: CountForms, ...values: (string | number)[]): string {
  return countText(messageLocale(), count, forms, ...values);
}
