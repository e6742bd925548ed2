import type { Catalogue } from './catalogue';

/** Returns one line of English for bug reports. */
export function catalogueState(catalogue: Pick<Catalogue, 'status' | 'papers'>): string {
  const { status } = catalogue;
  switch (status.kind) {
    case 'idle':
    case 'loading':
      return status.kind === 'idle' ? 'not asked for yet' : 'loading';
    case 'failed':
      return `failed (${status.message})`;
    case 'ready': {
      const papers = catalogue.papers();
      const days = papers.flatMap(({ published }) => (published === '' ? [] : published)).sort();
      const span = days.length === 0 ? '' : `, published ${days[0] ?? ''} to ${days.at(-1) ?? ''}`;
      const problems = status.problems.map((problem) => `; ${problem}`).join('');
      return `${papers.length} papers${span}${problems}`;
    }
  }
}
