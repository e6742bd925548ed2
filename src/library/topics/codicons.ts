import mapping from '@vscode/codicons/src/template/mapping.json';

const NAMES: ReadonlySet<string> = new Set(Object.values(mapping).flat());

/** Returns whether a name is that of one of VS Code's own icons. */
export function isCodicon(name: string): boolean {
  return NAMES.has(name);
}
