import type { Paper } from '../../src/core/paper/paper';
import type { MathRenderer } from '../../src/panel/page/mathml';
import type { PageView } from '../../src/panel/page/view';
import { textRenderer } from '../../src/panel/page/textRenderer';
import { stateOf, viewOf } from './paperPage';
import { madePaper } from './papers';

/** Target of a hostile text, if it were executed. */
export const BEACON = 'https://evil.test/';

/** Texts that would run, load, open or break something if they were not treated as text. */
export const HOSTILE: readonly string[] = [
  '<script>window.pwned=1</script>',
  '</script><script>window.pwned=1</script>',
  `<script src="${BEACON}a.js"></script>`,
  `<img src="${BEACON}a.png">`,
  '<img src=x onerror="window.pwned=1">',
  '"><img src=x onerror=window.pwned=1>',
  "'><img src=x onerror=window.pwned=1>",
  '` onmouseover=window.pwned=1 `',
  '" onfocus="window.pwned=1" autofocus tabindex="1',
  '" data-message="{&quot;type&quot;:&quot;keep&quot;}',
  '<svg onload="window.pwned=1">',
  '<svg><script>window.pwned=1</script></svg>',
  `<svg><image href="${BEACON}a.svg"/></svg>`,
  '<svg><animate onbegin=window.pwned=1 attributeName=x dur=1s>',
  '<body onload="window.pwned=1">',
  `<iframe src="${BEACON}"></iframe>`,
  '<iframe srcdoc="<script>parent.pwned=1</script>"></iframe>',
  `<object data="${BEACON}a.swf"></object>`,
  `<embed src="${BEACON}a.swf">`,
  `<link rel="stylesheet" href="${BEACON}a.css">`,
  `<link rel="prefetch" href="${BEACON}">`,
  `<style>@import "${BEACON}a.css"; body { display: none }</style>`,
  `<p style="background:url(${BEACON}a.png)">`,
  `<meta http-equiv="refresh" content="0;url=${BEACON}">`,
  `<base href="${BEACON}">`,
  `<form action="${BEACON}"><button>Send</button></form>`,
  `<video poster="${BEACON}a.png" src="${BEACON}a.mp4" autoplay></video>`,
  `<audio src="${BEACON}a.mp3" autoplay></audio>`,
  '<a href="javascript:window.pwned=1">click</a>',
  '<a href="vscode://attacker.extension/run">click</a>',
  '<a href="command:workbench.action.quit">click</a>',
  '<a href="data:text/html,<script>parent.pwned=1</script>">click</a>',
  '<math><mtext><script>window.pwned=1</script></mtext></math>',
  '<math href="javascript:window.pwned=1"><mi>x</mi></math>',
  '<math><annotation-xml encoding="text/html"><img src=x onerror=window.pwned=1></annotation-xml></math>',
  `$\\href{javascript:window.pwned=1}{x}$ $\\includegraphics{${BEACON}a.png}$`,
  '$\\text{<img src=x onerror=window.pwned=1>}$ $\\def\\a{\\a\\a}\\a$',
  '<!-- --><!--><img src=x onerror=window.pwned=1>-->',
  '<![CDATA[<script>window.pwned=1</script>]]>',
  '<template><script>window.pwned=1</script></template>',
  '<vscode-button data-message=\'{"type":"step","by":1}\'>Next</vscode-button>',
  '<details open ontoggle="window.pwned=1">',
  '<input autofocus onfocus=window.pwned=1>',
  '[x](command:workbench.action.quit) $(zap)',
  '{{constructor.constructor("window.pwned=1")()}} ${window.pwned=1}',
  '\u0000<script>window.pwned=1</script>\u202e\u2066 \ud800',
];

/** Returns a page with the same text in every external field. */
export function hostileView(text: string, maths: MathRenderer): PageView {
  const url = `https://${text}`;
  const repository = { host: text, owner: text, name: text, ref: text, folder: text, url };
  const facts: Omit<Paper, 'comments' | 'authorCount'> = {
    id: text,
    title: text,
    abstract: text,
    tex: { title: text, abstract: text },
    authors: Array.from({ length: 20 }, () => text),
    published: text,
    featuredOn: [text],
    category: text,
    topics: [text],
    repositories: [repository],
    links: [
      { kind: 'project', url: text },
      { kind: 'page', url },
    ],
    aiSummary: text,
    keywords: [text],
  };
  const paper = madePaper(text, facts);
  return viewOf(paper, {
    state: stateOf(paper, { list: [text, '2'], query: text, preview: true }),
    topics: [{ id: text, label: text }],
    related: [{ paper: madePaper('2', facts), score: 1, shared: [text] }],
    foldersOf: () => [text],
    citation: text,
    renderText: textRenderer(text, maths),
  });
}
