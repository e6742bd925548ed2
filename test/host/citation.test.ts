import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { DailyPapersApi } from '../../src/api';
import { entriesFor } from '../../src/editor/citation/addEntry';
import { documentBibliographies, readerOf } from '../../src/editor/citation/findBibliography';
import { insertCitation } from '../../src/editor/citation/insertCitation';
import { Command } from '../../src/ids';
import { madePaper } from '../support/papers';
import { messagesOf, readyApi, until } from './extension';

const ID = '2109.00859';
const KEY = 'wang2021codet5';
const OTHER_ID = '2305.08386';
const OTHER_KEY = 'zuo2023plip';

describe('citation at the cursor', () => {
  let api: DailyPapersApi;
  let folder: string;
  let firstOffered: string | undefined;
  const autoSave = (mode: 'off' | undefined): Thenable<void> =>
    vscode.workspace.getConfiguration('files').update('autoSave', mode, vscode.ConfigurationTarget.Global);
  before(async () => {
    api = await readyApi();
    // VS Code in a browser saves automatically a second after an edit. Here only the citation may save.
    await autoSave('off');
  });
  after(() => autoSave(undefined));
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'daily-papers-cite-'))));
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    rmSync(folder, { recursive: true, force: true });
  });

  const file = (name: string): string => path.join(folder, name);
  const onDisk = (name: string): string => readFileSync(file(name), 'utf8');
  /**
   * Waits until the bibliography on disk has the entry of a paper and is as VS Code shows it. On a busy machine, it
   * was read without the entry after the save.
   */
  async function hasEntry(name = 'refs.bib', key = KEY): Promise<void> {
    const document = await vscode.workspace.openTextDocument(file(name));
    await until(`the entry in ${name}`, () => {
      const text = onDisk(name);
      return text.includes(`{${key},`) && text === document.getText();
    });
  }

  /** Cites papers in the active editor. */
  async function citeHere(ids: readonly string[] = [ID]): Promise<void> {
    await insertCitation({
      picker: {
        pickSeveral: ({ first }) => {
          firstOffered = first;
          return Promise.resolve(ids.flatMap((id) => api.paper(id) ?? []));
        },
      },
      activePaper: () => ID,
      library: api,
      memory: { get: () => undefined, update: () => Promise.resolve() },
    });
  }

  /** Opens a document with a cursor at each `|` of its text, cites, and returns the document's text. */
  async function cite(name: string, marked: string, ids: readonly string[] = [ID]): Promise<string> {
    const parts = marked.split('|');
    writeFileSync(file(name), parts.join(''));
    const document = await vscode.workspace.openTextDocument(file(name));
    const editor = await vscode.window.showTextDocument(document);
    let offset = 0;
    editor.selections = parts.slice(0, -1).map((part) => {
      offset += part.length;
      return new vscode.Selection(document.positionAt(offset), document.positionAt(offset));
    });
    await citeHere(ids);
    return document.getText();
  }

  /** Returns the error messages that are shown while an operation runs. */
  async function errorsDuring(run: () => Promise<void>): Promise<string> {
    const original = Object.getOwnPropertyDescriptor(vscode.window, 'showErrorMessage');
    const said: string[] = [];
    const value = (message: string): Promise<undefined> => {
      said.push(message);
      return Promise.resolve(undefined);
    };
    Object.defineProperty(vscode.window, 'showErrorMessage', { value, configurable: true });
    try {
      await run();
    } finally {
      Object.defineProperty(vscode.window, 'showErrorMessage', original ?? {});
    }
    return said.join();
  }

  it('adds the entry to the bibliography that a LaTeX document names, and saves it', async () => {
    writeFileSync(file('refs.bib'), '@misc{a,\n  title = {A},\n}\n');
    assert.equal(
      await cite('paper.tex', 'As in~|.\n\\bibliography{refs}\n'),
      `As in~\\cite{${KEY}}.\n\\bibliography{refs}\n`,
    );
    assert.equal(firstOffered, ID, 'the box begins with the paper of the active page');
    await hasEntry();
    assert.match(
      onDisk('refs.bib'),
      new RegExp(`^@misc\\{a,\\n  title = \\{A\\},\\n\\}\\n\\n@misc\\{${KEY},\\n[^@]*\\n\\}\\n$`),
    );
  });

  it('uses the only .bib of the workspace only in a document that names no bibliography of another format', async () => {
    const only = vscode.Uri.file(file('only.bib'));
    // The oldest tested VS Code lacks the program that searches for files.
    const original = Object.getOwnPropertyDescriptor(vscode.workspace, 'findFiles');
    const value = (): Promise<readonly vscode.Uri[]> => Promise.resolve([only]);
    Object.defineProperty(vscode.workspace, 'findFiles', { value, configurable: true });
    try {
      const target = async (name: string, text: string): Promise<string | undefined> => {
        writeFileSync(file(name), text);
        const document = await vscode.workspace.openTextDocument(file(name));
        const chosen = { get: () => undefined, update: () => Promise.resolve() };
        const syntax = name.endsWith('.typ') ? 'typst' : 'pandoc';
        return (await documentBibliographies(document, syntax, chosen)).target?.toString();
      };
      assert.equal(await target('a.md', 'Text.\n'), only.toString());
      assert.equal(await target('b.md', '---\nbibliography: refs.json\n---\n'), undefined);
      assert.equal(await target('c.typ', '#bibliography("works.yml")\n'), undefined);
      // Which file R code names, only R knows.
      const code = `bibliography: "\`r here::here('only.bib')\`"`;
      assert.equal(await target('d.Rmd', `---\n${code}\n---\n`), only.toString());
    } finally {
      Object.defineProperty(vscode.workspace, 'findFiles', original ?? {});
    }
  });

  it('cites at every cursor and adds one entry', async () => {
    writeFileSync(file('refs.bib'), '');
    const text = await cite('paper.tex', '\\addbibresource{refs.bib}\nFirst |.\n\\cite{x,|}\n');
    assert.equal(text, `\\addbibresource{refs.bib}\nFirst \\cite{${KEY}}.\n\\cite{x,${KEY}}\n`);
    await hasEntry();
    assert.equal(onDisk('refs.bib').split(KEY).length, 2);
  });

  it('inserts the key alone in a citation of several lines, and keeps CRLF', async () => {
    writeFileSync(file('refs.bib'), '');
    const text = await cite('paper.tex', '\\bibliography{refs}\r\n\\cite{\r\n  a,\r\n  |\r\n}\r\n');
    assert.equal(text, `\\bibliography{refs}\r\n\\cite{\r\n  a,\r\n  ${KEY}\r\n}\r\n`);
    await hasEntry();
  });

  it('cites in a Markdown cell of a notebook, and keeps the cursor there', async () => {
    writeFileSync(file('refs.bib'), '');
    const cell = (source: string) => ({ cell_type: 'markdown', metadata: {}, source });
    const cells = [cell('---\nbibliography: refs.bib\n---'), cell('As in .')];
    writeFileSync(file('a.ipynb'), JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }));
    const notebook = await vscode.workspace.openNotebookDocument(vscode.Uri.file(file('a.ipynb')));
    await vscode.window.showNotebookDocument(notebook, { selections: [new vscode.NotebookRange(1, 2)] });
    await vscode.commands.executeCommand('notebook.cell.edit');
    const { document } = notebook.cellAt(1);
    const active = () => vscode.window.activeTextEditor;
    await until('the cursor in the cell', () => active()?.document === document);
    const cursor = new vscode.Position(0, 6);
    for (const editor of vscode.window.visibleTextEditors)
      if (editor.document === document) editor.selections = [new vscode.Selection(cursor, cursor)];
    await citeHere();
    assert.equal(document.getText(), `As in [@${KEY}].`);
    await hasEntry();
    assert.equal(active()?.document, document);
    // The bibliography may have a tab: VS Code opens a file whose edit is not saved within 800 ms.
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    assert.deepEqual(
      tabs.map(({ label }) => label).filter((label) => label !== 'refs.bib'),
      ['a.ipynb'],
    );
  });

  it('adds the entry to a bibliography in the editor, once', async () => {
    const text = await cite('refs.bib', '@misc{other,\n  title = {Other},\n}|\n');
    assert.match(text, /^@misc\{other,\n {2}title = \{Other\},\n\}\n\n@misc\{wang2021codet5,\n[^@]*\n\}\n$/);
    const document = vscode.window.activeTextEditor?.document;
    await document?.save();
    assert.equal(await cite('refs.bib', `${text}|`), text);
  });

  it('cites from a page into the only visible editor', async () => {
    writeFileSync(file('notes.md'), '---\nbibliography: refs.bib\n---\nSee .\n');
    writeFileSync(file('refs.bib'), '');
    const document = await vscode.workspace.openTextDocument(file('notes.md'));
    const editor = await vscode.window.showTextDocument(document, vscode.ViewColumn.Two);
    editor.selection = new vscode.Selection(3, 4, 3, 4);
    await vscode.commands.executeCommand('workbench.action.focusFirstEditorGroup');
    await vscode.commands.executeCommand(Command.openPaper, ID);
    await until('the page', () => vscode.window.activeTextEditor === undefined);
    await insertCitation(
      {
        picker: { pickSeveral: () => Promise.resolve([]) },
        activePaper: () => undefined,
        library: api,
        memory: { get: () => undefined, update: () => Promise.resolve() },
      },
      ID,
    );
    assert.ok(document.getText().endsWith(`\nSee [@${KEY}].\n`));
    await hasEntry();
    assert.ok(onDisk('refs.bib').startsWith(`@misc{${KEY},`));
    await document.save();
  });

  it('cites into the only visible editor while the log has the focus', async () => {
    writeFileSync(file('model.py'), '# \n');
    const document = await vscode.workspace.openTextDocument(file('model.py'));
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(0, 2, 0, 2);
    await vscode.commands.executeCommand(Command.showLog);
    await vscode.commands.executeCommand('workbench.panel.output.focus');
    await until('the log', () => vscode.window.activeTextEditor?.document.uri.scheme === 'output');
    try {
      await citeHere();
    } finally {
      await vscode.commands.executeCommand('workbench.action.closePanel');
    }
    assert.match(document.getText(), /^# CodeT5: .* \(https:\/\/arxiv\.org\/abs\/2109\.00859\)\n$/);
  });

  it('says that nothing can be inserted into a read-only editor', async () => {
    writeFileSync(file('model.py'), '# \n');
    const document = await vscode.workspace.openTextDocument(file('model.py'));
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.files.setActiveEditorReadonlyInSession');
    try {
      const read = 'The citation could not be inserted, because a file is read-only or changed meanwhile.';
      await until('the read-only editor', async () =>
        (await messagesOf(() => citeHere())).flat().includes(read),
      );
    } finally {
      await vscode.commands.executeCommand('workbench.action.files.resetActiveEditorReadonlyInSession');
    }
  });

  it('cites several papers together, and adds an entry for each', async () => {
    writeFileSync(file('refs.bib'), `@misc{mine, eprint = {${ID}}}\n`);
    const text = await cite('paper.tex', '\\bibliography{refs}\nBoth~|.\n', [ID, OTHER_ID]);
    assert.equal(text, `\\bibliography{refs}\nBoth~\\cite{mine,${OTHER_KEY}}.\n`);
    await hasEntry('refs.bib', OTHER_KEY);
    assert.match(onDisk('refs.bib'), new RegExp(`^@misc\\{mine[^@]*@misc\\{${OTHER_KEY},[^@]*$`));
  });

  it('uses the key under which the bibliography has the paper, and leaves the file as it is', async () => {
    const refs = '@article{mine,\r\n  doi = {10.48550/arXiv.2109.00859}\r\n}';
    writeFileSync(file('refs.bib'), refs);
    assert.match(await cite('paper.tex', '|\n\\bibliography{refs}'), /^\\cite\{mine\}/);
    assert.equal(onDisk('refs.bib'), refs);
  });

  it('adds the entry to the author’s own bibliography, not to downloaded abbreviations', async () => {
    const strings = '@string{ieee = "IEEE"}\n';
    writeFileSync(file('IEEEabrv.bib'), strings);
    writeFileSync(file('strings.bib'), strings);
    await cite('paper.tex', '|\n\\bibliography{IEEEabrv,strings,refs}');
    await until('the file', () => existsSync(file('refs.bib')));
    await hasEntry();
    assert.deepEqual([onDisk('IEEEabrv.bib'), onDisk('strings.bib')], [strings, strings]);
  });

  it('uses the entries and avoids the keys of all bibliographies that a document names', async () => {
    const first = `@misc{${KEY}, title={Something else}}\n`;
    writeFileSync(file('a.bib'), first);
    writeFileSync(file('refs.bib'), `@misc{mine, eprint={${OTHER_ID}}}\n`);
    const names = '\\addbibresource{a.bib}\n\\addbibresource{refs.bib}\n';
    assert.equal(await cite('paper.tex', `${names}|`, [OTHER_ID, ID]), `${names}\\cite{mine,${KEY}b}`);
    await hasEntry('refs.bib', `${KEY}b`);
    assert.equal(onDisk('a.bib'), first);
    const yaml = '---\nbibliography: [refs.bib, a.bib]\n---\n';
    assert.equal(await cite('notes.md', `${yaml}|`, [OTHER_ID]), `${yaml}[@mine]`);
    assert.equal(onDisk('a.bib'), first);
  });

  it('takes another key when the paper’s own is taken', async () => {
    writeFileSync(file('refs.bib'), `@misc{${KEY}, title={Something else}}\n`);
    assert.match(await cite('paper.tex', '|\n\\bibliography{refs}'), new RegExp(`^\\\\cite\\{${KEY}b\\}`));
  });

  it('keeps CRLF and a missing final line end', async () => {
    writeFileSync(file('refs.bib'), '@misc{a,\r\n  title = {A},\r\n}');
    await cite('paper.tex', '|\n\\bibliography{refs}');
    await hasEntry();
    const refs = onDisk('refs.bib');
    assert.ok(refs.startsWith('@misc{a,\r\n  title = {A},\r\n}\r\n\r\n@misc{'));
    assert.ok(refs.endsWith('}') && !/[^\r]\n/.test(refs));
  });

  it('loses nothing of a bibliography with unsaved changes, and does not save them', async () => {
    writeFileSync(file('refs.bib'), '@misc{a, title={A}}\n');
    const open = await vscode.workspace.openTextDocument(file('refs.bib'));
    const edit = new vscode.WorkspaceEdit();
    edit.insert(open.uri, new vscode.Position(0, 0), '% mine\n');
    await vscode.workspace.applyEdit(edit);
    await cite('paper.tex', '|\n\\bibliography{refs}');
    assert.equal(onDisk('refs.bib'), '@misc{a, title={A}}\n');
    assert.ok(
      open.isDirty &&
        open.getText().startsWith('% mine\n@misc{a, title={A}}\n') &&
        open.getText().includes(KEY),
    );
    await vscode.window.showTextDocument(open);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('inserts nothing when the bibliography cannot be opened, and says why', async () => {
    mkdirSync(file('refs.bib'));
    const text = '\n\\bibliography{refs}\n';
    const said = await errorsDuring(async () => assert.equal(await cite('paper.tex', `|${text}`), text));
    assert.match(said, /refs\.bib could not be opened, so nothing was inserted\. /);
  });

  it('inserts nothing if VS Code read the bibliography in another encoding than its own', async () => {
    const latin1 = Buffer.from('@misc{mueller,\n  author = {Müller, Jörg},\n}\n', 'latin1');
    writeFileSync(file('refs.bib'), latin1);
    const text = '\n\\bibliography{refs}\n';
    let cited = '';
    const said = await errorsDuring(async () => void (cited = await cite('paper.tex', `|${text}`)));
    assert.equal(onDisk('refs.bib'), latin1.toString());
    assert.deepEqual(readFileSync(file('refs.bib')), latin1);
    assert.equal(cited, text);
    assert.match(said, /read .*refs\.bib in another encoding than its own/);
    const read = await vscode.workspace.openTextDocument(vscode.Uri.file(file('refs.bib')), {
      encoding: 'windows1252',
    });
    assert.match(read.getText(), /Müller, Jörg/);
    await vscode.window.showTextDocument(read);
    await cite('paper.tex', `|${text}`);
    await until('the entry', () => readFileSync(file('refs.bib'), 'latin1').includes(`{${KEY},`));
    assert.match(
      readFileSync(file('refs.bib'), 'latin1'),
      /^@misc\{mueller,\n {2}author = \{Müller, Jörg\},/,
    );
  });

  it('makes the bibliography that a document names, where there is none yet', async () => {
    const text = await cite('notes.md', '---\nbibliography: refs.bib\n---\nSee |.\n');
    assert.ok(text.endsWith(`See [@${KEY}].\n`));
    await until('the file', () => existsSync(file('refs.bib')));
    await hasEntry();
    assert.ok(onDisk('refs.bib').startsWith(`@misc{${KEY},`));
  });

  it('inserts a key alone inside an open citation of Markdown', async () => {
    writeFileSync(file('refs.bib'), '');
    assert.ok(
      (await cite('notes.md', '---\nbibliography: refs.bib\n---\n[@a; @|]\n')).endsWith(`[@a; @${KEY}]\n`),
    );
  });

  it('finds the bibliography in the main file of a LaTeX document', async () => {
    writeFileSync(file('main.tex'), '\\addbibresource{refs.bib}\n\\input{part}\n');
    writeFileSync(file('refs.bib'), '');
    await cite('part.tex', '% !TEX root = main.tex\n|\n');
    await hasEntry();
    assert.match(onDisk('refs.bib'), new RegExp(KEY));
  });

  it('finds the bibliography of a part of a LaTeX document in the folder where LaTeX runs', async () => {
    mkdirSync(file('chapters'));
    writeFileSync(file('main.tex'), '\\bibliography{refs}\n');
    writeFileSync(file('refs.bib'), '@misc{t5, eprint={2109.00859}}\n');
    writeFileSync(file('other.bib'), '');
    const parts = {
      'chapters/named.tex': '% !TEX root = ../main.tex\n\\bibliography{refs}\n',
      'chapters/subfile.tex': '\\documentclass[../main.tex]{subfiles}\n',
    };
    for (const [name, text] of Object.entries(parts)) {
      writeFileSync(file(name), text);
      const document = await vscode.workspace.openTextDocument(file(name));
      const memory = { get: () => undefined, update: () => Promise.resolve() };
      const { all, target } = await documentBibliographies(document, 'latex', memory);
      assert.deepEqual(
        [...all, target].map((uri) => uri?.fsPath),
        [file('refs.bib'), file('refs.bib')],
        name,
      );
    }
  });

  it('reads a Typst path with a leading slash from the root of the project, not of the disk', async () => {
    mkdirSync(file('chapters'));
    writeFileSync(file('refs.bib'), '@misc{t5, eprint={2109.00859}}\n');
    writeFileSync(file('chapters/one.typ'), '#bibliography(("/refs.bib", "/new.bib"))\n');
    const named = async (name: string): Promise<readonly (string | undefined)[]> => {
      const document = await vscode.workspace.openTextDocument(file(name));
      const memory = { get: () => undefined, update: () => Promise.resolve() };
      const { all, target } = await documentBibliographies(document, 'typst', memory);
      return [...all, target].map((uri) => uri?.fsPath);
    };
    assert.deepEqual(await named('chapters/one.typ'), [file('refs.bib'), file('refs.bib')]);
    writeFileSync(file('main.typ'), '#bibliography("/new.bib")\n');
    assert.deepEqual(await named('main.typ'), [file('new.bib'), file('new.bib')]);
  });

  it('adds the entry for a Typst document without formulas of LaTeX', async () => {
    const paper = madePaper('2109.00001', { title: 'π₀ “Why”', tex: { title: '$\\pi_0$ “Why”' } });
    const document = await vscode.workspace.openTextDocument({ content: '#bibliography("refs.bib")' });
    const addedFor = async (reader: 'latex' | 'typst'): Promise<string> => {
      const edit = new vscode.WorkspaceEdit();
      await entriesFor([{ paper }], { kind: 'file', uri: document.uri, all: [], reader }, edit);
      const [added] = edit.get(document.uri);
      return added && 'newText' in added ? added.newText : '';
    };
    assert.ok((await addedFor('latex')).includes("= {{$\\pi_0$} ``Why''},"));
    assert.ok((await addedFor(readerOf('typst'))).includes('= {π₀ “Why”},'));
  });

  it('inserts title and address where a language has no citations', async () => {
    assert.match(
      await cite('model.py', '# |\n'),
      /^# CodeT5: .* \(https:\/\/arxiv\.org\/abs\/2109\.00859\)\n$/,
    );
    assert.match(
      await cite('page.html', '<p>|</p>'),
      /^<p><a href="https:\/\/arxiv\.org\/abs\/2109\.00859">CodeT5: /,
    );
  });

  describe('while a key is typed', () => {
    /** Returns the completions at the `|` of a text. */
    async function offered(name: string, marked: string): Promise<readonly vscode.CompletionItem[]> {
      const [before = ''] = marked.split('|');
      writeFileSync(file(name), marked.replace('|', ''));
      const document = await vscode.workspace.openTextDocument(file(name));
      await vscode.window.showTextDocument(document);
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        document.positionAt(before.length),
      );
      // VS Code adds words of open documents, with the kind Text.
      return list.items.filter(({ kind }) => kind === vscode.CompletionItemKind.Reference);
    }
    const labelOf = ({ label }: vscode.CompletionItem): string =>
      typeof label === 'string' ? label : label.label;
    const labels = (items: readonly vscode.CompletionItem[]): string[] => items.map(labelOf);

    it('offers papers by key, title and author, in LaTeX and Markdown', async () => {
      assert.ok(labels(await offered('a.tex', '\\cite{codet5|}')).includes(KEY));
      assert.ok(labels(await offered('b.tex', '\\cite{identifier aware|}')).includes(KEY));
      assert.ok(labels(await offered('a.md', '[see @codet5|]')).includes(KEY));
      // Also while the key is typed and its title word is incomplete.
      for (const begun of ['wang', 'wang2021', 'wang2021co']) {
        const [first = ''] = labels(await offered(`${begun}.tex`, `\\cite{${begun}|}`));
        assert.ok(first.startsWith(begun), `${first} for ${begun}`);
      }
    });

    it('offers papers in a citation of several lines', async () => {
      const [first] = (await offered('lines.tex', '\\cite{\n  a,\n  wang2021co|\n}')).filter(
        (item) => labelOf(item) === KEY,
      );
      assert.ok(first);
      const range = first.range instanceof vscode.Range ? first.range : first.range?.inserting;
      assert.deepEqual([range?.start.line, range?.start.character, range?.end.character], [2, 2, 12]);
    });

    it('replaces a brace after the key only if the key began with one', async () => {
      const replaced = async (name: string, text: string): Promise<string> => {
        const item = (await offered(name, text)).find((one) => labelOf(one) === KEY);
        const range = item?.range instanceof vscode.Range ? item.range : item?.range?.replacing;
        return text.replace('|', '').slice(range?.start.character, range?.end.character);
      };
      assert.equal(await replaced('braces.md', '[@{codet5|}]'), '{codet5}');
      assert.equal(await replaced('footnote.md', '\\footnote{[@codet5|}'), 'codet5');
    });

    it('offers nothing outside a citation', async () => {
      assert.ok(!labels(await offered('a.tex', 'codet5|')).includes(KEY));
      assert.ok(!labels(await offered('a.md', '@codet5|')).includes(KEY));
    });

    it('offers the key that the bibliography has, and adds the entry of another when it is accepted', async () => {
      writeFileSync(file('refs.bib'), '@misc{mine, eprint={2109.00859}}\n');
      const text = '\\bibliography{refs}\n\\cite{codet5|}';
      const known = (await offered('a.tex', text)).find((item) => labelOf(item) === 'mine');
      assert.ok(known && known.command === undefined);
      writeFileSync(file('other.bib'), '');
      const fresh = (await offered('b.tex', text.replace('refs', 'other'))).find(
        (item) => labelOf(item) === KEY,
      );
      assert.ok(fresh?.command);
      await vscode.commands.executeCommand(fresh.command.command, ...(fresh.command.arguments as unknown[]));
      await hasEntry('other.bib');
      assert.ok(onDisk('other.bib').startsWith(`@misc{${KEY},`));
    });

    describe('in a workspace with two bibliographies', () => {
      const originals = (['findFiles', 'showQuickPick'] as const).map((name) => {
        const of = name === 'findFiles' ? vscode.workspace : vscode.window;
        return { of, name, original: Object.getOwnPropertyDescriptor(of, name) ?? {} };
      });
      afterEach(() => {
        for (const { of, name, original } of originals) Object.defineProperty(of, name, original);
      });

      /** Accepts the completion at the `|`, chooses one.bib, and returns the text after the change of its key. */
      async function accepted(marked: string, bibliography: string): Promise<string> {
        writeFileSync(file('one.bib'), bibliography);
        writeFileSync(file('two.bib'), '');
        // The oldest tested VS Code lacks the program that searches for files.
        const files = ['one.bib', 'two.bib'].map((name) => vscode.Uri.file(file(name)));
        const findFiles = (): Promise<readonly vscode.Uri[]> => Promise.resolve(files);
        let asked = false;
        const showQuickPick = (rows: readonly vscode.QuickPickItem[]): Promise<unknown> => {
          asked = true;
          return Promise.resolve(rows.find(({ label }) => label.endsWith('one.bib')));
        };
        Object.defineProperty(vscode.workspace, 'findFiles', { value: findFiles, configurable: true });
        Object.defineProperty(vscode.window, 'showQuickPick', { value: showQuickPick, configurable: true });
        const [before = '', after = ''] = marked.split('|');
        writeFileSync(file('paper.tex'), `${before}${after}`);
        const document = await vscode.workspace.openTextDocument(file('paper.tex'));
        const editor = await vscode.window.showTextDocument(document);
        const cursor = document.positionAt(before.length);
        editor.selection = new vscode.Selection(cursor, cursor);
        await vscode.commands.executeCommand('editor.action.triggerSuggest');
        await until('the accepted key', async () => {
          await vscode.commands.executeCommand('acceptSelectedSuggestion');
          return asked;
        });
        await until('another key', () => !new RegExp(`wang2021co[,}]|${KEY}[,}]`).test(document.getText()));
        return document.getText();
      }

      it('becomes the key that the chosen one has for the paper', async () => {
        const mine = '@inproceedings{Wang:2021, eprint={2109.00859}}\n';
        assert.equal(await accepted('See\n\\cite{a,wang2021co|,b}', mine), 'See\n\\cite{a,Wang:2021,b}');
        assert.equal(onDisk('one.bib'), mine);
      });

      it('becomes another key where the chosen one has another paper under it', async () => {
        const others = `@misc{${KEY}, title={CodeT5+}, eprint={2305.07922}}\n`;
        assert.equal(await accepted('\\cite{wang2021co|}', others), `\\cite{${KEY}b}`);
        await hasEntry('one.bib', `${KEY}b`);
      });
    });
  });
});
