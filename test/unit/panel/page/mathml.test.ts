import assert from 'node:assert/strict';
import { loadMathRenderer, type MathRenderer } from '../../../../src/panel/page/mathml';
import { HOSTILE } from '../../../support/hostile';

describe('mathematics', () => {
  let maths: MathRenderer;
  before(async () => (maths = await loadMathRenderer()));

  const typeset: readonly (readonly [tex: string, html: string])[] = [
    ['256\\times256', '<math><mrow><mn>256</mn><mo>×</mo><mn>256</mn></mrow></math>'],
    ['\\frac{1}{2}', '<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>'],
    ['\\alpha_i', '<math><msub><mi>α</mi><mi>i</mi></msub></math>'],
    ['\\text{a<b}', '<math><mtext>a&lt;b</mtext></math>'],
    ['\\color{red} x', '<math><mrow><mi>x</mi></mrow></math>'],
    ['\\kern 300em x', '<math><mrow><mspace width="20em"></mspace><mi>x</mi></mrow></math>'],
  ];
  for (const [tex, html] of typeset) it(tex, () => assert.equal(String(maths(tex, false)), html));

  const refused = [
    'x^',
    '\\unknown',
    '\\frac{1}',
    '\\href{javascript:alert(1)}{x}',
    '\\url{https://a.b}',
    '\\includegraphics{https://a.b/c.png}',
    '\\class{a}{x}',
    '\\style{color:red}{x}',
    '\\id{a}{x}',
    '\\data{a=b}{x}',
    '\\ref{a}',
    '\\def\\a{\\a\\a}\\a',
    '\\gdef\\b{1}\\unknown',
  ];
  for (const tex of refused) it(`refuses ${tex}`, () => assert.equal(maths(tex, false), undefined));

  it('forgets what a formula defined', () => {
    assert.ok(maths('\\gdef\\mine{1}\\mine', false));
    assert.equal(maths('\\mine', false), undefined);
  });

  it('writes MathML and nothing else, whatever it reads', () => {
    for (const text of HOSTILE) {
      for (const tex of [
        text,
        `\\text{${text}}`,
        `\\mathrm{${text}}`,
        `\\begin{matrix}${text}\\end{matrix}`,
      ]) {
        const html = String(maths(tex, true) ?? '');
        for (const [tag] of html.matchAll(/<[^>]*>/g))
          assert.match(tag, /^<\/?m[a-z]+( [a-z]+="[\w.-]*")*>$/);
      }
    }
  });
});
