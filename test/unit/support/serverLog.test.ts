import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createAsyncRotatingLogger } from '../../support/server-log.mjs';

describe('the log files of the VS Code server', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'server-log-'));
    file = path.join(folder, 'logs', 'remoteexthost.log');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const text = (): string => readFileSync(file, 'utf8');

  it('have time and level before each message, from the chosen level on', async () => {
    const logger = await createAsyncRotatingLogger('name', file, 10_000);
    assert.equal(text(), '');
    logger.debug('not written');
    logger.info('opened');
    logger.setLevel(3);
    logger.info('not written');
    logger.warn('slow');
    logger.error('Error: failed\n    at place');
    logger.setLevel(0);
    logger.trace('detail');
    logger.setLevel(6);
    logger.error('not written');
    const time = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}`;
    const lines = [
      '[info] opened',
      '[warning] slow',
      '[error] Error: failed',
      '    at place',
      '[trace] detail',
    ];
    assert.deepEqual(
      text()
        .replace(new RegExp(`^${time} `, 'gm'), '')
        .trimEnd()
        .split('\n'),
      lines,
    );
    assert.equal(text().match(new RegExp(`^${time} \\[`, 'gm'))?.length, 4);
  });

  it('have local time', async () => {
    const before = Date.now();
    (await createAsyncRotatingLogger('name', file, 10_000)).info('now');
    const written = new Date(text().slice(0, 23)).getTime();
    assert.ok(written >= before && written <= Date.now(), text());
  });

  it('contain the bare text of a logger without formatters', async () => {
    const logger = await createAsyncRotatingLogger('name', file, 10_000);
    logger.clearFormatters();
    logger.info('one\n');
    logger.info('two');
    assert.equal(text(), 'one\ntwo');
  });

  it('go on in a new file when one is full', async () => {
    const logger = await createAsyncRotatingLogger('name', file, 100);
    logger.clearFormatters();
    for (const letter of 'abc') logger.info(letter.repeat(101));
    assert.equal(text(), 'c'.repeat(101));
    assert.equal(readFileSync(`${file}.1`, 'utf8'), 'b'.repeat(101));
  });

  it('are left alone when the logger has ended, or its folder is gone', async () => {
    const logger = await createAsyncRotatingLogger('name', file, 10_000);
    rmSync(folder, { recursive: true });
    logger.error('no folder');
    const other = await createAsyncRotatingLogger('name', file, 10_000);
    other.drop();
    other.error('ended');
    assert.equal(text(), '');
    assert.ok(!existsSync(`${file}.1`));
  });
});
