/** Words that mark an organization. */
const GROUP_WORDS = new Set(
  (
    'AI Academy Agency Alliance Association Authors Center Centre Collaboration College Committee Community Company ' +
    'Consortium Contributors Corp Corporation Council Department Developers Division Foundation GPT Group Hospital Inc ' +
    'Initiative Institute Intelligence LLC LLM Lab Laboratories Laboratory Labs Ltd Members Ministry Network NLP ' +
    'Organisation Organization Platform Project Research Researchers School Science Society Studio Studios Systems ' +
    'Team Technologies Technology University VLM Workshop ' +
    // Companies and laboratories. None is a common family name.
    'Adobe Alibaba Amazon Anthropic Baichuan Baidu BigCode BigScience ByteDance ChatGLM Cohere Databricks DeepMind ' +
    'DeepSeek EleutherAI Gemini Gemma Google Huawei HuggingFace IBM InternLM Kakao Kimi Kuaishou Kwai LAION LongCat ' +
    'Meituan Microsoft MiniMax Mistral Moonshot NAVER NVIDIA Nvidia OpenAI Qualcomm Qwen Salesforce Samsung SenseTime ' +
    'Snowflake StepFun Tencent Xiaomi Yandex Zhipu'
  ).split(' '),
);

const SUFFIX = /^(?:Jr|Sr|II|III|IV|2nd|3rd)\.?$/;
const DEGREE = /^(?:Ph\.?D|M\.?D|M\.?Sc|B\.?Sc|Dr|Prof|Esq|Mrs?|Ms)\.?$/;

/** `Jane Roe, Senior Member, IEEE`. */
const MEMBERSHIP =
  /(?:,|\s\()\s?(?:(?:(?:Graduate\s)?Student|Senior|Life|Associate)?\s?(?:Member|Fellow),?\s)?(?:IEEE|ACM|AAAI)\)?$/;

/** `Jane Roe*†`, `Jane Roe¹`, `Jane Roe^1`, `Jane Roe1,2`, `Jane Roe [1]`. */
const MARKS =
  /(?:[*†‡§¶∗¹²³⁴-⁹⁰]|\^\{?[\d,*†‡]{1,7}\}?|(?<=\s\p{L}{2,30})\d{1,2}(?:,\d{1,2}){0,4}|\s?\[\d{1,2}\]){1,4}$/u;

/** Several Latin words in brackets, or capitals as in `(MIT)`. */
const REMARK = /\s?\((?:[\p{Script=Latin}.,-]+(?:\s[\p{Script=Latin}.,&-]+)+|[A-Z&]{2,})\)$/u;

/** Particles of the family name: `De Leo`, `Mac Aodha`, `Van Gool`. */
const CAPITAL_PARTICLES = new Set(
  (
    'Al Da Dal Dalla Dalle Das De Degli Dei Del Della Delle Dello Den Der Des Di Do Dos Du El Ibn La Las Le Les Lo Los ' +
    'Mac Mc Ní Nic Ó Op San Santa St St. Ten Ter Van Vande Vanden Vander Vom Von Zu Zum Zur'
  ).split(' '),
);

/** Family names before which a particle belongs to the given name: `Hung Van Nguyen`, `Li Da Xu`. */
const EAST_ASIAN = new Set(
  (
    'An Bai Bui Cai Cao Chan Chang Chen Cheng Chi Cho Choi Chu Dai Dang Deng Ding Dinh Do Dong Du Duan Duong Fan Fang ' +
    'Feng Fu Gao Ge Gong Gu Guan Guo Ha Han He Ho Hoang Hong Hou Hu Hua Huang Huynh Jang Jeong Ji Jia Jiang Jin Jung ' +
    'Kang Kim Kong Lai Lam Le Lee Lei Li Liang Liao Lim Lin Liu Long Lu Luo Luong Ly Ma Mai Mao Meng Mo Ng Ngo Nguyen ' +
    'Nie Ning Pan Park Peng Pham Phan Qian Qiao Qin Qiu Qu Ren Shao Shen Shi Song Su Sun Tan Tang Tao Thai Tian To ' +
    'Tran Trinh Truong Tu Vo Vu Wan Wang Wei Wen Wong Wu Xia Xiang Xiao Xie Xiong Xu Xue Yan Yang Yao Ye Yi Yin You Yu ' +
    'Yuan Yue Zeng Zhai Zhang Zhao Zheng Zhong Zhou Zhu Zhuang Zou'
  ).split(' '),
);

/** Particles that are not East Asian given names: `Nicola De Cao`. */
const EUROPEAN_PARTICLES = new Set('De Del Della Dello Dal Dalla'.split(' '));

const ET_AL =
  /(?<=^|\s)(?:et\.? al\.?|et\.al\.?|et alii|(?:and )?others|\.{3}|…|(?:and |\+ ?)\d+ (?:more|others))$/;
const EAST_ASIAN_SCRIPT = /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}・ー]+$/u;

interface NameParts {
  readonly given: string;
  readonly family: string;
  readonly suffix?: string;
}

/**
 * Returns the word for a citation key: the last word of the family name, or the first of an organization. Prefers a
 * word in Latin script.
 */
