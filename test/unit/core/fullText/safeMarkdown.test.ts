import assert from 'node:assert/strict';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { safeMarkdown } from '../../../../src/core/fullText/safeMarkdown';
import { withinCpuSeconds } from '../../../support/cpuTime';

const JOINER = '\u2060';
const safe = (text: string, images = false): string => safeMarkdown(text, { images, imageLabel: 'Image' });

const preview = new MarkdownIt({ html: true });

/** Returns the languages for which VS Code's preview calls its highlighter, and those of its containers. */
function languages(markdown: string): readonly string[] {
  const fences = preview.parse(markdown, {}).filter(({ type }) => type === 'fence');
  const containers = markdown.matchAll(/^[ >]*:{3,}(.*)$/gm);
  return [
    ...fences.map(({ info }) => preview.utils.unescapeAll(info).trim().split(/\s+/)[0] ?? ''),
    ...[...containers].map(([, info]) => info?.trim().split(' ')[0] ?? ''),
  ];
}

/** As the extension `mermaid-markdown-features` of VS Code 1.139. */
const isDiagram = (language: string): boolean => /\b(mermaid)\b/i.test(language);

describe('a text for the preview', () => {
  const unchanged = [
    'Plain _text_ with `code`, a < b, 3 <= 4 and a formula $x<1$.',
    '## 2 Method\n\n1.   [2.1 Data](https://arxiv.org/html/2603.00001#S2.SS1 "In 2 Method")',
    'Write to [us](mailto:us@made-up.example) or see [below](#S2) [1] and note[2]: more.',
    '[A page](https://made-up.example/A_(b) "a: title")',
    '```python\nx = values[0](1)\n```',
    '~~~ C++ title=a\nx = 1\n~~~\n\n> ```json\n> {}\n> ```',
    '```\nmermaid\n```\n\n~~~\nmermaid\n~~~',
    '```mermaid``` in a line and std::vector',
    'For $x>0,~~~\\forall y$, $$f(x)~~~\\text{s.t.}~~~x<1$$ and $a:::\\!b$, see Fig.~~~\\ref{a}.',
    '$$\nx &= 1, \\\\\n  &~~~\\text{s.t.}\n$$',
    '> [x]:\n> https://made-up.example/a\n\n> [y](\n> mailto:us@made-up.example) and [z](\n> #S2)',
    'Values in [0, 1]: > 3 and x[1](>2).',
    'Look! Then [go on](https://made-up.example).',
  ];
  for (const text of unchanged) it(`keeps ${JSON.stringify(text)}`, () => assert.equal(safe(text), text));

  const cases: readonly (readonly [given: string, expected: string])[] = [
    [
      '![Image 1: Refer to caption](https://x.example/x1.png)',
      '[Image 1: Refer to caption](https://x.example/x1.png)',
    ],
    ['![](https://x.example/x1.png "t")', '[Image](https://x.example/x1.png "t")'],
    [
      '[![Logo](https://x.example/a.png)](https://x.example)',
      '[[Logo](https://x.example/a.png)](https://x.example)',
    ],
    ['!![a](https://x.example/a.png)', `!${JOINER}[a](https://x.example/a.png)`],
    ['![a][ref]', `!${JOINER}[a][ref]`],
    ['`vec![1]`', `\`vec!${JOINER}[1]\``],
    ['<img src="https://x.example/a.png">', `<${JOINER}img src="https://x.example/a.png">`],
    ['a<b', `a<${JOINER}b`],
    ['<!-- hidden -->', `<${JOINER}!-- hidden -->`],
    ['</div><?php ?>', `<${JOINER}/div><${JOINER}?php ?>`],
    ['<https://x.example>', `<${JOINER}https://x.example>`],
    ['[x](command:workbench.action.quit)', `[x](${JOINER}command:workbench.action.quit)`],
    ['[x](\n  command:a)', `[x](\n  ${JOINER}command:a)`],
    ['[x](< command:a>)', `[x](${JOINER}< command:a>)`],
    ['[x](&#99;ommand:a)', `[x](${JOINER}&#99;ommand:a)`],
    ['[x](command\\:a)', `[x](${JOINER}command\\:a)`],
    ['[x](vscode://ext/run)', `[x](${JOINER}vscode://ext/run)`],
    ['[x](file:///etc/passwd)', `[x](${JOINER}file:///etc/passwd)`],
    ['[x]: javascript:alert(1)', `[x]: ${JOINER}javascript:alert(1)`],
    ['> [x]:\n> vscode://a.b/c', `> [x]:\n> ${JOINER}vscode://a.b/c`],
    ['> [x]:\n>\tcommand:a', `> [x]:\n>\t${JOINER}command:a`],
    ['> > [x]:\n>> file:///etc/passwd', `> > [x]:\n>> ${JOINER}file:///etc/passwd`],
    ['> [x](\n> vscode://a.b/c)', `> [x](\n> ${JOINER}vscode://a.b/c)`],
    ['> [x](\n> <vscode://a.b/c>)', `> [x](\n> ${JOINER}<${JOINER}vscode://a.b/c>)`],
    ['> [x]:\nvscode://a.b/c', `> [x]:\n${JOINER}vscode://a.b/c`],
    ['a\u202eb\u0007c', 'a b c'],
    ['```rb-x', `\`\`\`r${JOINER}b${JOINER}-${JOINER}x`],
  ];
  for (const [given, expected] of cases)
    it(`makes ${JSON.stringify(given)} harmless`, () => assert.equal(safe(given), expected));

  const diagrams = [
    '```mermaid\n%\n```',
    '```  Mermaid x\n%\n```',
    '`````mermaid\n%\n`````',
    '~~~mermaid\n%\n~~~',
    '~~~ mermaid `x`\n%\n~~~',
    '~~~x`mermaid\n%\n~~~',
    '~~~`mermaid\n%\n~~~',
    ':::mermaid\n%\n:::',
    ':::: mermaid x\n%\n::::',
    '- 1. > ```mermaid\n     > %\n     > ```',
    '- 1. > ~~~mermaid\n     > %\n     > ~~~',
    '* 2) + >  ~~~ mermaid\n       >  %\n       >  ~~~',
    '> > :::mermaid\n> > %\n> > :::',
    '```python-mermaid\n%\n```',
    '```\u2060mermaid\n%\n```',
    '```\u00a0mermaid\n%\n```',
    '```mer&#109;aid\n%\n```',
    '```&#32;mermaid\n%\n```',
    '```\\-mermaid\n%\n```',
  ];
  for (const text of diagrams)
    it(`has no diagram from ${JSON.stringify(text)}`, () => {
      for (const images of [false, true])
        assert.deepEqual(languages(safe(text, images)).filter(isDiagram), []);
    });

  it('finds the diagrams of these texts without a change', () => {
    for (const text of diagrams) assert.equal(languages(text).some(isDiagram), true, text);
  });

  it('takes time in proportion to targets and marks without an end', () => {
    const texts = [`](${'> '.repeat(500_000)}`, ']:> '.repeat(250_000), `](${' '.repeat(1_000_000)}a`];
    const marks = ['~', ':', '~~~ ', ':::~~~', '> ', '~~~\n', '[^', '[^a]:', '1.~~'];
    for (const text of [...texts, ...marks.map((mark) => `${mark.repeat(1_000_000 / mark.length)} \n`)])
      withinCpuSeconds(5, () => safe(text));
  });

  it('keeps images over https alone when the user asks for images', () => {
    const given = [
      'https://x.example/a.png',
      'http://x.example/a.png',
      'data:image/png;base64,AA==',
      'x1.png',
    ];
    const text = safe(given.map((url) => `![a](${url})`).join('\n'), true);
    assert.deepEqual(
      text.split('\n').map((line) => line.startsWith('![')),
      [true, false, false, false],
    );
  });

  it('leaves no tag, no image and no other scheme in any text', () => {
    const piece = fc.constantFrom(
      ...[
        '<',
        'img',
        '/',
        '!',
        '[',
        ']',
        '(',
        ')',
        ':',
        '\\',
        '&#99;',
        'command',
        'https://',
        ' ',
        '\n',
        '`',
        '$',
        '>',
        '~~~',
        ':::',
        'mermaid',
      ],
      ...['javascript', '!--', '```\n', 'a', '"', "'"],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = safe(pieces.join(''));
        assert.doesNotMatch(text, /<[a-z/!?]|!\[/i);
        assert.deepEqual(languages(text).filter(isDiagram), []);
        assert.doesNotMatch(text, /\][(:][\s>]*(?:command|javascript)\\?:/);
        assert.equal(safe(text), text);
      }),
    );
  });

  it('has only links to http, https and mailto for the parser of the preview', () => {
    const preview = new MarkdownIt({ html: true });
    // The preview accepts more schemes than the parser does by itself.
    preview.validateLink = () => true;
    const schemes = (markdown: string): readonly string[] =>
      preview
        .parse(markdown, {})
        .flatMap((token) => token.children ?? [])
        .flatMap((token) => /^([a-z][a-z\d+.-]*):/i.exec(token.attrGet('href') ?? '')?.[1] ?? []);
    assert.deepEqual(schemes('> [a]:\n> vscode:x\n\n[a]'), ['vscode']);
    const marks = ['[a]', '[a]:', '](', ']:', '(', ')', '<', '>', '> ', '- ', '\\', '&#118;', '"t"', '*'];
    const spaces = ['\n', '\n> ', '\n\n', '\n\n[a]', ' ', '\t', '    ', '\u00a0', '\u200b', '\ufeff'];
    const targets = ['vscode://x.y/z', 'command:a', '#b', 'https://a.b'];
    const piece = fc.constantFrom(...marks, ...spaces, ...targets);
    const definition = fc.tuple(fc.constantFrom(...spaces), fc.constantFrom(...targets.slice(0, 2)));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 15 }), definition, (pieces, [space, target]) => {
        const text = safe(`${pieces.join('')}> [a]:${space}${target}\n\n[a]`);
        assert.deepEqual(
          schemes(text).filter((scheme) => !/^(?:https?|mailto)$/i.test(scheme)),
          [],
        );
      }),
      { numRuns: 2_000 },
    );
  });
});
