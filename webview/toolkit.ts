// The only file that knows the toolkit, which is no longer maintained: another kit that offers these elements, or
// native buttons, can take its place here and in the style sheet. Each component is imported by itself.
import { vsCodeButton } from '@vscode/webview-ui-toolkit/dist/button';
import { provideVSCodeDesignSystem } from '@vscode/webview-ui-toolkit/dist/vscode-design-system';

/** Makes the page's `vscode-…` elements work. */
export function defineElements(): void {
  provideVSCodeDesignSystem().register(vsCodeButton());
}
