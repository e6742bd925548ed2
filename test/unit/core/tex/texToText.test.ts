import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hasMath, splitMath } from '../../../../src/core/tex/math';
import { readable } from '../../../../src/library/texToUnicode';
import { withinCpuSeconds } from '../../../support/cpuTime';

describe('readable text', () => {
  const rows: [raw: string, shown: string][] = [
    // Escapes.
    ['an 80\\% smaller Q\\&A set', 'an 80% smaller Q&A set'],
    ['(\\$0.34) for a\\_b \\#1', '($0.34) for a_b #1'],
    ['187 and \\800 each', '187 and $800 each'],
    ['sets \\{a, b\\}', 'sets {a, b}'],
    // Math with delimiters.
    ['at \\(256\\times256\\) resolution', 'at 256×256 resolution'],
    ['\\( O(n^3) \\) time', 'O(n³) time'],
    ['the $L_{1}$ norm', 'the L₁ norm'],
    ['$k$-means', 'k-means'],
    ['the $\\ell_{2,1}$ norm and $C^{k^2}$', 'the ℓ_(2,1) norm and C^(k²)'],
    ['{BERT} and {GPT-4} by {Ö}rn', 'BERT and GPT-4 by Örn'],
    ['$\\mathcal{O}(n \\log n)$', 'O(n log n)'],
    ['$\\frac{1}{2}$ or $\\frac{a+b}{c}$', '1/2 or (a+b)/c'],
    ['$\\sqrt{d_k}$', '√dₖ'],
    ['$p_{gen} \\leq \\epsilon$', 'p_gen ≤ ε'],
    ['$\\langle q, k \\rangle$ and \\langle x\\rangle', '\u27e8 q, k \u27e9 and \u27e8 x\u27e9'],
    ['$\\llbracket n \\rrbracket$, $\\lbrack 0, 1\\rbrack$', '\u27e6 n \u27e7, [ 0, 1]'],
    ['$A \\smallsetminus B$ \\square \\blacklozenge', 'A ∖ B □ \u29eb'],
    ['$$\\sum_i x_i$$', '∑ᵢ xᵢ'],
    ['$\\tilde{O}(\\sqrt{T})$ and $\\hat x$', 'Õ(√T) and x̂'],
    ['$\\varepsilon^{-\\frac{5}{2}}$', 'ε^(-5/2)'],
    ['$\\frac1{k}\\log\\log n$', '1/k log log n'],
    ['$w^\\top x$, A$^\\mathbf{3}$T, QLSD$^{++}$', 'wᵀ x, A³T, QLSD⁺⁺'],
    ['$\\left\\| u \\right\\|^3$ in $\\{0,1\\}^n$', '‖ u ‖³ in {0,1}ⁿ'],
    ['$\\mathbf V$ of $\\text{size } n\\times m$', 'V of size n× m'],
    ['11.3$\\pm$9.5\\%, 7$%$, $(x, y)$, $N P$', '11.3±9.5%, 7%, (x, y), N P'],
    ['x\\textsuperscript{2} costs 5{,}000\\footnote{in euros}', 'x² costs 5,000 (in euros)'],
    ['\\enquote{sets of individuals} of AmpleGCG~liao2024amplegcg', 'sets of individuals of AmpleGCG'],
    // Amounts of money are not math.
    ['from $100 to $200 a month', 'from $100 to $200 a month'],
    ['$5-$10 each', '$5-$10 each'],
    [
      'Rent is $900 in May, $ 950 in June and $1,000 in July',
      'Rent is $900 in May, $ 950 in June and $1,000 in July',
    ],
    ['only $25 and then 4$ per hour', 'only $25 and then 4$ per hour'],
    ['Bugs for 1$: Cheap', 'Bugs for 1$: Cheap'],
    // A number before a fraction.
    ['$3\\frac{1}{2}$, 10$\\frac12$ and $x\\frac{1}{2}$', '3 1/2, 10 1/2 and x1/2'],
    // Names and commands without a symbol in the table.
    ['$\\lVert A\\rVert_2$, $a \\not= b$, $x \\not\\in S$', '‖ A‖₂, a ≠ b, x ∉ S'],
    ['$\\underbrace{a+b}$, $a \\bmod b$, $a \\pmod{n}$', 'a+b, a mod b, a (mod n)'],
    ['$\\mathbf{1}_{x>0}$', '1_(x>0)'],
    ['\\dag, \\ddag, \\textcopyright, \\textellipsis, $\\texttrademark$', '†, ‡, ©, …, ™'],
    ['\\cmark, \\xmark, \\ding{51}', '✓, ✗, ✓'],
    ['\\SI{10}{GB}, \\qty{5}{\\percent}', '10 GB, 5%'],
    ['\\includegraphics[width=1em]{a/b.png} Title \\faGithub{} code\\footnotemark', 'Title code'],
    ['\\raisebox{1pt}{x}, \\scalebox{0.5}{y}, \\resizebox{1em}{!}{z}', 'x, y, z'],
    ['one\\\\[2pt] two \\vskip 5pt three \\hfill four', 'one two three four'],
    ['{\\color{red} hot} and \\verb|a_b|', 'hot and a_b'],
    ['use \\ours\\xspace in it, use \\ours\\xspace{} in it', 'use ours in it, use ours in it'],
    [
      '{{BERT}} and {{A Whole Title}}, but {{user}} and {{ }}',
      'BERT and A Whole Title, but {{user}} and {{ }}',
    ],
    ['&amp;lt;b&amp;gt; R&amp;amp;D', '<b> R&D'],
    // Formatting.
    ['One For All (\\textsc{Ofa}), which', 'One For All (Ofa), which'],
    ['\\textbf{a \\emph{b} c} {\\em d e} {\\it vs.} f', 'a b c d e vs. f'],
    ['textit{O}bstacles, teal{Tool-use}', 'Obstacles, Tool-use'],
    ['words~\\cite{x,y}.', 'words.'],
    ['{\\Theta}(40K), 360{\\deg}, {\\sigma}', 'Θ(40K), 360°, σ'],
    ['(\\eg, a), \\ie, b \\etc. c', '(e.g., a), i.e., b etc. c'],
    ['we propose \\method, {\\name} and \\GitChameleon{}', 'we propose method, name and GitChameleon'],
    // Accents.
    ['Pok\\\'emon, Schr\\"odinger, vis-\\`a-vis', 'Pokémon, Schrödinger, vis-à-vis'],
    ['(\\"Ust\\"un), na\\"{\\i}ve, Fr\\\'echet', '(Üstün), naïve, Fréchet'],
    ['\\v{S}koda, \\c{c}a, Erd\\H{o}s, \\o re, \\ss', 'Škoda, ça, Erdős, øre, ß'],
    ["the MLLM\\'s component", "the MLLM's component"],
    // Math whose signs a page dropped.
    ['30times larger, 17.5times', '30× larger, 17.5×'],
    ['256times256, 8timesA800, 7{times}', '256×256, 8×A800, 7×'],
    ['by sim3x, sim7\\%, 20sim40, {sim}11%, sim!30', 'by ∼3x, ∼7%, 20∼40, ∼11%, ∼30'],
    ['the pre-trainingrightarrowfine-tuning scenario', 'the pre-training→fine-tuning scenario'],
    ['5.7\\% rightarrow 25.4\\%', '5.7% → 25.4%'],
    ['leq5%, geq 90%, approx 30K', '≤5%, ≥ 90%, ≈ 30K'],
    ['360^circ, full-360^{circ}', '360°, full-360°'],
    ['1024^3, 10^{26}, O(n^2), UniF^2ace, pass^k', '1024³, 10²⁶, O(n²), UniF²ace, passᵏ'],
    ['ell_1 and pi_0-FAST, FaSTA^*', 'ℓ₁ and π₀-FAST, FaSTA*'],
    ['R^{mtimes n}, sum_{i=1}^{N_E}', 'R^(m×n), sum_(i=1)^(N_E)'],
    ['G_{stack} of infty-LLMs; forall d', 'G_stack of ∞-LLMs; ∀ d'],
    // Characters of which only the code is left.
    ['Llama-2 (7B)x2014a model', 'Llama-2 (7B)—a model'],
    ['componentsx2013such as; modelx2019s', 'components–such as; model’s'],
    // Dashes, quotation marks, ties.
    ['objectives -- two, 1--16, a---b', 'objectives – two, 1–16, a—b'],
    ["``soft'' and ''plug-in''", '“soft” and “plug-in”'],
    ['Models~(LLMs), Mamba~2', 'Models (LLMs), Mamba 2'],
    // Links.
    ['at~https: //github.com/a/b--c_x2014a .', 'at https://github.com/a/b--c_x2014a .'],
    ['https;//github.com/a/b.', 'https://github.com/a/b.'],
    ['\\url{https://x.org/a\\_b}.', 'https://x.org/a_b.'],
    ['https://x.org/{this https URL}.', 'https://x.org/.'],
    ['https://x.org/a{https://x.org/a}', 'https://x.org/a'],
    ['https://x.org/a{code} here', 'https://x.org/a (code) here'],
    // Text commands with maths or braces inside.
    ['\\emph{federated $f$-privacy} is', 'federated f-privacy is'],
    ['\\textbf{a {nested} $x^2$ b} c', 'a nested x² b c'],
    ['\\textit{\\href{https://x.org/a}{https://x.org/a}}.', 'https://x.org/a.'],
    ['\\href{https://x.org/a}{our $x$ page}', 'https://x.org/a (our x page)'],
    ['\\href{https://github.com/o/r}{\\texttt{github.com/o/r}}', 'https://github.com/o/r'],
    ['\\textcolor[rgb]{0,0.5,0}{Code: https://x.org/a}', 'Code: https://x.org/a'],
    ['x\\footnote{Following \\citet{a2017b}, $y$ is a \\emph{z}.} b', 'x (Following , y is a z.) b'],
    ['a~\\citep[see][]{b}, c~\\cite{d', 'a, c'],
    ['more than {20.45\\% and 20.78\\% }improvement', 'more than 20.45% and 20.78% improvement'],
    ['(Phase-wise \\textbf{Self-Reward Decoding) for', '(Phase-wise Self-Reward Decoding) for'],
    ['{\\em{disagreement-based} learning}', 'disagreement-based learning'],
    // Operators alone.
    [
      '$>$86%, p$<$0.05, [$-$1, 1], 5$\\pm$2, (Thang $&$ Srivastav)',
      '>86%, p<0.05, [-1, 1], 5±2, (Thang & Srivastav)',
    ],
    ['$<1%$ and $5%-10%$', '<1% and 5%-10%'],
    ['the dataset $ D_p $.', 'the dataset Dₚ.'],
    // TeX names.
    ['$y^\\max$, $S_\\eps$, $\\sqrt[4]{T}$, $\\mathbbm{1}$', 'y^max, S_ε, ⁴√T, 1'],
    // The same without dollar signs.
    ['y^\\max, S_\\eps, \\sqrt[4]{T}, \\xrightarrow{p}, \\mathbbm{1}', 'y^max, S_ε, ⁴√T, →ᵖ, 1'],
    ['$\\xrightarrow{p}$, $\\binom{k}{2}$, $a \\overset{d}{=} b$', '→ᵖ, (k choose 2), a =ᵈ b'],
    ['$O(\\sqrt{T\\log{T}})$ and $\\sqrt \\kappa$', 'O(√(T log T)) and √κ'],
    ['$\\theta\\mathrel{\\mathop:}=1$', 'θ:=1'],
    ['\\begin{itemize}\\item a \\item b\\end{itemize} c', '• a • b c'],
    ['B\\\\C and $\\\\hat{\\\\theta}$', 'B C and θ̂'],
    ['PCFGR$\\backslash$D', 'PCFGR\\D'],
    ['\\textgreater 96%, \\textless{}5, 10\\texttimes', '> 96%, <5, 10×'],
    ['at href{https://x.org/a}', 'at https://x.org/a'],
    // Braces that a page dropped without the backslash.
    ['\\emphapproximate and \\emphÕ in \\mathbbR^d', 'approximate and Õ in Rᵈ'],
    ['O(\\sqrtT^3), \\frac12, \\frac1σ, \\tilde O(n), \\tilde\\Theta', 'O(√T³), 1/2, 1/σ, Õ(n), Θ̃'],
    ['as follows: \\beginenumerate \\item a \\item b \\endenumerate', 'as follows: • a • b'],
    ['f:R \\rightarrowR, shown by \\citeCMS11.', 'f:R →R, shown by .'],
    // Backslashes that a program read as escapes.
    ['a extbf{b} mph{c} $ extit{SimAug}$ d', 'a b c SimAug d'],
    ['$3 imes 3$ and $sim$13$ imes$', '3 × 3 and ∼13×'],
    // HTML.
    ['See <a href="https://x.org/a">this URL</a>.', 'See https://x.org/a.'],
    ['See <a href="https://x.org/a">our page</a>.', 'See our page (https://x.org/a).'],
    ['<a href="https://x.org/a/">https://x.org/a</a>', 'https://x.org/a/'],
    [
      'x<sub>2</sub>, 10<sup>-3</sup>, a <i>pinched</i> <b>manifold</b><br/>b',
      'x₂, 10⁻³, a pinched manifold b',
    ],
    ['Q&amp;A, a&mdash;b, &lt;think&gt;, it&#39;s, caf&eacute;, &#x3b1;', "Q&A, a—b, <think>, it's, café, α"],
    // Invisible characters.
    ['Understand\u200bing, inter\u00adpretable, a\ufeffb', 'Understanding, interpretable, ab'],
    // White space and controls.
    ['  a\r\n b\u00a0c\u0000d\u202ee\u200b ', 'a b c d e'],
  ];
  for (const [raw, shown] of rows) it(JSON.stringify(raw), () => assert.equal(readable(raw), shown));

  const ordinary = [
    'A simple, similar simulation of 3 times, sometimes 4 times, timesteps and 2timesteps.',
    'From sim2real and sim-to-real to sim 3.',
    'The $100 question, US$5, C_2, snake_case_name, p_d(y|x) and x2014.',
    'On Phoenix2014T, PHOENIX-2014, 0x2014, Matrix2013 and 2048x2048.',
    'approximately, pm, PM2.5, at 5 pm, leqembi, alphabet, pixel, betas and epsilon-greedy.',
    'run it with --flag or ~/bin at ~3x, ~150,000, 1~4, 12~20% and 75%~89%',
    'tags <think> and </think>, **bold**, `code` and {"json": [1, 2]}',
    'naïve Fréchet inception, ∼3×, 模型 and 🤗',
    'sets {a, b}, ResNet-{18, 34}, a template {last answer} and English→{German,French}.',
    'tags <image, verb>, <i> alone, a < b and c > d, AT&T; R&D and &c.',
    'I paid $5, $6 and $7; then $8.',
    'C++, C#, R&D, 50% off; it\'s "quoted" and (nested (twice)).',
  ];
  for (const text of ordinary) it(`is left alone: ${text}`, () => assert.equal(readable(text), text));

  it('exists for any text, without white space at its ends', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '$',
        '\\',
        '{',
        '}',
        '^',
        '_',
        '~',
        '--',
        'times',
        'sim',
        'x2014',
        '\\frac',
        '\\url{',
        '\\(',
      ),
      fc.string({ unit: 'grapheme', maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const shown = readable(pieces.join(''));
        assert.equal(shown, shown.trim());
        assert.doesNotMatch(shown, /[\u0000-\u001f\u202e\ue000\ue001]| {2}/);
      }),
      { numRuns: 5_000 },
    );
  });

  const units = [
    '$',
    '\\',
    '{',
    '}',
    '$x^{',
    '\\textbf{',
    '{\\em ',
    '~',
    '-',
    '`',
    '\\frac{',
    'x2014',
    '1times',
    'https://',
  ];
  for (const unit of [
    ...units,
    ' ',
    '(',
    '_{',
    '^{',
    'sim{',
    "\\'",
    '\\cite{',
    '\\cite[',
    '\\includegraphics[',
    '\\SI[',
    '\\xrightarrow[',
    '\\(',
    "''",
    'rightarrow',
    'a',
  ]) {
    it(`takes time in proportion to 300,000 letters of ${JSON.stringify(unit)}`, () =>
      withinCpuSeconds(10, () => readable(unit.repeat(300_000 / unit.length))));
  }

  it('takes time in proportion to the attributes of a link', () =>
    withinCpuSeconds(10, () => readable(`</b><a ${'href="" '.repeat(100_000)}`)));
});

