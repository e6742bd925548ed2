import assert from 'node:assert/strict';
import { Cite, type CslName } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import fc from 'fast-check';
import { citationKey } from '../../../../src/core/citation/citationKey';
import { bibtex } from '../../../../src/library/texToUnicode';
import { madePaper } from '../../../support/papers';

function entryOf(authors: readonly string[]): string {
  return bibtex(madePaper('x', { authors, title: 'T', published: '' }));
}

function fieldOf(authors: readonly string[]): string {
  return /^ {2}author {8}= \{([^]*?)\},$/m.exec(entryOf(authors))?.[1]?.replace(/\s+/g, ' ') ?? '';
}

function readBack(authors: readonly string[]): string[] {
  const { data } = new Cite(entryOf(authors));
  return (data[0]?.author ?? []).map((name: CslName) =>
    [name.given, name['non-dropping-particle'], name.family, name.suffix, name.literal]
      .filter((part) => part)
      .join(' '),
  );
}

describe('a name in BibTeX', () => {
  /** The name, its BibTeX form, the author part of the citation key, and how it reads back if different. */
  const rows: readonly (readonly [name: string, written: string, key: string, read?: string])[] = [
    // Given and family name.
    ['Yue Wang', 'Wang, Yue', 'wang'],
    ['Steven C. H. Hoi', 'Hoi, Steven C. H.', 'hoi'],
    ['Shih-Fu Chang', 'Chang, Shih-Fu', 'chang'],
    ['Gabriel Garcia Marquez', 'Marquez, Gabriel Garcia', 'marquez'],
    ['Amanda Gorman-Smith', 'Gorman-Smith, Amanda', 'gormansmith'],
    ["Conan O'Brien", "O'Brien, Conan", 'obrien'],
    ['Yingyan (Celine) Lin', 'Lin, Yingyan (Celine)', 'lin'],
    ['Nguyen Van A', 'A, Nguyen Van', 'a'],
    ['yue wang', 'wang, yue', 'wang'],
    ['anna maria rossi', 'rossi, anna maria', 'rossi'],
    ['YUE WANG', 'WANG, YUE', 'wang'],
    ['danah boyd', 'boyd, danah', 'boyd'],
    ['John Smith*', 'Smith, John', 'smith', 'John Smith'],
    ['Jane Doe†‡', 'Doe, Jane', 'doe', 'Jane Doe'],
    ['  Ada   Lovelace ', 'Lovelace, Ada', 'lovelace', 'Ada Lovelace'],
    // Lowercase particles.
    ['Laurens van der Maaten', 'van der Maaten, Laurens', 'maaten'],
    ['Ludwig von Beethoven', 'von Beethoven, Ludwig', 'beethoven'],
    ['Nando de Freitas', 'de Freitas, Nando', 'freitas'],
    ['Fernando de la Torre', 'de la Torre, Fernando', 'torre'],
    ['Leonardo da Vinci', 'da Vinci, Leonardo', 'vinci'],
    ['Charles de Gaulle', 'de Gaulle, Charles', 'gaulle'],
    ["Stéphane d'Ascoli", "d'Ascoli, St{\\'{e}}phane", 'dascoli'],
    ["Gerard 't Hooft", "'t Hooft, Gerard", 'hooft'],
    ['Mohammed bin Rashid', 'bin Rashid, Mohammed', 'rashid'],
    ['Ahmed el Kholy', 'el Kholy, Ahmed', 'kholy'],
    ['Luiz dos Santos', 'dos Santos, Luiz', 'santos'],
    ['Otto von und zu Lerchenfeld', 'von und zu Lerchenfeld, Otto', 'lerchenfeld'],
    // Capitalized particles.
    ['Fernando De la Torre', 'De la Torre, Fernando', 'torre'],
    ['Rossana De Leo', 'De Leo, Rossana', 'leo'],
    ['Luc Van Gool', 'Van Gool, Luc', 'gool'],
    ['Laurens Van Der Maaten', 'Van Der Maaten, Laurens', 'maaten'],
    ['Alberto Del Bimbo', 'Del Bimbo, Alberto', 'bimbo'],
    ['Andrea Della Valle', 'Della Valle, Andrea', 'valle'],
    ['Luigi Di Stefano', 'Di Stefano, Luigi', 'stefano'],
    ['Giovanni Da San Martino', 'Da San Martino, Giovanni', 'martino'],
    ['Oisin Mac Aodha', 'Mac Aodha, Oisin', 'aodha'],
    ['Guillaume Le Moing', 'Le Moing, Guillaume', 'moing'],
    ['Maria La Rosa', 'La Rosa, Maria', 'rosa'],
    ['Jean Du Bois', 'Du Bois, Jean', 'bois'],
    ['Mohammad Al Hasan', 'Al Hasan, Mohammad', 'hasan'],
    ['David St. Clair', 'St. Clair, David', 'clair'],
    ['Michael Ten Brink', 'Ten Brink, Michael', 'brink'],
    ['Otto Vom Brocke', 'Vom Brocke, Otto', 'brocke'],
    ['Nicola De Cao', 'De Cao, Nicola', 'cao'],
    // The same words as given names.
    ['Hung Van Nguyen', 'Nguyen, Hung Van', 'nguyen'],
    ['Duc Le Tran', 'Tran, Duc Le', 'tran'],
    ['Nguyen De Tran', 'Tran, Nguyen De', 'tran'],
    ['Li Da Xu', 'Xu, Li Da', 'xu'],
    ['Van Gool', 'Gool, Van', 'gool'],
    ['Di Wang', 'Wang, Di', 'wang'],
    ['Al Gore', 'Gore, Al', 'gore'],
    // Suffixes and degrees.
    ['Martin Luther King Jr.', 'King, Jr., Martin Luther', 'king'],
    ['John Smith, Jr.', 'Smith, Jr., John', 'smith', 'John Smith Jr.'],
    ['John Smith Sr', 'Smith, Sr, John', 'smith'],
    ['Henry Ford II', 'Ford, II, Henry', 'ford'],
    ['Davis Yoshida, III', 'Yoshida, III, Davis', 'yoshida', 'Davis Yoshida III'],
    ['Guy L. Steele Jr', 'Steele, Jr, Guy L.', 'steele'],
    ['Jane Roe, PhD', 'Roe, Jane', 'roe', 'Jane Roe'],
    ['Jane Roe, M.D., Ph.D.', 'Roe, Jane', 'roe', 'Jane Roe'],
    ['Dr. Jane Roe', 'Roe, Jane', 'roe', 'Jane Roe'],
    ['Carel van der Berg Jr.', 'van der Berg, Jr., Carel', 'berg'],
    ['Mr. John Smith', 'Smith, John', 'smith', 'John Smith'],
    ['Jane Roe, Senior Member, IEEE', 'Roe, Jane', 'roe', 'Jane Roe'],
    ['Jane Roe (Member, IEEE)', 'Roe, Jane', 'roe', 'Jane Roe'],
    ['Jane Roe, IEEE', 'Roe, Jane', 'roe', 'Jane Roe'],
    // Footnote marks and remarks.
    ['John Smith¹', 'Smith, John', 'smith', 'John Smith'],
    ['John Smith^1', 'Smith, John', 'smith', 'John Smith'],
    ['John Smith^{1,*}', 'Smith, John', 'smith', 'John Smith'],
    ['John Smith1,2', 'Smith, John', 'smith', 'John Smith'],
    ['John Smith [1]', 'Smith, John', 'smith', 'John Smith'],
    ['Max Bensch (equal contribution)', 'Bensch, Max', 'bensch', 'Max Bensch'],
    ['John Smith (MIT)', 'Smith, John', 'smith', 'John Smith'],
    // Already inverted.
    ['LeCun, Yann', 'LeCun, Yann', 'lecun', 'Yann LeCun'],
    ['van der Maaten, Laurens', 'van der Maaten, Laurens', 'maaten', 'Laurens van der Maaten'],
    ['De Sa, Virginia', 'De Sa, Virginia', 'sa', 'Virginia De Sa'],
    ['Le Cun, Yann', 'Le Cun, Yann', 'cun', 'Yann Le Cun'],
    ['Smith, John, Jr.', 'Smith, Jr., John', 'smith', 'John Smith Jr.'],
    ['Smith, Jr., John', 'Smith, Jr., John', 'smith', 'John Smith Jr.'],
    ['Alice Smith, Bob Jones', '{Alice Smith, Bob Jones}', 'alice'],
    // Groups and companies.
    ['Qwen Team', '{Qwen Team}', 'qwen'],
    ['OpenAI', '{OpenAI}', 'openai'],
    ['DeepSeek-AI', '{DeepSeek-AI}', 'deepseek'],
    ['01. AI', '{01. AI}', '01'],
    ['ByteDance Seed', '{ByteDance Seed}', 'bytedance'],
    ['Google DeepMind', '{Google DeepMind}', 'google'],
    ['Meta AI', '{Meta AI}', 'meta'],
    ['NVIDIA', '{NVIDIA}', 'nvidia'],
    ['Kimi Team', '{Kimi Team}', 'kimi'],
    ['Hugging Face Research', '{Hugging Face Research}', 'hugging'],
    ['The Alan Turing Institute', '{The Alan Turing Institute}', 'the'],
    ['Gemma Team, Google DeepMind', '{Gemma Team, Google DeepMind}', 'gemma'],
    ['BigScience Workshop', '{BigScience Workshop}', 'bigscience'],
    ['LLM-Core Xiaomi', '{LLM-Core Xiaomi}', 'llm'],
    ['Tencent Hunyuan', '{Tencent Hunyuan}', 'tencent'],
    ['ATLAS Collaboration', '{ATLAS Collaboration}', 'atlas'],
    ['LCM team', '{LCM team}', 'lcm'],
    ['FAIR at Meta', '{FAIR at Meta}', 'fair'],
    ['Institute for Advanced Study', '{Institute for Advanced Study}', 'institute'],
    ['Kimi K2', '{Kimi K2}', 'kimi'],
    ['AT&T Labs', '{AT\\&T Labs}', 'at'],
    ['LLM360', '{LLM360}', 'llm360'],
    ['Alice and Bob', '{Alice and Bob}', 'alice'],
    ['Seed', '{Seed}', 'seed'],
    ['Anonymous', '{Anonymous}', 'anonymous'],
    // Other letters and scripts.
    ['Paul Erdős', 'Erd{\\H{o}}s, Paul', 'erdos'],
    ['Šimon Łukasz', '{\\L}ukasz, {\\v{S}}imon', 'lukasz'],
    ['Bjørn Åse Großmann', 'Gro{\\ss}mann, Bj{\\o}rn {\\r{A}}se', 'grossmann'],
    ['Jón Þórðarson', "Þ{\\'{o}}rðarson, J{\\'{o}}n", 'thordarson'],
    ['Núria Bel', "Bel, N{\\'{u}}ria", 'bel'],
    ['王伟', '{王伟}', 'anon'],
    ['王 小明', '王, 小明', 'anon', '小明 王'],
    ['김 철수', '김, 철수', 'anon', '철수 김'],
    ['山田 太郎', '山田, 太郎', 'anon', '太郎 山田'],
    ['Xiaoming 王', '王, Xiaoming', 'xiaoming'],
    ['Ada Esq Jr.', '{Ada Esq Jr.}', 'ada'],
    ['Xiaoming Wang (王小明)', 'Wang, Xiaoming (王小明)', 'wang', 'Xiaoming (王小明) Wang'],
    ['Ольга Иванова', 'Иванова, Ольга', 'anon'],
    ['Νίκος Παπαδόπουλος', 'Παπαδόπουλος, Νίκος', 'anon'],
    ['محمد علي', 'علي, محمد', 'anon'],
  ];
  it('has a table of at least 80', () => assert.ok(rows.length >= 80, String(rows.length)));
  for (const [name, written, key, read = name] of rows)
    it(JSON.stringify(name), () => {
      assert.equal(fieldOf([name]), written);
      assert.equal(citationKey(madePaper('x', { authors: [name], title: 'T', published: '' })), `${key}t`);
      assert.deepEqual(
        readBack([name]).map((one) => one.normalize('NFC')),
        [read.normalize('NFC')],
      );
    });

  const lists: readonly (readonly [names: readonly string[], written: string])[] = [
    [['Yue Wang', 'et al.'], 'Wang, Yue and others'],
    [['Yue Wang', 'et al'], 'Wang, Yue and others'],
    [['Yue Wang et al.'], 'Wang, Yue and others'],
    [['Yue Wang', 'Ada Lovelace, et al.'], 'Wang, Yue and Lovelace, Ada and others'],
    [['Yue Wang', 'and others'], 'Wang, Yue and others'],
    [['Yue Wang and others'], 'Wang, Yue and others'],
    [['Yue Wang', '...'], 'Wang, Yue and others'],
    [['Yue Wang', '…'], 'Wang, Yue and others'],
    [['Yue Wang', 'et alii'], 'Wang, Yue and others'],
    [['Yue Wang', 'and 20 more'], 'Wang, Yue and others'],
    [['Yue Wang', '+ 20 others'], 'Wang, Yue and others'],
    [['Yue Wang', 'others'], 'Wang, Yue and others'],
    // arXiv lists the colon of `Team GLM: Aohan Zeng` as an author.
    [['Team GLM', ':', 'Aohan Zeng'], '{Team GLM} and Zeng, Aohan'],
    [['Aohan Zeng', ':'], 'Zeng, Aohan'],
    // Only the last one may stand for more people.
    [['Yue Wang et al.', 'Ada Lovelace'], 'Wang, Yue and Lovelace, Ada'],
    [['et al.'], '{et al.}'],
    [['Al Etal'], 'Etal, Al'],
  ];
  for (const [names, written] of lists)
    it(`in a list: ${names.join(' / ')}`, () => assert.equal(fieldOf(names), written));

  it('reads back as it was, whatever the plain name', () => {
    // Degrees and titles are removed from a name with a family name.
    const word = fc
      .stringMatching(/^[A-Z][a-z]{2,8}(?:-[A-Z][a-z]{2,6})?$/)
      .filter((text) => !['Esq', 'Mrs', 'Prof'].includes(text));
    const particle = fc.constantFrom('van', 'de', 'van der', 'De', 'Van', 'di', 'von', 'Le');
    const name = fc
      .tuple(
        word,
        fc.option(fc.constantFrom('C.', 'J. K.')),
        fc.option(particle),
        word,
        fc.option(fc.constantFrom('Jr.', 'III')),
      )
      .map((parts) => parts.filter((part) => part !== null).join(' '));
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), (names) => {
        assert.deepEqual(readBack(names), names);
      }),
      { numRuns: 500 },
    );
  });
});
