import { item2026 } from './feed-items';
import { HOSTILE } from './hostile';

/** Papers in different formats, as the feed sends them for a day. Every title contains `zebrafish`. */
export function zebrafish(day: string): readonly Record<string, unknown>[] {
  const hostile = HOSTILE.join(' ');
  return [
    item2026({
      id: '2603.00001',
      day,
      title: 'Zebrafish crowds',
      summary: 'Zebrafish in crowds. A zebrafish swims.',
      paper: {
        authors: Array.from({ length: 600 }, (_, at) => ({ name: `Author Number${at}`, hidden: false })),
      },
    }),
    item2026({
      id: '2603.00002',
      day,
      title: 'Zebrafish maths',
      summary: 'A zebrafish needs \\(\\frac{1}{2}\\) of \\(n^2\\) steps.',
    }),
    item2026({
      id: '2603.00003',
      day,
      title: `Zebrafish ${HOSTILE[0] ?? ''} [x](command:workbench.action.quit)`,
      summary: `Zebrafish. ${hostile}`,
      paper: {
        authors: HOSTILE.map((name) => ({ name, hidden: false })),
        ai_summary: hostile,
        ai_keywords: HOSTILE,
        githubRepo: HOSTILE[2],
        projectPage: 'command:workbench.action.quit',
        organization: { name: hostile, fullname: hostile, avatar: hostile },
      },
    }),
    item2026({
      id: '2603.00004',
      day,
      title: 'Zebrafish code',
      summary: 'More zebrafish: https://github.com/made-up/fins/tree/main/tail/fin.',
      paper: { authors: [], githubRepo: 'https://github.com/made-up/zebrafish' },
    }),
    item2026({
      id: '2603.00005',
      day,
      title: 'Zebrafish as a whole',
      summary: 'A benchmark of language models on zebrafish. It takes \\(n^2\\) steps.',
      upvotes: 31,
      comments: 2,
      authors: 20,
      paper: { ai_keywords: ['language models'] },
    }),
  ];
}
