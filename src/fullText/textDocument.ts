import * as vscode from 'vscode';
import { parseFullText } from '../core/fullText/parseFullText';
import { safeMarkdown } from '../core/fullText/safeMarkdown';
import { arxivPages } from '../core/links/arxiv';
import type { LinkKind } from '../core/paper/paper';
import { shortDay } from '../core/text/formatDate';
import { literalMarkdown } from '../core/text/literalMarkdown';
import type { KeptText } from '../library/store/keptTextStore';
import { messageLanguage } from '../messageLocale';
import { joinSentences } from '../core/text/joinSentences';
import { localDayOf } from '../core/text/localDay';

const PAGE_NAMES: Readonly<Record<LinkKind, string>> = {
  arxiv: 'arXiv',
  pdf: 'PDF',
  huggingface: 'Hugging Face',
  project: '',
  page: '',
};

/**
 * Returns the Markdown document of a paper's text.
 * @param images whether images load from the network
 */
export function textDocument({ id, fetched, host, answer }: KeptText, images: boolean): string {
  const { kind, title, markdown } = parseFullText(answer);
  const { t } = vscode.l10n;
  const day = shortDay(localDayOf(fetched), messageLanguage());
  const about =
    kind === 'full'
      ? t('Full text of arXiv:{0} from {1}, kept on {2}.', id, host, day)
      : t(
          'Only the abstract page of arXiv:{0} is available from {1} (kept on {2}), because arXiv has no HTML of this paper. Read the PDF instead.',
          id,
          host,
          day,
        );
  const hasImages = markdown.includes('![');
  const imageNote = images
    ? t('Images load from the network.')
    : t('Images are links. “Show or Hide Images” in the title of the tab loads them.');
  const pages = arxivPages(id)
    .map(({ kind: page, url }) => `[${PAGE_NAMES[page]}](${url})`)
    .join(' · ');
  return [
    `# ${literalMarkdown(title ?? `arXiv:${id}`)}`,
    `> ${joinSentences([about, ...(hasImages && kind === 'full' ? [imageNote] : [])].map(literalMarkdown))}\\\n> ${pages}`,
    safeMarkdown(markdown, { images, imageLabel: t('Image') }),
    '',
  ].join('\n\n');
}
