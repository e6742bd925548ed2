import mapping from '@vscode/codicons/src/template/mapping.json';

const NAMES: ReadonlySet<string> = new Set(Object.values(mapping).flat());

/** Whether VS Code has an icon of this name. */
export function isCodicon(name: string): boolean {
  return NAMES.has(name);
}
