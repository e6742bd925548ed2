import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  cloneUrl,
  distinctRepositories,
  parseRepository,
  sameRepository,
} from '../../../../src/core/links/repository';

/** Format of the clone address of each host, independent of the code that makes it. */
const CLONE_URLS: ReadonlyMap<string, RegExp> = new Map([
  ['github.com', /^https:\/\/github\.com\/[A-Za-z0-9-]{1,39}\/[A-Za-z0-9._-]{1,100}\.git$/],
  ['gitlab.com', /^https:\/\/gitlab\.com(\/[A-Za-z0-9_][A-Za-z0-9_.-]*){2,21}\.git$/],
  ['huggingface.co', /^https:\/\/huggingface\.co(\/(datasets|spaces))?\/[\w.-]{1,96}\/[\w.-]{1,96}$/],
  ['codeberg.org', /^https:\/\/codeberg\.org\/[A-Za-z0-9][A-Za-z0-9._-]{0,39}\/[A-Za-z0-9._-]{1,100}\.git$/],
]);

function assertSafe(link: string): void {
  const repository = parseRepository(link);
  if (!repository) return;
  const url = cloneUrl(repository);
  assert.ok(url !== undefined, `${JSON.stringify(link)} parsed, but has no clone address`);
  assert.match(url, CLONE_URLS.get(repository.host) ?? /$^/);
  assert.ok(!/\/\.{1,2}(?:\/|\.git$|$)/.test(url), url);
  assert.ok(repository.url.startsWith(`https://${repository.host}/${repository.owner}/${repository.name}`));
  assert.match(repository.url, /^[\x21-\x7e]+$/);
  assert.ok(!/^-|\.\./.test(repository.ref ?? ''), repository.ref);
  for (const part of repository.folder?.split('/') ?? [])
    assert.ok(!/^(?:\.{1,2}|\.git|)$/i.test(part), part);
}

