import * as vscode from 'vscode';
import { daysBetween, feedDay } from '../core/feed/feedCalendar';
import { shortDay } from '../core/text/formatDate';
import { messageLanguage } from '../messageLocale';

/** In days. The feed has no papers on some weekends. */
const MIN_OLD_DAYS = 4;

/** Returns whether the feed probably has newer papers. */
export function isOld(newestDay: string, now: number): boolean {
  return daysBetween(newestDay, feedDay(now)) >= MIN_OLD_DAYS;
}

/** Returns the newest day and its age in the feed's time zone. */
export function ageText(newestDay: string, now: number): string {
  const day = shortDay(newestDay, messageLanguage());
  const age = daysBetween(newestDay, feedDay(now));
  // A day in the future means that the clock is wrong, so the age is unknown.
  if (age < 0) return day;
  if (age === 0) return vscode.l10n.t('{0} · today', day);
  return age === 1 ? vscode.l10n.t('{0} · yesterday', day) : vscode.l10n.t('{0} · {1} days ago', day, age);
}