export function familyName(name: string): string {
  const parts = partsOf(name);
  if (!parts) return /[\p{L}\p{N}]+/u.exec(name)?.[0] ?? '';
  const family = parts.family.split(' ').at(-1) ?? '';
  if (/\p{Script=Latin}/u.test(family)) return family;
  return /\p{Script=Latin}[\p{Script=Latin}\p{M}'’-]+/u.exec(name)?.[0] ?? family;
}

/**
 * Formats names for an `author` field: `Family, Given`. Names that cannot be split get braces; a final "et al." becomes
 * `others`.
 * @param latex writes plain text as LaTeX
 */
export function bibtexNames(names: readonly string[], latex: (text: string) => string): readonly string[] {
  const { named, others } = stripEtAl(names);
  const written = named.map((name) => bibtexName(name, latex));
  // BibTeX accepts `others` only at the end and after a name.
  if (written.length === 0) return names.map((name) => `{${latex(name.trim())}}`);
  return others ? [...written, 'others'] : written;
}

export type AuthorName = NameParts | { readonly literal: string };

/** Splits names into parts. Drops "et al.". */
export function authorNames(names: readonly string[]): readonly AuthorName[] {
  return stripEtAl(names).named.map((name) => partsOf(name) ?? { literal: name });
}

/**
 * `others` is true if the last name had "et al.". Drops names without a letter: arXiv lists the colon of
 * `Team GLM: Aohan Zeng, …` as an author.
 */
function stripEtAl(names: readonly string[]): {
  readonly named: readonly string[];
  readonly others: boolean;
} {
  const named: string[] = [];
  let others = false;
  for (const name of names) {
    const words = name.split(/[\s,]+/).filter((word) => word !== '');
    const end = ET_AL.exec(words.slice(-3).join(' ').toLowerCase())?.[0].split(' ').length ?? 0;
    const rest = end === 0 ? name.trim() : words.slice(0, -end).join(' ');
    others = end > 0;
    if (/[\p{L}\p{N}]/u.test(rest)) named.push(rest);
  }
  return { named, others };
}

function bibtexName(name: string, latex: (text: string) => string): string {
  const parts = partsOf(name);
  if (!parts) return `{${latex(name.trim())}}`;
  return [parts.family, parts.suffix, parts.given]
    .flatMap((part) => (part === undefined ? [] : [latex(part)]))
    .join(', ');
}

/** Returns `undefined` for organizations, single words, and ambiguous names, such as two people in one. */
function partsOf(original: string): NameParts | undefined {
  const name = original.trim().replace(MEMBERSHIP, '').replace(REMARK, '').replace(MARKS, '').trim();
  if (isGroup(name)) return undefined;
  const [before = '', ...after] = name.split(',').map((part) => part.trim());
  const additions = after.filter((part) => !DEGREE.test(part));
  const [addition, last] = additions;
  if (addition === undefined) return splitName(before);
  // `King, Martin Luther, Jr.`, and in BibTeX's own order `King, Jr., Martin Luther`.
  if (last !== undefined) {
    const suffix = additions.find((part) => SUFFIX.test(part));
    const given = additions.find((part) => !SUFFIX.test(part));
    const isInverted = additions.length === 2 && suffix !== undefined && given !== undefined;
    return isInverted && !before.includes(' ') ? { family: before, given, suffix } : undefined;
  }
  if (SUFFIX.test(addition)) {
    const parts = splitName(before);
    return parts && { ...parts, suffix: addition };
  }
  // `Maaten, Laurens van der` is already inverted. Two words before the comma may be another person.
  return isInvertedFamily(before) && /^(?:\p{Lu}[\p{L}.'’-]*(?: |$)){1,3}$/u.test(addition)
    ? { family: before, given: addition }
    : undefined;
}

/** Returns whether the words are one family name with particles. */
function isInvertedFamily(before: string): boolean {
  const words = before.split(' ');
  return (
    words.length <= 4 &&
    words.every((word, at) => {
      const isLast = at === words.length - 1;
      return isLast
        ? /^[\p{L}'’-]+$/u.test(word)
        : CAPITAL_PARTICLES.has(word) || /^[\p{Ll}'’]+$/u.test(word);
    })
  );
}

function isGroup(name: string): boolean {
  if (/[\d:;&/@]|\b(?:and|at|for|team)\b|^The\s/iu.test(name.replace(/\b[23](?:nd|rd)\b/, ''))) return true;
  return name.split(/[\s,.()-]+/).some((word) => GROUP_WORDS.has(word));
}

function splitName(name: string): NameParts | undefined {
  const words = name.split(/\s+/).filter((word) => word !== '' && !DEGREE.test(word));
  // With one other word, a suffix is the family name: `Ada Esq Jr.`.
  if (words.filter((word) => !SUFFIX.test(word)).length < 2) return undefined;
  if (words.length > 1 && words.every((word) => EAST_ASIAN_SCRIPT.test(word))) {
    return { family: words[0] ?? '', given: words.slice(1).join(' ') };
  }
  // A name in another script, in brackets at the end, stays with the given name.
  const aside = words.length > 2 && /^\(.*\)$/.test(words.at(-1) ?? '') ? words.pop() : undefined;
  const suffix = SUFFIX.test(words.at(-1) ?? '') && words.length > 2 ? words.pop() : undefined;
  const last = words.at(-1) ?? '';
  let start = words.length - 1;
  while (start > 1 && isParticle(words[start - 1] ?? '', last, words[0] ?? '')) start -= 1;
  const given = [...words.slice(0, start), ...(aside === undefined ? [] : [aside])].join(' ');
  const parts = { given, family: words.slice(start).join(' ') };
  return suffix === undefined ? parts : { ...parts, suffix };
}

function isParticle(word: string, last: string, first: string): boolean {
  if (/^['’]?\p{Ll}[\p{Ll}'’]*$/u.test(word)) return /^(?:['’]?\p{Ll}['’])?\p{Lu}/u.test(last);
  if (!CAPITAL_PARTICLES.has(word) || last.length === 1) return false;
  // East Asian given names are short in Latin letters.
  return (
    !EAST_ASIAN.has(last) || (EUROPEAN_PARTICLES.has(word) && first.length > 4 && !EAST_ASIAN.has(first))
  );
}
