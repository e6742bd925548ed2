import assert from 'node:assert/strict';
import { Session } from 'node:inspector/promises';
import type { Extension, ExtensionContext } from 'vscode';

/** Variable of the debugger's function below, which can return no object. */
const FOUND = 'daily-papers found context';

/** Runs in the debugger. Contexts are the objects with both properties; other contexts are of other extensions. */
const FIND = `function (extensionPath) {
  const own = (object, key) => Object.prototype.hasOwnProperty.call(object, key);
  globalThis['${FOUND}'] = this.find(
    (object) => own(object, 'subscriptions') && own(object, 'globalState') && object.extensionPath === extensionPath,
  );
}`;

/**
 * Returns the context with which VS Code activated an extension. VS Code passes it only to the extension, and
 * may do so before a test runs, because its own inputs have languages. The debugger finds it on the heap.
 */
export async function activeContext({ extensionPath }: Extension<unknown>): Promise<ExtensionContext> {
  const session = new Session();
  session.connect();
  try {
    const prototype = await session.post('Runtime.evaluate', { expression: 'Object.prototype' });
    const prototypeObjectId = prototype.result.objectId;
    assert.ok(prototypeObjectId);
    const { objects } = await session.post('Runtime.queryObjects', { prototypeObjectId });
    assert.ok(objects.objectId);
    await session.post('Runtime.callFunctionOn', {
      objectId: objects.objectId,
      functionDeclaration: FIND,
      arguments: [{ value: extensionPath }],
    });
  } finally {
    session.disconnect();
  }
  const found: unknown = Reflect.get(globalThis, FOUND);
  Reflect.deleteProperty(globalThis, FOUND);
  assert.ok(found, 'VS Code has not activated the extension');
  return found as ExtensionContext;
}
