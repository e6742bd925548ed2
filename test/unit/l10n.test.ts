import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { compare, compareAll, messagesIn } from '../support/l10n.mjs';

/** Letters of a topic's name that a sidebar of 200 px shows beside the icons: 123 px at 6.4 px for a letter. */
const MAX_TOPIC_WIDTH = 19;

/** Letters that a window of 800 px shows of the line below a row of the search box: 475 px at 6.6 px for a letter. */
const MAX_HINT_WIDTH = 71;

/** Letters of a row of the search box: 547 px beside the icon, the most in any window, at 6.2 px for a letter. */
const MAX_ROW_WIDTH = 88;

/** Letters of a step's title that a walkthrough of 300 px shows: 188 px at 7.8 px for a bold letter. */
const MAX_STEP_WIDTH = 24;

/** Names of products, which translations keep. */
const PRODUCT =
  /(?<![\w-])(?:arXiv|BibTeX|Daily Papers|Git LFS|Git|Hugging Face|LaTeX|Linux|Markdown|Node\.js|Papers with Code|Typst|VS Code|Windows|Zotero)(?!\w)/g;

describe('translations', () => {
  for (const { file, missing, spare, wrong } of compareAll()) {
    it(`${file} has every message, with its placeholders, and no other`, () => {
      assert.deepEqual({ missing, spare, wrong }, { missing: [], spare: [], wrong: [] }, 'see npm run l10n');
    });
  }

  const texts = (...messages: string[]) => ({
    name: '',
    messages: new Map(messages.map((message) => [message, message])),
    places: new Map<string, string>(),
  });
  const rows: [name: string, message: string, translated: string, isWrong: boolean][] = [
    ['another order of placeholders', '{0} of {1}', '{1} 中的 {0}', false],
    ['a lost placeholder', '{0} of {1}', '{0}', true],
    ['another placeholder', '{0} papers', '{1} 篇论文', true],
    ['an empty text', 'Papers', ' ', true],
    ['another command', '[A](command:papers.search)', '[B](command:papers.find)', true],
    ['a lost icon', '$(search) Search', '搜索', true],
    ['a translated field', 'Type topic: to see the topics.', '输入主题：', true],
    ['code in backticks', 'such as `\\cite`', '例如 `\\zitat`', true],
  ];
  for (const [name, message, translated, isWrong] of rows) {
    it(`${isWrong ? 'refuses' : 'allows'} ${name}`, () => {
      const { wrong } = compare(texts(message), { [message]: translated }, []);
      assert.deepEqual(wrong, isWrong ? [message] : []);
    });
  }

  it('names what is missing and what is left over', () => {
    const { missing, spare } = compare(texts('a', 'b', 'c'), { a: 'A', d: 'D' }, ['c', 'a']);
    assert.deepEqual({ missing, spare }, { missing: ['b'], spare: ['d', 'a'] });
  });

  // A message that was reworded without its translations often has a name that they lack.
  it('keep the names of products', () => {
    const read = (file: string): Readonly<Record<string, string>> =>
      JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, string>>;
    const manifest = read('package.nls.json');
    const lost = ['zh-cn', 'ja', 'de'].flatMap((language) => {
      const messages = Object.entries(read(`l10n/bundle.l10n.${language}.json`));
      const labels = Object.entries(read(`package.nls.${language}.json`));
      return [...messages, ...labels.map(([key, label]) => [manifest[key] ?? '', label] as const)].flatMap(
        ([english, translated]) => {
          // German joins words with hyphens.
          const text = translated.replaceAll('-', ' ');
          const names = [...english.matchAll(PRODUCT)].map(([name]) => name);
          return names
            .filter((name) => !text.includes(name))
            .map((name) => `${language}: ${name} in ${english}`);
        },
      );
    });
    assert.deepEqual(lost, []);
  });

  // A character of Chinese or Japanese is as wide as two Latin ones.
  const width = (name: string): number =>
    Array.from(name).reduce((sum, letter) => sum + (letter > '\u2e7f' ? 2 : 1), 0);

  it('give topics names that fit a sidebar of 200 px', () => {
    const { topics } = JSON.parse(readFileSync('seeds/topics.json', 'utf8')) as {
      readonly topics: readonly { readonly label: string }[];
    };
    const long = ['zh-cn', 'ja', 'de'].flatMap((language) => {
      const file = `l10n/bundle.l10n.${language}.json`;
      const names = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, string>>;
      return topics.map(({ label }) => names[label] ?? label).filter((name) => width(name) > MAX_TOPIC_WIDTH);
    });
    assert.deepEqual(long, []);
  });

  it('have next steps that fit the search box and a narrow walkthrough', () => {
    const long = ['zh-cn', 'ja', 'de'].flatMap((language) => {
      const read = (file: string): Readonly<Record<string, string>> =>
        JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, string>>;
      const messages = read(`l10n/bundle.l10n.${language}.json`);
      const shown = (...texts: string[]): string => texts.map((text) => messages[text] ?? '').join(' ');
      const rows: [text: string, most: number][] = [
        [shown('Try fewer words, or remove a filter such as has: or year:.'), MAX_HINT_WIDTH],
        [shown('No paper here is saved. Save one on its page.'), MAX_HINT_WIDTH],
        [shown('No paper here has a note. Open Note on a paper creates one.'), MAX_HINT_WIDTH],
        [
          shown('Keep Texts of Reading List', 'text: searches kept texts, and none is kept yet'),
          MAX_ROW_WIDTH,
        ],
        ...Object.entries(read(`package.nls.${language}.json`))
          .filter(([key]) => /^walkthrough\.\w+\.title$/.test(key))
          .map(([, title]): [string, number] => [title, MAX_STEP_WIDTH]),
      ];
      return rows.filter(([text, most]) => width(text) > most).map(([text]) => text);
    });
    assert.deepEqual(long, []);
  });

  it('give ages one letter after the number, because VS Code rejects a badge of three characters', () => {
    for (const language of ['zh-cn', 'ja', 'de']) {
      const file = `l10n/bundle.l10n.${language}.json`;
      const messages = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, string>>;
      const letters = ['d', 'w', 'M', 'y'].map((letter) => messages[`{0}${letter}`]?.replace('{0}', ''));
      for (const letter of letters) assert.equal(letter?.length, 1, `${language}: ${String(letter)}`);
      assert.equal(new Set(letters).size, letters.length, language);
    }
  });

  it('come with dates and numbers of their language, not of a VS Code whose language has none', () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && path.basename(name) !== 'messageLocale.ts')
      .filter((name) => readFileSync(path.join('src', name), 'utf8').includes('env.language'));
    assert.deepEqual(files, [], 'use messageLanguage');
  });

  it('finds messages of every way to translate', () => {
    const code = `
      vscode.l10n.t('one'); l10n.t("two"); t(\`three\`); view.t('four', 1);
      countMessage(n, { one: '{0} five', other: '{0} fives' }); other('six');`;
    const found = messagesIn('a.ts', code).map(({ message }) => message);
    assert.deepEqual(found, ['one', 'two', 'three', 'four', '{0} five', '{0} fives']);
    assert.throws(() => messagesIn('a.ts', 't(isOne ? "a" : "b");'), /a\.ts:1: the message is not a literal/);
  });
});
