import type { Paper } from '../core/paper/paper';
import { escapeLabel } from '../core/text/sanitize';

const MAX_TITLE_LENGTH = 60;

/** Shortened and sanitized for a status bar message. */
export function messageTitle({ title }: Pick<Paper, 'title'>): string {
  return escapeLabel(title.length > MAX_TITLE_LENGTH ? `${title.slice(0, MAX_TITLE_LENGTH - 1)}…` : title);
}
