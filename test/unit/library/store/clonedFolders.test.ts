import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CLONED_FORMAT, ClonedFolders, type ClonedFolder } from '../../../../src/library/store/clonedFolders';
import { JsonFile } from '../../../../src/library/store/jsonFile';
import { silentLog } from '../../../support/log';

describe('the list of clones', () => {
  let scratch: string;
  beforeEach(() => {
    scratch = mkdtempSync(path.join(tmpdir(), 'papers-cloned-'));
  });
  afterEach(() => rmSync(scratch, { recursive: true, force: true }));

  const repository = { host: 'github.com', owner: 'lab', name: 'code', url: '' };
  const open = (): ClonedFolders =>
    new ClonedFolders(new JsonFile(path.join(scratch, 'cloned.json'), CLONED_FORMAT, silentLog));

  function made(folder: string, name = 'code'): ClonedFolder {
    const at = path.join(scratch, folder);
    mkdirSync(path.join(at, '.git'), { recursive: true });
    return {
      host: 'github.com',
      owner: 'lab',
      name,
      folder: at,
      paperId: 'p',
      clonedAt: '2026-01-01T00:00:00.000Z',
    };
  }

  it('contains a clone immediately, after a restart and in other windows, in any letter case', async () => {
    const [one, other] = [open(), open()];
    await other.ready;
    let told = 0;
    other.onDidChange(() => told++);
    const clone = made('code');
    await one.add(clone);
    assert.deepEqual(one.cloneOf(repository), clone);
    await other.refresh();
    assert.deepEqual(other.cloneOf({ ...repository, owner: 'LAB', name: 'Code' }), clone);
    await other.refresh();
    assert.equal(told, 1);
    const restarted = open();
    assert.equal(restarted.cloneOf(repository), undefined);
    await restarted.ready;
    assert.deepEqual(restarted.cloneOf(repository), clone);
    assert.equal(restarted.cloneOf({ ...repository, name: 'other' }), undefined);
  });

  it('omits a clone whose folder is gone, until the folder is back', async () => {
    const clones = open();
    const clone = made('code');
    await clones.add(clone);
    rmSync(clone.folder, { recursive: true });
    await clones.refresh();
    assert.equal(clones.cloneOf(repository), undefined);
    made('code');
    await clones.refresh();
    assert.deepEqual(clones.cloneOf(repository), clone);
  });

  it('names the newest of several clones first, each folder once', async () => {
    const clones = open();
    const [first, second] = [made('first'), made('second')];
    for (const clone of [first, second, first]) await clones.add(clone);
    assert.deepEqual(clones.clonesOf(repository), [first, second]);
    assert.equal(clones.all().length, 2);
  });

  it('of two windows that clone at once loses none', async () => {
    const [one, other] = [open(), open()];
    await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        (index % 2 ? one : other).add(made(`f${index}`, `code${index}`)),
      ),
    );
    await one.refresh();
    assert.equal(one.all().length, 10);
  });

  it('survives names that objects have and a file that is damaged', async () => {
    const clones = open();
    const odd = made('odd', 'constructor');
    await clones.add({ ...odd, owner: '__proto__' });
    assert.equal(
      clones.cloneOf({ ...repository, owner: '__proto__', name: 'constructor' })?.folder,
      odd.folder,
    );
    assert.equal(clones.cloneOf({ ...repository, owner: 'toString', name: 'valueOf' }), undefined);
    writeFileSync(path.join(scratch, 'cloned.json'), '{"schema":1,"sum"');
    const restarted = open();
    await restarted.ready;
    assert.deepEqual(restarted.all(), []);
    await restarted.add(odd);
    assert.equal(restarted.all().length, 1);
  });

  it('fires no events once disposed', async () => {
    const clones = open();
    clones.onDidChange(() => assert.fail('told'));
    const adding = clones.add(made('code'));
    clones.dispose();
    await adding;
  });
});