describe('a link to a repository', () => {
  const clip = 'https://github.com/openai/CLIP.git';
  const cloned: [link: string, clone: string, ref?: string, folder?: string][] = [
    ['https://github.com/openai/CLIP', clip],
    ['http://github.com/openai/CLIP', clip],
    ['HTTPS://GitHub.COM/openai/CLIP', clip],
    ['github.com/openai/CLIP', clip],
    ['www.github.com/openai/CLIP', clip],
    ['//github.com/openai/CLIP', clip],
    ['https://github.com:443/openai/CLIP', clip],
    ['https: //github.com/openai/CLIP', clip],
    ['https;//github.com/openai/CLIP', clip],
    ['https:///github.com/openai/CLIP', clip],
    ['~https://github.com/openai/CLIP', clip],
    ['  https://github.com/openai/CLIP\n', clip],
    ['https://github.com/openai/CLIP.', clip],
    ['https://github.com/openai/CLIP ).', clip],
    ['(https://github.com/openai/CLIP).', clip],
    ['<https://github.com/openai/CLIP>', clip],
    ['[https://github.com/openai/CLIP]', clip],
    ['“https://github.com/openai/CLIP”,', clip],
    ["'https://github.com/openai/CLIP'", clip],
    ['`https://github.com/openai/CLIP`', clip],
    ['{https://github.com/openai/CLIP}', clip],
    ['\\url{https://github.com/openai/CLIP}', clip],
    ['\\url{https://github.com/openai/CLIP}.', clip],
    ['\\href{https://github.com/openai/CLIP}', clip],
    ['https://github.com/openai/CLIP/', clip],
    ['https://github.com/openai/CLIP.git', clip],
    ['https://github.com/openai/CLIP.git/', clip],
    ['https://github.com/openai/CLIP.git.', clip],
    ['https://github.com//openai//CLIP', clip],
    ['https://github.com/openai/CLIP?tab=readme-ov-file', clip],
    ['https://github.com/openai/CLIP#readme', clip],
    ['https://github.com/openai/CLIP?a=../..#/../x', clip],
    ['https://github.com/openai/CLIP/issues/12', clip],
    ['https://github.com/openai/CLIP/tree/main', clip, 'main'],
    ['https://github.com/openai/CLIP/tree/v1.0/data/sub/', clip, 'v1.0', 'data/sub'],
    ['https://github.com/openai/CLIP/tree/main/a%20b', clip, 'main', 'a b'],
    ['https://github.com/openai/CLIP/blob/main/data/prompts.md', clip, 'main', 'data'],
    ['https://github.com/openai/CLIP/tree/HEAD/docs', clip, 'HEAD', 'docs'],
    ['https://github.com/openai/CLIP/blob/refs/heads/main/data/x.md', clip, 'main', 'data'],
    ['https://github.com/openai/CLIP/tree/refs/tags/v1', clip, 'v1'],
    ['https://github.com/openai/CLIP/tree/refs/pull/3/head', clip],
    ['https://github.com/openai/CLIP%20', clip],
    ['https://github.com/openai/CLIP:main', clip],
    ['http://github.com:80/openai/CLIP', clip],
    ['htps://github.com/openai/CLIP', clip],
    ['__https://github.com/openai/CLIP__', clip],
    ['https://raw.githubusercontent.com/openai/CLIP/main/CLIP.png', clip],
    ['https://github.com/openai/CLIP/blob/main/README.md', clip, 'main'],
    ['https://github.com/openai/CLIP/tree/--upload-pack=x/a', clip],
    ['https://github.com/openai/CLIP/tree/main/.git/hooks', clip, 'main'],
    ['https://github.com/foo/bar\\_baz', 'https://github.com/foo/bar_baz.git'],
    ['https://github.com/foo/foo.github.io', 'https://github.com/foo/foo.github.io.git'],
    ['https://github.com/01-ai/Yi', 'https://github.com/01-ai/Yi.git'],
    ['https://github.com/o/-x', 'https://github.com/o/-x.git'],
    ['https://github.com/constructor/__proto__', 'https://github.com/constructor/__proto__.git'],
    ['https://gitlab.com/group/project', 'https://gitlab.com/group/project.git'],
    ['https://gitlab.com/group/sub/deep/project/', 'https://gitlab.com/group/sub/deep/project.git'],
    ['https://gitlab.com/g/s/p/-/tree/main/src/x', 'https://gitlab.com/g/s/p.git', 'main', 'src/x'],
    ['https://gitlab.com/g/p/tree/main/src', 'https://gitlab.com/g/p.git', 'main', 'src'],
    ['https://gitlab.com/g/p/-/issues', 'https://gitlab.com/g/p.git'],
    ['https://huggingface.co/nvidia/NV-Embed-v1.', 'https://huggingface.co/nvidia/NV-Embed-v1'],
    ['https://hf.co/AtlaAI/Selene-1', 'https://huggingface.co/AtlaAI/Selene-1'],
    ['https://huggingface.co/datasets/allenai/c4', 'https://huggingface.co/datasets/allenai/c4'],
    ['https://huggingface.co/spaces/a/b/tree/main', 'https://huggingface.co/spaces/a/b', 'main'],
    ['https://huggingface.co/a/b/resolve/main/x/w.bin', 'https://huggingface.co/a/b', 'main', 'x'],
    ['https:/github.com/openai/CLIP', clip],
    ['https://github. com/openai/CLIP', clip],
    ['_https://github.com/openai/CLIP_', clip],
    ['https://github.com/openai/CLIP$', clip],
    ['https://github.com/openai/CLIP.git@main#egg=clip', clip],
    ['git+https://github.com/openai/CLIP@v1.0', clip],
    ['https://github.com/openai/CLIP/tree/feature%2Fx/sub', clip],
    ['https://github.com/openai/CLIP/tree/main/packages/@scope/x', clip, 'main', 'packages/@scope/x'],
    ['https://github.com/openai/CLIP/releases/tag/%40s%2Fp%401.0', clip],
    ['https://github.com/openai/CLIP/blob/main/a.py:12', clip, 'main'],
    ['https://github.com/o/r_', 'https://github.com/o/r_.git'],
    ['https://github.com/education/autograding', 'https://github.com/education/autograding.git'],
    ['https://huggingface.co/google/flan-t5-xl', 'https://huggingface.co/google/flan-t5-xl'],
    ['https://huggingface.co/microsoft/phi-2/tree/main', 'https://huggingface.co/microsoft/phi-2', 'main'],
    ['https://codeberg.org/forgejo/forgejo.git', 'https://codeberg.org/forgejo/forgejo.git'],
    ['https://codeberg.org/a/b/src/branch/dev/docs', 'https://codeberg.org/a/b.git', 'dev', 'docs'],
    ['https://codeberg.org/a/b/src/commit/0a1b2c', 'https://codeberg.org/a/b.git', '0a1b2c'],
  ];
  for (const [link, clone, ref, folder] of cloned) {
    it(`${JSON.stringify(link)} is read`, () => {
      const repository = parseRepository(link);
      assert.ok(repository);
      assert.deepEqual([cloneUrl(repository), repository.ref, repository.folder], [clone, ref, folder]);
      assert.deepEqual(parseRepository(repository.url), repository, 'the page that is opened means the same');
    });
  }

  const refused: [why: string, link: string][] = [
    ['empty', ''],
    ['an option', '--upload-pack=x'],
    ['an option that runs', '-u$(touch${IFS}P):x'],
    ['another transport', 'ext::sh -c x https://github.com/a/b'],
    ['an ssh option', 'ssh://-oProxyCommand=x/y'],
    ['ssh', 'ssh://git@github.com/a/b.git'],
    ['ssh, short', 'git@github.com:a/b.git'],
    ['the git protocol', 'git://github.com/a/b'],
    ['a file', 'file:///etc/passwd'],
    ['a path', '/github.com/a/b'],
    ['ftp', 'ftp://github.com/a/b'],
    ['script', 'javascript:github.com/a/b'],
    ['a scheme alone', 'http://'],
    ['a password', 'https://u:p@github.com/a/b'],
    ['a user', 'https://u@github.com/a/b'],
    ['a host behind a user', 'https://github.com@evil.example/a/b'],
    ['a host behind a backslash', 'https://evil.example\\@github.com/a/b'],
    ['Cyrillic i', 'https://gіthub.com/a/b'],
    ['full-width dot', 'https://github．com/a/b'],
    ['a dot at the end of the host', 'https://github.com./a/b'],
    ['a longer host', 'https://github.com.evil.example/a/b'],
    ['a host that ends so', 'https://notgithub.com/a/b'],
    ['a subdomain', 'https://gist.github.com/a/b'],
    ['another port', 'https://github.com:8443/a/b'],
    ['another site', 'https://example.com/a/b'],
    ['the name as a path', 'https://example.com/github.com/a/b'],
    ['owner only', 'https://github.com/openai'],
    ['owner only, with a slash', 'https://github.com/openai/'],
    ['owner and .git', 'https://github.com/openai/.git'],
    ['a dot', 'https://github.com/a/.'],
    ['two dots', 'https://github.com/a/..'],
    ['two dots within', 'https://github.com/a/../b/c'],
    ['two dots behind', 'https://github.com/a/b/../../c/d'],
    ['coded dots', 'https://github.com/a/%2e%2e'],
    ['a coded slash', 'https://github.com/a/..%2f..'],
    ['a coded slash in the name', 'https://github.com/a/b%2Fc'],
    ['coded twice', 'https://github.com/a/%252e%252e'],
    ['a broken code', 'https://github.com/a/%zz'],
    ['a coded NUL', 'https://github.com/a/b%00'],
    ['a line feed', 'https://github.com/a/b\n--upload-pack=x'],
    ['a carriage return', 'https://github.com/a/b\rc'],
    ['a NUL', 'https://github.com/a/b\0c'],
    ['a direction mark', 'https://github.com/a/b\u202ec'],
    ['a NUL behind the name', 'https://github.com/a/b/issues/\0'],
    ['a direction mark behind the name', 'https://github.com/a/b/wiki/x\u202ey'],
    ['coded twice behind the name', 'https://github.com/a/b/wiki/%252e%252e'],
    ['a blank within', 'https://github.com/a/b c'],
    ['a shell word', 'https://github.com/a/$(touch${IFS}x)'],
    ['a semicolon', 'https://github.com/a/b;touch x'],
    ['an owner that begins as an option', 'https://github.com/-oProxyCommand/b'],
    ['an owner with a dot', 'https://github.com/a.b/c'],
    ['an owner with an underscore', 'https://github.com/a_b/c'],
    ['a long owner', `https://github.com/${'a'.repeat(40)}/b`],
    ['a long name', `https://github.com/a/${'b'.repeat(101)}`],
    ['.git twice', 'https://github.com/a/b.git.git'],
    ['a page of the site', 'https://github.com/features/actions'],
    ['organisations', 'https://github.com/orgs/openai/repositories'],
    ['topics', 'https://github.com/topics/nlp'],
    ['sponsors', 'https://github.com/Sponsors/someone'],
    ['a coded slash in a group', 'https://gitlab.com/g/a%2Fb/p'],
    ['coded dots behind the name', 'https://github.com/a/b/tree/main/x%2F..%2F..'],
    ['a user of a host behind the owner', 'https://github.com/a@evil.example/b'],
    ['a plan', 'https://huggingface.co/pro/x'],
    ['a paper', 'https://huggingface.co/papers/2109.00859'],
    ['a collection', 'https://huggingface.co/collections/a/b-123'],
    ['documentation', 'https://huggingface.co/docs/transformers'],
    ['a data set without owner', 'https://huggingface.co/datasets/squad'],
    ['a name with two hyphens', 'https://huggingface.co/a/b--c'],
    ['groups only', 'https://gitlab.com/groups/a/b'],
    ['a route without a project', 'https://gitlab.com/a/-/issues'],
    ['a user page', 'https://codeberg.org/user/settings'],
    ['a placeholder', '{this https URL}'],
    ['ten million letters', `https://github.com/a/${'b'.repeat(10_000_000)}`],
    ['ten million slashes', `https://github.com/${'/'.repeat(10_000_000)}`],
    ['ten million brackets', '('.repeat(10_000_000)],
  ];
  for (const [why, link] of refused) {
    it(`${why} is refused: ${JSON.stringify(link.slice(0, 60))}`, () => {
      assert.equal(parseRepository(link), undefined);
    });
  }

  it('gives a clone address of one shape, whatever is read', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'https://',
        'http://',
        'https: //',
        'github.com',
        'gitlab.com',
        'huggingface.co',
        'hf.co',
      ),
      fc.constantFrom(
        'codeberg.org',
        '/',
        '//',
        '..',
        '.',
        '-',
        '%2e',
        '%2F',
        '.git',
        'tree',
        'main',
        'datasets',
      ),
      fc.constantFrom(
        '@',
        ':',
        '?',
        '#',
        '\\',
        '\\_',
        ' ',
        '\n',
        '\0',
        '~',
        '{',
        '}',
        '--upload-pack=x',
        '-/',
      ),
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.string({ maxLength: 12 }),
    );
    const joined = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''));
    const path = fc.array(fc.oneof(piece, fc.stringMatching(/^[\w.-]{1,6}$/)), { maxLength: 8 });
    const host = fc.constantFrom('github.com', 'gitlab.com', 'huggingface.co', 'codeberg.org', 'hf.co');
    const near = fc.tuple(host, path).map(([name, parts]) => `https://${name}/${parts.join('/')}`);
    fc.assert(fc.property(fc.oneof(joined, near), assertSafe), { numRuns: 20_000 });
  });

  it('is the same repository, whatever follows its name', () => {
    const end = fc.constantFrom(
      '',
      '/',
      '.',
      ',',
      ').',
      '$',
      '”',
      '?tab=x',
      '#readme',
      '.git',
      '.git@main',
      '@v1.2',
    );
    const route = fc.constantFrom(
      '',
      '/tree/main',
      '/blob/x',
      '/issues/12',
      '/releases/tag',
      '/wiki',
      '/pull/3/files',
    );
    const segment = fc.oneof(
      fc.stringMatching(/^[\w.@+-]{1,12}$/).filter((part) => !/^\.+$/.test(part)),
      fc.stringMatching(/^[\w@:/ +-]{1,8}$/).filter((part) => !/(?:^|\/)\.{1,2}(?:\/|$)/.test(part)),
    );
    fc.assert(
      fc.property(route, fc.array(segment, { maxLength: 3 }), end, (at, parts, last) => {
        const path = at === '' ? '' : [at, ...parts.map(encodeURIComponent)].join('/');
        const read = parseRepository(`https://github.com/lab/the-code${path}${last}`);
        assert.deepEqual([read?.owner, read?.name], ['lab', 'the-code'], path + last);
      }),
    );
  });

  it('reads its own clone address as the same repository', () => {
    const name = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,30}$/);
    const owner = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9-]{0,30}$/);
    fc.assert(
      fc.property(owner, name, (ownerName, repositoryName) => {
        const read = parseRepository(`https://github.com/${ownerName}/${repositoryName}`);
        if (read) assert.deepEqual(parseRepository(cloneUrl(read) ?? ''), read);
      }),
    );
  });

  it('has no clone address when a damaged store broke its parts', () => {
    const good = { host: 'github.com', owner: 'a', name: 'b' };
    assert.equal(cloneUrl(good), 'https://github.com/a/b.git');
    for (const bad of [
      { host: 'evil.example' },
      { host: '__proto__' },
      { owner: '-u' },
      { owner: 'a/../..' },
      { owner: '' },
      { name: '..' },
      { name: 'b\n' },
      { name: 'b/../c' },
      { name: '' },
    ]) {
      assert.equal(cloneUrl({ ...good, ...bad }), undefined, JSON.stringify(bad));
    }
  });
});

describe('equal repositories', () => {
  const read = (link: string) => parseRepository(link)!;

  it('differ in case and place only', () => {
    assert.ok(
      sameRepository(read('github.com/OpenAI/clip'), read('https://github.com/openai/CLIP/tree/main/x')),
    );
    assert.ok(!sameRepository(read('github.com/a/b'), read('gitlab.com/a/b')));
    assert.ok(!sameRepository(read('hf.co/a/b'), read('hf.co/datasets/a/b')));
  });

  it('are listed once, with the place that one of them names', () => {
    const list = ['github.com/a/b', 'github.com/c/d', 'github.com/A/B/tree/dev/sub', 'github.com/a/b'].map(
      read,
    );
    assert.deepEqual(
      distinctRepositories(list).map((repository) => repository.url),
      ['https://github.com/A/B/tree/dev/sub', 'https://github.com/c/d'],
    );
  });
});
