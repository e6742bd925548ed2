import assert from 'node:assert/strict';
import { markup } from '../../../../src/pages/html';
import { loadMathRenderer, type MathRenderer } from '../../../../src/panel/page/mathml';
import { textRenderer } from '../../../../src/panel/page/textRenderer';

describe('texts of a paper', () => {
  let maths: MathRenderer;
  before(async () => (maths = await loadMathRenderer()));

  const shown = (text: string, tex?: string, query = ''): string =>
    String(markup`${textRenderer(query, maths)(text, tex)}`).replace(/<math>.*?<\/math>/g, '[maths]');

  const cases: readonly (readonly [name: string, tex: string, html: string])[] = [
    ['typesets formulas', 'At $256\\times256$ it is \\(O(n)\\).', 'At [maths] it is [maths].'],
    ['keeps blanks around formulas', '$x^2$ and $y^2$', '[maths] and [maths]'],
    ['makes the rest readable', "7\\% of $x_1$ is caf\\'e", '7% of [maths] is café'],
    ['reads commands around formulas', 'an \\emph{$f$-private} \\textbf{x}', 'an [maths]-private x'],
    ['reads HTML', 'x<sub>2</sub> &lt; \\(y\\)', 'x₂ &lt; [maths]'],
    ['keeps money', 'It costs $5 and $6.', 'It costs $5 and $6.'],
    ['escapes both', '<b> \\(\\text{<i>}\\) </b>', '&lt;b&gt; [maths] &lt;/b&gt;'],
  ];
  for (const [name, tex, html] of cases) it(name, () => assert.equal(shown('', tex), html));

  const signs: readonly (readonly [tex: string, words: string])[] = [
    ['$<1%$', '<1%'],
    ['$5%-10%$', '5%−10%'],
    ['$7\\%$', '7%'],
    ['$\\approx 3%$ of $a\\\\%b$', '≈3% of a%b'],
  ];
  for (const [tex, words] of signs) {
    it(`keeps the percent signs of ${tex}`, () => {
      const html = String(markup`${textRenderer('', maths)('', tex)}`);
      assert.equal(html.replace(/<[^>]*>/g, '').replace(/&lt;/g, '<'), words);
    });
  }

  const address = 'https://a.example/b_(c)?d=1';
  const link = (inside = address): string => `<a href="${address}" title="${address}">${inside}</a>`;
  const addresses: readonly (readonly [text: string, html: string, query?: string])[] = [
    [`Code: ${address}.`, `Code: ${link()}.`],
    [`(see ${address})`, `(see ${link()})`],
    [`${address} and ${address}`, `${link()} and ${link()}`],
    [`At ${address}, code.`, `At ${link()}, <mark>code</mark>.`, 'code '],
    ['http://a.example', 'http://a.example'],
    ['javascript:https', 'javascript:https'],
    ['https://', 'https://'],
    ['https://user:pass@a.example/x', 'https://user:pass@a.example/x'],
    [
      'https://a.example/"onclick=x',
      '<a href="https://a.example/" title="https://a.example/">https://a.example/</a>&quot;onclick=x',
    ],
  ];
  for (const [text, html, query] of addresses)
    it(`links the addresses of ${text}`, () => assert.equal(shown(text, undefined, query), html));

  it('shows as words what is no formula', () =>
    assert.match(shown('', 'a \\(\\nothing{b}\\) c'), /^a .*b.* c$/));
  it('needs no TeX', () => assert.equal(shown('Plain & simple'), 'Plain &amp; simple'));
  it('marks words beside formulas, not in them', () =>
    assert.equal(
      shown('', 'model \\(\\text{model}\\) models', 'model '),
      '<mark>model</mark> [maths] <mark>models</mark>',
    ));
});
