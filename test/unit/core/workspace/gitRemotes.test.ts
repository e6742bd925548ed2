import assert from 'node:assert/strict';
import { gitRemotes } from '../../../../src/core/workspace/gitRemotes';
import { withinCpuSeconds } from '../../../support/cpuTime';

describe('the remotes in a git configuration', () => {
  const rows: readonly (readonly [what: string, config: string, urls: readonly string[]])[] = [
    ['none', '[core]\n\tbare = false\n', []],
    [
      'one',
      '[remote "origin"]\n\turl = https://github.com/a/b.git\n\tfetch = x\n',
      ['https://github.com/a/b.git'],
    ],
    ['CRLF, quotes and a comment', '[remote "o"]\r\n url = "https://x/y z" ; c\r\n', ['https://x/y z']],
    ['a push address', '[remote "o"]\nurl=a\npushurl = b\n', ['a', 'b']],
    ['one line', '[remote "o"] url = a\n', ['a']],
    ['other sections', '[submodule "s"]\n\turl = a\n[url "b"]\n\tinsteadOf = c\n', []],
    ['a sign of a comment in the address', '[remote "o"]\nurl = a#b\nurl = "c #d" # e\n', ['a#b', 'c #d']],
    ['two signs of a comment', '[remote "o"]\nurl = a # b ; c\n', ['a']],
    ['no address, and another setting', '[remote "o"]\nurl =\ncurl = x\n', []],
    ['a damaged file', '[remote "o\nurl\n = a\n\0', []],
  ];
  for (const [what, config, urls] of rows) it(what, () => assert.deepEqual(gitRemotes(config), urls));

  const hostile = [
    ['section', `${']url='.repeat(200_000)}\rx`],
    ['section', `${']url='.repeat(200_000)}\u2028x`],
    ['comment', `\turl=x${' #'.repeat(400_000)}\rx`],
    ['quoted', `\turl="${'\\"'.repeat(400_000)}`],
    ['spaces', `${'] '.repeat(400_000)}url`],
  ] as const;
  for (const [what, line] of hostile)
    it(`are read in time proportional to the file: ${what} ${JSON.stringify(line.slice(0, 20))}`, () =>
      withinCpuSeconds(5, () => gitRemotes(`[remote "a"]\n${line}`)));
});
