import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { asCount } from '../../../../src/core/lang/json';
import { JsonFile, type JsonFormat } from '../../../../src/library/store/jsonFile';
import { silentLog } from '../../../support/log';
import { takeOver } from '../../../support/takeOver';

const COUNT: JsonFormat<number> = {
  schema: 3,
  read: (value) => asCount(value) ?? 0,
  write: (value) => value,
};

describe('a small value on disk', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'daily papers ü '));
    file = path.join(folder, 'state.json');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const opened = (): JsonFile<number> => new JsonFile(file, COUNT, silentLog);

  it('is its default at first, and makes no file for that', async () => {
    assert.equal(await opened().read(), 0);
    assert.equal(await opened().update((value) => value), 0);
    assert.deepEqual(readdirSync(folder), []);
  });

  it('loses no change when many change it at once', async () => {
    await Promise.all(Array.from({ length: 20 }, () => opened().update((value) => value + 1)));
    assert.equal(await opened().read(), 20);
    assert.deepEqual(readdirSync(folder), ['state.json']);
  });

  const damages: [what: string, text: string][] = [
    ['cut', '{"schema":3,"sum":"0'],
    ['empty', ''],
    ['null', 'null'],
    ['a wrong sum', '{"schema":3,"sum":"00000000","value":7}\n'],
  ];
  for (const [what, text] of damages) {
    it(`is its default when damaged (${what}), and the damage is kept aside`, async () => {
      writeFileSync(file, text);
      assert.equal(await opened().read(), 0);
      assert.equal(await opened().update(() => 5), 5);
      assert.equal(await opened().read(), 5);
      const [aside] = readdirSync(folder).filter((name) => name.includes('.corrupt-'));
      assert.equal(readFileSync(path.join(folder, aside ?? ''), 'utf8'), text);
    });
  }

  it('is not changed by a window whose lock was taken over', async () => {
    await opened().update(() => 5);
    const update = opened().update(() => {
      takeOver(`${file}.lock`);
      return 6;
    });
    await assert.rejects(update, /Another window took over/);
    assert.equal(await opened().read(), 5);
  });

  it('never writes over what a newer version wrote', async () => {
    const newer = '{"schema":4,"sum":"00000000","value":{}}\n';
    writeFileSync(file, newer);
    assert.equal(await opened().read(), 0);
    await assert.rejects(
      opened().update(() => 5),
      /newer version/,
    );
    assert.equal(readFileSync(file, 'utf8'), newer);
  });

  it('heals a folder in its place', async () => {
    mkdirSync(file);
    assert.equal(await opened().update(() => 5), 5);
  });
});
