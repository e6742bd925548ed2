import assert from 'node:assert/strict';
import fc from 'fast-check';
import { diagnosticsText, redactUser, type Diagnostics } from '../../../../src/clone/diagnostics/diagnostics';
import { LastFailures } from '../../../../src/clone/diagnostics/diagnostics';

const facts: Diagnostics = {
  extension: '0.1.0',
  editor: 'Code 1.101.0 (desktop, en)',
  remote: 'ssh-remote',
  system: 'linux 6.1 x64, Node 22.15.1',
  workspace: '1 folders (file), trusted',
  git: '2.39.5, named by PATH',
  settings: [['papers.clone.history', '"shallow"']],
  library: '86 papers',
  clones: 2,
  failures: [],
};

const ada = { home: '/home/ada', user: 'ada' };

describe('diagnostics', () => {
  it('hold what a report needs', () => {
    const failure = {
      at: 0,
      repository: 'github.com/lab/code',
      reason: 'stalled',
      detail: 'too slow',
    } as const;
    const text = diagnosticsText({ ...facts, failures: [failure] }, ada);
    for (const value of [
      ...[facts.extension, facts.editor, 'ssh-remote', facts.system, facts.workspace, facts.git, '86 papers'],
      ...[
        'papers.clone.history: "shallow"',
        'Clones: 2',
        'github.com/lab/code: stalled (too slow)',
        '1970-01-01',
      ],
    ]) {
      assert.ok(text.includes(value), value);
    }
    assert.match(diagnosticsText({ ...facts, remote: undefined }, ada), /Remote: none\n[^]*No failures/);
  });

  it('give each fact one line, whatever it holds', () => {
    const text = diagnosticsText({ ...facts, git: 'a\n- Clones: 9\r\nb' }, ada);
    assert.equal(text.split('\n').length, diagnosticsText(facts, ada).split('\n').length);
  });

  const hidden: [what: string, text: string, shown: string, person?: { home: string; user: string }][] = [
    ['a folder under home', 'in /home/ada/work/x.py', 'in ~/work/x.py'],
    ['home itself', 'cd /home/ada', 'cd ~'],
    ['a home with a slash at its end', 'in /home/ada/work', 'in ~/work', { home: '/home/ada/', user: 'ada' }],
    ['a home elsewhere', 'in /srv/people/7/x', 'in ~/x', { home: '/srv/people/7', user: 'ada' }],
    ['home in an address', 'file:///home/ada/a%20b', 'file://~/a%20b'],
    ['home, encoded', 'folder=%2Fhome%2Fada%2Fx', 'folder=~%2Fx'],
    [
      'a home with spaces, encoded',
      'file:///home/ada%20l/x',
      'file://~/x',
      { home: '/home/ada l', user: 'al' },
    ],
    ['Windows', 'C:\\Users\\Ada\\x', '~\\x', { home: 'C:\\Users\\Ada', user: 'Ada' }],
    ['Windows in another case', 'c:\\users\\ADA\\x', '~\\x', { home: 'C:\\Users\\Ada', user: 'Ada' }],
    ['Windows with slashes', 'c:/Users/Ada/x', '~/x', { home: 'C:\\Users\\Ada', user: 'Ada' }],
    ['Windows, escaped', '"C:\\\\Users\\\\Ada\\\\x"', '"~\\\\x"', { home: 'C:\\Users\\Ada', user: 'Ada' }],
    ["another person's home", '/home/grace/x and /Users/Grace/y', '/home/…/x and /Users/…/y'],
    ['a mount of a home', '/mnt/c/Users/Grace Hopper/x', '/mnt/c/Users/… Hopper/x'],
    ['the name alone', 'ada@host and Ada.', '…@host and ….'],
    ['no word that holds the name', 'adam has a scaffold: adaptive', 'adam has a scaffold: adaptive'],
    [
      'a name that is nobody’s',
      'vscode 2 of git',
      'vscode 2 of git',
      { home: '/home/vscode', user: 'vscode' },
    ],
    ['a short name in words', 'al is at alpha', 'al is at alpha', { home: '/home/al', user: 'al' }],
    ['a home that is the root', 'a / b /etc', 'a / b /etc', { home: '/', user: '' }],
    ['nothing of no home', 'a b', 'a b', { home: '', user: '' }],
    ['a password in an address', 'https://x:SECRET@h/a', 'https://h/a'],
    ['a token', 'ghp_0123456789abcdefXYZ', '…'],
    ['a header', 'Authorization: Bearer SECRET', 'Authorization: Bearer …'],
    ['a parameter', 'https://h/a?x=1&access_token=SECRET&y=2', 'https://h/a?x=1&access_token=…&y=2'],
    ['a quoted path', "could not create '/data/secret-project/code'", "could not create 'code'"],
    ['letters that change their length', '/home/İx/a', '~/a', { home: '/home/İx', user: 'İx' }],
  ];
  for (const [what, text, shown, person = ada] of hidden) {
    it(`show of ${what}: ${shown}`, () => assert.equal(redactUser(text, person), shown));
  }

  it('never hold the home folder, wherever it stands', () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9_-]{3,12}$/);
    fc.assert(
      fc.property(name, fc.string(), fc.string(), (user, before, after) => {
        const home = `/home/${user}`;
        const text = `${before} ${home}/${after} '${home}' "${home}" file://${home}`;
        assert.ok(!redactUser(text, { home, user }).includes(`${home}/`), text);
      }),
    );
  });

  it('take no longer than in proportion to what they clean', () => {
    for (const piece of ['/home/ada', 'ada', 'a', '/', '?token=', '://', "'", '%2Fhome%2F']) {
      redactUser(piece.repeat(30_000), ada);
    }
  });

  it('remember the last failures, newest first', () => {
    const failures = new LastFailures();
    for (let at = 0; at < 9; at++) failures.add({ at, repository: 'r', reason: 'unknown' });
    assert.deepEqual(
      failures.all().map(({ at }) => at),
      [8, 7, 6, 5, 4],
    );
  });
});
