/**
 * Returns the URLs of all remotes in a git configuration file. Reads `[remote "name"]` sections with `url`
 * and `pushurl`. Does not follow includes and `insteadOf` rules.
 */
export function gitRemotes(config: string): readonly string[] {
  const urls: string[] = [];
  let inRemote = false;
  for (const line of config.split(/\r?\n/)) {
    const section = /^\s*\[\s*([\w.-]+)/.exec(line);
    if (section) inRemote = /^remote$/i.test(section[1] ?? '');
    const value = /(?:^|\])\s*(?:push)?url\s*=(.*)$/i.exec(line)?.[1]?.trim();
    if (!inRemote || value === undefined) continue;
    const quoted = /^"((?:[^"\\]|\\.)*)"/.exec(value)?.[1];
    urls.push(quoted?.replace(/\\(.)/g, '$1') ?? value.replace(/\s[#;].*$/, '').trim());
  }
  return [...new Set(urls.filter((url) => url !== ''))];
}
