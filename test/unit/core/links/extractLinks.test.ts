import assert from 'node:assert/strict';
import fc from 'fast-check';
import { extractLinks } from '../../../../src/core/links/extractLinks';
import { cloneUrl } from '../../../../src/core/links/repository';
import { withinCpuSeconds } from '../../../support/cpuTime';

describe('links of an abstract', () => {
  const rows: [text: string, repositories: string[], links?: string[]][] = [
    ['Nothing here. See GitHub.com for more.', []],
    ['released at https: //github.com/salesforce/CodeT5 .', ['salesforce/CodeT5']],
    ['available at https;//github.com/ZhiyinShao-H/UniPT.', ['ZhiyinShao-H/UniPT']],
    ['released at~https://github.com/Zplusdragon/PLIP', ['Zplusdragon/PLIP']],
    ['Code:https://github.com/a/b.', ['a/b']],
    ['codehttps://github.com/a/b', ['a/b']],
    ['noise github.com/PaulAlbert31/LSA and more', ['PaulAlbert31/LSA']],
    ['code (github.com/openai/mle-bench/) to', ['openai/mle-bench']],
    ['at https://www.github.com/Alpha-VLLM/Lumina-Video.', ['Alpha-VLLM/Lumina-Video']],
    ['at \\url{https://github.com/a/b}. We', ['a/b']],
    ['at \\href{https://github.com/a/b}{this link}', ['a/b']],
    ['https://github.com/a/b{https://github.com/a/b}.', ['a/b']],
    ['https://github.com/a/b{this https URL}.', ['a/b']],
    ['https://github.com/a/b_c, https://github.com/d/e; https://github.com/f/g', ['a/b_c', 'd/e', 'f/g']],
    ['https://github.com/a/b,https://github.com/d/e', ['a/b', 'd/e']],
    ['https://github.com/a/b\\_c', ['a/b_c']],
    ['https://github.com/a/b\nand', ['a/b']],
    ['pip install git+https://github.com/a/b.git', ['a/b']],
    ['([code](https://github.com/a/b))', ['a/b']],
    ['https://github.com/a/b。我们', ['a/b']],
    // Hyphens of typesetting, and invisible characters, do not end a name.
    ['https://github.com/a/Video\u2011Net and github.com/c\u2010d/e', ['a/Video-Net', 'c-d/e']],
    ['https://github.com/a/Video\u00adNet, https://github.com/a/b\u200bc\u200b.', ['a/VideoNet', 'a/bc']],
    ['https:/github.com/a/b and http:/www.github.com/c/d', ['a/b', 'c/d']],
    ['https://github. com/a/b, https://github .com/c/d, https://huggingface. co/e/f', ['a/b', 'c/d', 'e/f']],
    ['https://huggingface.co/google/flan-t5-xl.', ['google/flan-t5-xl']],
    ['_https://github.com/o/r_ and *https://github.com/o/s*', ['o/r', 'o/s']],
    ['at https://github.com/o/r$.', ['o/r']],
    ['https://github.com/o/A-Flash- in-the-Pan.', ['o/A-Flash-in-the-Pan']],
    ['https://github.com/o/A-Flash- and more', []],
    ['https://github.com/o/a-b-\ncode2', ['o/a-b-code2']],
    ['pip install git+https://github.com/o/r.git@main#egg=r', ['o/r']],
    ['See GitHub. Common/a/b is none.', []],
    // Git's own addresses, and misspelled addresses.
    ['git clone git@github.com:a/b.git and git clone ssh://git@gitlab.com/c/d', ['a/b', 'c/d']],
    ['git://github.com/a/b', ['a/b']],
    ['mailgit@github.com:a/b, https://git@github.com/a/b, git@evil.example:a/b', []],
    ['htps://github.com/a/b, http//github.com/c/d, https：//github.com/e/f', ['a/b', 'c/d', 'e/f']],
    ['http://github.com:80/a/b', ['a/b']],
    // Addresses split by a line break.
    ['at https:/ /github.com/a/b', ['a/b']],
    ['at https://github.com/ Zplus/PLIP and https://github.com/a /b', ['Zplus/PLIP', 'a/b']],
    ['at https://github.com/salesforce/ Code-T5.', ['salesforce/Code-T5']],
    ['see https://github.com/ and/or ask', [], ['page https://github.com/']],
    ['at https://github.com/salesforce/ for details', [], ['page https://github.com/salesforce/']],
    // Text after the name.
    ["https://github.com/a/b's code", ['a/b']],
    ['https://github.com/a/b.We release it. https://github.com/a/c.io is', ['a/b', 'a/c.io']],
    ['https://github.com/a/b.Net and github.com/c/d%20 and github.com/e/f:main', ['a/b.Net', 'c/d', 'e/f']],
    ['__https://github.com/a/b__ and https://github.com/a/c__', ['a/b', 'a/c__']],
    // Other addresses of the same repository, and addresses in an address.
    ['https://raw.githubusercontent.com/a/b/main/x.png and https://github.dev/c/d', ['a/b', 'c/d']],
    ['https://web.archive.org/web/2024/https://github.com/a/b', ['a/b']],
    ['https://example.org/?u=https://github.com/a/b', ['a/b']],
    ['https://github.com/models/gpt-4o', [], ['page https://github.com/models/gpt-4o']],
    ['notgithub.com/a/b my-github.com/a/b x.github.com/a/b me@github.com/a/b src/github.com/a/b', []],
    ['https://evil.example/github.com/a/b', [], ['page https://evil.example/github.com/a/b']],
    ['https://u:p@github.com/a/b', []],
    ['https://github.com.evil.example/a/b', [], ['page https://github.com.evil.example/a/b']],
    ['through https://github.com/THUDM and https://huggingface.co/THUDM.', [], ['page https://github.com/THUDM', 'page https://huggingface.co/THUDM']],
    ['see https://huggingface.co/papers/2109.00859.', [], ['page https://huggingface.co/papers/2109.00859']],
    ['(Code repository: https://anonymous.4open.science/r/DV4LLM-D761/ ). While', [], ['page https://anonymous.4open.science/r/DV4LLM-D761/']],
    ['at: https://research.nvidia.com/labs/lpr/climb/', [], ['page https://research.nvidia.com/labs/lpr/climb/']],
    ['Project page: https://example.org/x', [], ['project https://example.org/x']],
    ['https://foo.github.io/bar/.', [], ['project https://foo.github.io/bar/']],
    ['See foo.github.io/bar and www.example.org.', [], ['project https://foo.github.io/bar', 'page https://www.example.org/']],
    ['http://example.org/a_(b).', [], ['page https://example.org/a_(b)']],
    ['(https://example.org/a)', [], ['page https://example.org/a']],
    ['https://example.org https://example.org', [], ['page https://example.org/']],
    ['http://127.0.0.1/x http://localhost/ https://a.b:8080/ https://[::1]/ https://x', []],
    ['javascript:alert(1) vscode://x/y file:///etc', []],
  ]; // oxfmt-ignore
  for (const [text, repositories, links = []] of rows) {
    it(JSON.stringify(text), () => {
      const found = extractLinks(text);
      assert.deepEqual(
        found.repositories.map(({ owner, name }) => `${owner}/${name}`),
        repositories,
      );
      assert.deepEqual(
        found.links.map(({ kind, url }) => `${kind} ${url}`),
        links,
      );
    });
  }

  it('are https and clonable, whatever the text', () => {
    const word = fc.oneof(
      fc.constantFrom(
        'https://',
        'http: //',
        'github.com/',
        'huggingface.co/',
        'a.github.io/',
        'x.org',
        '@',
        ':',
      ),
      fc.string({ maxLength: 10 }),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 20 }), (words) => {
        const found = extractLinks(words.join(''));
        for (const repository of found.repositories) assert.ok(cloneUrl(repository));
        for (const link of found.links) {
          const url = new URL(link.url);
          assert.deepEqual([url.protocol, url.port, url.username, url.password], ['https:', '', '', '']);
        }
      }),
      { numRuns: 5_000 },
    );
  });

  for (const unit of [
    'https://',
    'github.com/',
    'http',
    'www.',
    '(',
    'a.github.io/',
    'https: //github.com/a/b ',
    '\\_',
  ]) {
    it(`take time in proportion to 300,000 letters of ${JSON.stringify(unit)}`, () =>
      withinCpuSeconds(5, () => extractLinks(unit.repeat(300_000 / unit.length))));
  }
});
