import mapping from '@vscode/codicons/src/template/mapping.json';

const NAMES: ReadonlySet<string> = new Set(Object.values(mapping).flat());

export function isCodicon(name: string): boolean {
  return NAMES.has(name);
}