describe('readable text that is made readable again', () => {
  it('is the same where it has no TeX and no HTML', () => {
    const unit = fc.constantFrom(
      ...Array.from('abcXYZäéß量β∑≤∪₁²ₙ 0123456789.,:;!?()[]+-=*/|@#%\'"“”‘’—–…·•×→\n\t'),
    );
    const text = fc.string({ unit, maxLength: 60 });
    fc.assert(
      fc.property(text, (raw) => {
        const once = readable(raw);
        assert.equal(readable(once), once);
      }),
      { numRuns: 500 },
    );
  });
});

describe('readable text that is read again', () => {
  for (const raw of [
    'binary $\\{\\pm 1\\}$ weights, $a \\in N \\cup \\{0\\}$ and $\\{X_i\\}_{i=1}^n$',
    'the $\\ell_{2,0}$ and $\\ell_{1,p}$ norms',
    'a guarantee of $C^{k^2}$ and $10^{10^{13}}$ by $\\theta_{n_1}$',
    'probabilities $\\{p_\\ell\\}_{\\ell \\geq 1}$',
  ])
    it(`stays as it is: ${raw}`, () => assert.equal(readable(readable(raw)), readable(raw)));
});

describe('maths in a text', () => {
  it('is cut out with its kind', () => {
    assert.deepEqual(splitMath('a $x$ b \\[y\\]$$z$$.'), [
      { kind: 'text', value: 'a ' },
      { kind: 'inline', value: 'x' },
      { kind: 'text', value: ' b ' },
      { kind: 'display', value: 'y' },
      { kind: 'display', value: 'z' },
      { kind: 'text', value: '.' },
    ]);
  });

  const rows: [text: string, maths: boolean][] = [
    ['costs $5 and $6', false],
    ['\\$x\\$', false],
    ['a $ b $ c', false],
    ['$x', false],
    ['\\(x', false],
    ['7\\% of it', false],
    ['$x$', true],
    ['$a \\le b$', true],
    ['\\(256\\times256\\)', true],
  ];
  for (const [text, maths] of rows) {
    it(`${text}: ${maths ? 'yes' : 'no'}`, () => assert.equal(hasMath(text), maths));
  }
});
