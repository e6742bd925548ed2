// Only this file imports the toolkit, which is no longer maintained. To replace the toolkit, change this file and the
// style sheet. Each component is imported separately.
import { vsCodeButton } from '@vscode/webview-ui-toolkit/dist/button';
import { provideVSCodeDesignSystem } from '@vscode/webview-ui-toolkit/dist/vscode-design-system';

/** Makes the page's `vscode-…` elements work. */
export function defineElements(): void {
  provideVSCodeDesignSystem().register(vsCodeButton());
}
