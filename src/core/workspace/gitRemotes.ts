/**
 * Returns the URLs of all remotes in a git configuration file: `url` and `pushurl` of `[remote "name"]` sections. Does
 * not follow includes and `insteadOf` rules.
 */
export function gitRemotes(config: string): readonly string[] {
  const urls: string[] = [];
  let inRemote = false;
  for (const line of config.split(/\r?\n/)) {
    const section = /^\s*\[\s*([\w.-]+)/.exec(line);
    if (section) inRemote = /^remote$/i.test(section[1] ?? '');
    const name = /(?:^|\])\s*(?:push)?url\s*=/i.exec(line);
    if (!inRemote || name === null) continue;
    const value = line.slice(name.index + name[0].length).trim();
    const quoted = /^"((?:[^"\\]|\\.)*)"/.exec(value)?.[1];
    urls.push(quoted?.replace(/\\(.)/g, '$1') ?? withoutComment(value));
  }
  return [...new Set(urls.filter((url) => url !== ''))];
}

/** A space and `#` or `;` begin a comment. */
function withoutComment(value: string): string {
  const at = value.search(/\s[#;]/);
  return at < 0 ? value : value.slice(0, at).trim();
}
