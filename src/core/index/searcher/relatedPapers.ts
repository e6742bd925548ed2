import { idf } from '../read/bm25';
import type { Corpus, PlacedShard } from '../read/indexReader';
import { before, best } from '../read/topK';
import { formsOf, sharedForm, type Forms } from './surfaceForms';
import type { TextScorer } from './textScorer';
import { countStems, rankedFrequency, type StemCounts } from './termVector';

/** A related paper by number, with the words that it shares, weightiest first. */
export interface RelatedDoc {
  readonly doc: number;
  readonly score: number;
  readonly shared: readonly string[];
}

/** Weight of a stem's place in the title, beside that of its place in the whole text. */
const TITLE = 0.5;
/** Shared words that are named. */
const MOST_SHARED = 5;
/** A stem in more papers than this finds none by itself; it tells those apart that the others found. */
const COMMON = 1000;
/** Papers that are found before they are compared stem by stem. */
const COMPARED = 100;
/** Numbers are shared by chance. */
const NUMBER = /^\p{N}+$/u;

/**
 * Papers that share a paper's words: the sum, over all stems that both hold, of the stem's rarity and of how much each
 * of the two is about it, by BM25's saturation. A word that only one of them holds, as a name that it invents, counts
 * for nothing, and none counts without end. That rarity counts once, the title on top, and all stems instead of a few
 * is what `npm run eval:related` shows to be best; the plateau is wide.
 */
export function relatedTo(corpus: Corpus, text: TextScorer, doc: number, limit: number): RelatedDoc[] {
  const shard = corpus.shardOf(doc);
  if (shard === undefined) return [];
  const tally = corpus.borrow();
  const own: OwnStem[] = [];
  for (const [number, counts] of countStems(shard.segment, doc - shard.base)) {
    const stem = shard.segment.stems.text(number);
    if (NUMBER.test(stem)) continue;
    const factor = strength(text, counts, doc);
    const found = text.addStem(stem, tally, { factor, bits: 1, title: TITLE, most: COMMON });
    own.push({ stem, weight: factor * idf(corpus.count, found), telling: isTelling(counts) });
  }
  const found = best(corpus, tally.touched, tally.values, Math.max(COMPARED, limit + 1));
  corpus.giveBack(tally);
  const forms = formsIn(corpus, doc);
  return found
    .filter((other) => other !== doc)
    .map(comparing(corpus, text, own))
    .sort((a, b) => b.score - a.score || (before(corpus, a.doc, b.doc) ? -1 : 1))
    .slice(0, limit)
    .map(({ doc: other, score, shared }) => ({
      doc: other,
      score,
      shared: named(shared, forms, formsIn(corpus, other)),
    }));
}

/** A stem of the paper whose relatives are looked for. */
interface OwnStem {
  readonly stem: string;
  /** Its rarity times how much the paper is about it. */
  readonly weight: number;
  readonly telling: boolean;
}

/** A stem that two papers share, and what it adds to their score. */
interface SharedStem {
  readonly stem: string;
  readonly weight: number;
  /** One of the papers is about it. */
  readonly telling: boolean;
}

interface Compared {
  readonly doc: number;
  readonly score: number;
  readonly shared: readonly SharedStem[];
}

/** Finds the stems that another paper shares; its score is the sum of what they weigh. */
function comparing(corpus: Corpus, text: TextScorer, own: readonly OwnStem[]): (doc: number) => Compared {
  const numbers = new Map<PlacedShard, readonly number[]>();
  return (doc) => {
    const shard = corpus.shardOf(doc);
    const shared: SharedStem[] = [];
    if (shard !== undefined) {
      const known = numbers.get(shard) ?? own.map(({ stem }) => shard.segment.stems.find(stem));
      numbers.set(shard, known);
      const counted = countStems(shard.segment, doc - shard.base);
      own.forEach(({ stem, weight, telling }, at) => {
        const counts = counted.get(known[at] ?? -1);
        if (counts === undefined) return;
        shared.push({
          stem,
          weight: weight * strength(text, counts, doc),
          telling: telling || isTelling(counts),
        });
      });
    }
    return { doc, score: shared.reduce((sum, { weight }) => sum + weight, 0), shared };
  };
}

function strength(text: TextScorer, counts: StemCounts, doc: number): number {
  return text.strength(rankedFrequency(counts), counts.inTitle, doc, TITLE);
}

/** A paper comes back to what it is about, or says it in its title; what it says once may be how it is said. */
function isTelling({ inTitle, inAbstract }: StemCounts): boolean {
  return inTitle > 0 || inAbstract > 1;
}

function formsIn(corpus: Corpus, doc: number): Forms {
  const paper = corpus.paper(doc);
  return paper === undefined ? new Map() : formsOf(paper.title, paper.abstract);
}

/** The weightiest shared stems that tell, as they are written. */
function named(shared: readonly SharedStem[], mine: Forms, theirs: Forms): string[] {
  const words = new Set<string>();
  for (const { stem } of shared.filter(({ telling }) => telling).sort((a, b) => b.weight - a.weight)) {
    const form = sharedForm(stem, mine, theirs);
    if (form !== undefined) words.add(form);
    if (words.size === MOST_SHARED) break;
  }
  return [...words];
}
