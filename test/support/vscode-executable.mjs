// Determines which VS Code runTests of @vscode/test-electron starts.
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { inProject } from './project.mjs';

/**
 * @param {import('./vscode-server.mjs').Release} release
 * @returns {Promise<string>} what runTests starts
 */
export async function vscodeExecutable(release) {
  // The desktop needs a screen. The oldest version is tested on the server, which is the same everywhere.
  const screen = process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'];
  if (screen && release === 'newest') {
    try {
      const desktop = await downloadAndUnzipVSCode({
        version: 'stable',
        cachePath: inProject('.vscode-test'),
      });
      console.log(`Runs in desktop VS Code: ${desktop}`);
      return desktop;
    } catch (error) {
      console.log(`Desktop VS Code can't be downloaded (${String(error)}).`);
    }
  }
  console.log('Runs in the VS Code server, shown by a headless browser.');
  return inProject('test/support/launch-server.mjs');
}
