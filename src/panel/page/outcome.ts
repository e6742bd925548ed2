import { isArxivId } from '../../core/links/arxiv';
import {
  LINKED_KINDS,
  type CodeOutcome,
  type HubOutcome,
  type LinkedKind,
  type Outcome,
  type RelatedWork,
  type Revision,
} from '../../core/outcome/outcome';
import { longDay } from '../../core/text/formatDate';
import { markup, type Html } from '../../pages/html';
import { link } from './buttonsAndLinks';
import { codeRepository, hubPath, hubRepository, linkedActions } from './linkedCloneButtons';
import { countText, formatNumber } from '../../core/lang/translator';
import type { PageView, Translate } from './view';
import { localDayOf } from '../../core/text/localDay';

export interface OutcomeView {
  readonly known: Outcome | undefined;
  readonly isRequesting: boolean;
  readonly failures: readonly string[];
}

/**
 * Renders later results of a paper. The last region, because results can arrive after the page opened and must not
 * move other text.
 */
export function outcome(view: PageView): Html | false {
  const { t } = view;
  const { known = {}, isRequesting, failures } = view.outcome;
  const { hub, code, revision } = known;
  const parts = [
    revision && revision.value.version > 1 && revised(view, revision),
    hub && linked(view, hub),
    code && papersWithCode(view, code),
  ].filter((part) => part !== undefined && part !== false);
  const notes = isRequesting ? [t('Looking for later results of this paper…')] : failures;
  if (parts.length === 0 && notes.length === 0) return false;
  return markup`<h2>${t('Since its publication')}</h2>${parts}${notes.map((note) => markup`<p class="muted">${note}</p>`)}`;
}

/** Renders a later version at the top. The last region shows its source and day as text. */
export function revisionFact(view: PageView): Html | false {
  const { t, language } = view;
  const revision = view.outcome.known?.revision;
  if (!revision || revision.value.version < 2) return false;
  const { version, day } = revision.value;
  const text = isNews(view, revision.value)
    ? markup`<strong>${t('Revised since you saved it: version {0}, {1}', version, longDay(day, language))}</strong>`
    : t('Version {0}, {1}', version, longDay(day, language));
  return markup`<span title="${sourceText(view, revision)}">${text}</span>`;
}

function isNews({ savedOn }: PageView, { day }: Revision): boolean {
  return savedOn !== undefined && day > savedOn;
}

function sourceText({ t, language }: PageView, { host, fetched }: Dated<unknown>): string {
  return t('{0}, retrieved on {1}', host, longDay(localDayOf(fetched), language));
}

function source(view: PageView, dated: Dated<unknown>): Html {
  return markup`<span class="muted">${sourceText(view, dated)}</span>`;
}

interface Dated<T> {
  readonly host: string;
  readonly fetched: string;
  readonly value: T;
}

function revised(view: PageView, found: Dated<Revision>): Html {
  const { t, language } = view;
  const { version, day } = found.value;
  const news = isNews(view, found.value)
    ? t('Revised since you saved it: version {0} of {1}.', version, longDay(day, language))
    : t('The latest version is {0} from {1}.', version, longDay(day, language));
  return markup`<p>${news} ${source(view, found)}</p>`;
}

function linked(view: PageView, found: Dated<HubOutcome>): Html {
  const { t } = view;
  const kinds = LINKED_KINDS.filter((kind) => found.value[kind].count > 0);
  const none = kinds.length === 0 && t('No model, dataset or Space names this paper.');
  return markup`<h3>Hugging Face</h3><p>${none} ${source(view, found)}</p>${kinds.map((kind) => linkedKind(view, found, kind))}`;
}

function linkedKind(view: PageView, { host, value }: Dated<HubOutcome>, kind: LinkedKind): Html {
  const { t, language } = view;
  const { count, top } = value[kind];
  const items = top.map(({ id, likes }) => {
    const repository = hubRepository(kind, id);
    return markup`<li>${link(markup`<bdi>${id}</bdi>`, `https://${host}/${hubPath(kind, id)}`)}${
      likes !== undefined &&
      markup` <span class="muted">${countText({ t, language }, likes, { one: '{0} like', other: '{0} likes' })}</span>`
    } ${repository && linkedActions(view, repository)}</li>`;
  });
  const rest = count - top.length;
  return markup`<h4>${kindLabel(kind, t)} <span class="muted">${formatNumber(count, language)}</span></h4>
    <ul class="outcome">${items}${rest > 0 && markup`<li class="muted">${t('and {0} more', formatNumber(rest, language))}</li>`}</ul>`;
}

function kindLabel(kind: LinkedKind, t: Translate): string {
  switch (kind) {
    case 'models':
      return t('Models');
    case 'datasets':
      return t('Datasets');
    case 'spaces':
      return t('Spaces');
  }
}

function papersWithCode(view: PageView, found: Dated<CodeOutcome>): Html {
  const { t, paper } = view;
  const { tasks, venue, results, predecessors, successors, repositories } = found.value;
  const own = new Set(paper.repositories.map(({ url }) => url));
  const code = repositories.filter(({ url }) => !own.has(url));
  const facts = [
    venue !== undefined && t('Venue: {0}', venue),
    tasks.length > 0 && t('Tasks: {0}', tasks.join(', ')),
  ].filter((fact) => fact !== false);
  const isEmpty = facts.length + results.length + predecessors.length + successors.length + code.length === 0;
  return markup`<h3>Papers with Code</h3><p>${isEmpty && t('It has no data about this paper.')} ${source(view, found)}</p>
    ${facts.map((fact) => markup`<p>${fact}</p>`)}
    ${results.length > 0 && benchmarks(view, results)}
    ${lineage(t('Builds on'), predecessors)}
    ${lineage(t('Built on by'), successors)}
    ${code.length > 0 && markup`<h4>${t('Code')}</h4><ul class="outcome">${code.map((one) => repositoryItem(view, one))}</ul>`}`;
}

function benchmarks({ t }: PageView, results: CodeOutcome['results']): Html {
  const rows = results.map(
    ({ benchmark, metric, value, rank }) =>
      markup`<tr><th scope="row">${benchmark}</th><td>${metric}</td><td>${value}</td><td>${rank ?? ''}</td></tr>`,
  );
  return markup`<h4>${t('Benchmark results')}</h4><table class="results"><thead><tr><th scope="col">${t('Benchmark')}</th><th scope="col">${t('Metric')}</th><th scope="col">${t('Value')}</th><th scope="col">${t('Rank')}</th></tr></thead><tbody>${rows}</tbody></table>`;
}

function lineage(title: string, papers: readonly RelatedWork[]): Html | false {
  if (papers.length === 0) return false;
  const items = papers.map(({ title: name, id }) => {
    const label = markup`<bdi>${name}</bdi>`;
    return markup`<li>${id !== undefined && isArxivId(id) ? link(label, `https://arxiv.org/abs/${id}`) : label}</li>`;
  });
  return markup`<h4>${title}</h4><ul class="outcome">${items}</ul>`;
}

function repositoryItem(
  view: PageView,
  { url, official }: CodeOutcome['repositories'][number],
): Html | undefined {
  const repository = codeRepository(url);
  if (!repository) return undefined;
  const { owner, name } = repository;
  return markup`<li>${link(markup`<bdi>${`${owner}/${name}`}</bdi>`, repository.url)}${
    official && markup` <span class="muted">${view.t('official')}</span>`
  } ${linkedActions(view, repository)}</li>`;
}
