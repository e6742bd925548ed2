export interface RepositoryParts {
  readonly owner: string;
  readonly name: string;
  readonly ref?: string;
  /** One element per level. */
  readonly folder?: readonly string[];
}

export interface RepositoryHost {
  readonly host: string;
  readonly owner: RegExp;
  readonly name: RegExp;
  readonly suffix: '.git' | '';
  /** Path between a repository's page and a ref: `tree`, `-/tree`, `src/branch`. */
  readonly tree: string;
  /** Reads the path of a link; `undefined` for other pages of the site. */
  read(segments: readonly string[]): RepositoryParts | undefined;
}

/** First path segments of github.com's own pages, which cannot be account names. */
const GITHUB_PAGES = new Set(
  (
    'about account advisories apps assets auth blog business changelog codespaces collections contact contributing copilot ' +
    'customer-stories dashboard discussions edu enterprise events explore features gist git-guides guides home import ' +
    'integrations invitations issues join languages legal login logos logout marketplace mcp mobile models new newsroom nonprofit ' +
    'nonprofits notifications oauth open-source organizations orgs partners payments plans premium-support press ' +
    'pricing privacy pulls raw readme redeem repos resources restore search security sessions settings showcases signin signup ' +
    'site solutions spark sponsors starred stars stories support team terms topics tos tour trending trust-center ' +
    'user-attachments users watching why-github wiki'
  ).split(' '),
);

/** Without `google`: most company names are organizations with models. */
const HUGGING_FACE_PAGES = new Set(
  (
    'about api avatars blog brand buckets changelog chat code-of-conduct collections contact content-policy deepsite docs ' +
    'enterprise front inference inference-api inference-endpoints inference-playground jobs join kernels languages ' +
    'learn login logout mcp metrics models new new-dataset new-space notifications oauth organizations papers posts ' +
    'pricing privacy pro search settings shop spaces storage subscribe support tasks terms-of-service welcome'
  ).split(' '),
);

const GITLAB_PAGES = new Set(
  '- admin api dashboard explore groups help jwt oauth profile projects public s search snippets users'.split(
    ' ',
  ),
);

/** Segments that end a project's path in old gitlab.com links. They are reserved names. */
const GITLAB_ROUTES = new Set(
  '- badges blame blob builds commits create edit files find_file issues merge_requests new preview raw refs tree wikis'.split(
    ' ',
  ),
);

const CODEBERG_PAGES = new Set(
  'admin api assets attachments captcha explore issues milestones notifications org pulls repo user'.split(
    ' ',
  ),
);

const github: RepositoryHost = {
  host: 'github.com',
  owner: /^[A-Za-z0-9][A-Za-z0-9-]{0,38}$/,
  name: /^(?!\.{1,2}$)(?!.*\.git$)[A-Za-z0-9._-]{1,100}$/i,
  suffix: '.git',
  tree: 'tree',
  read([owner, name, route, ref, ...rest]) {
    if (owner === undefined || name === undefined || GITHUB_PAGES.has(owner.toLowerCase())) return undefined;
    return { owner, name: stripGitSuffix(name), ...parsePath(route, ref, rest) };
  },
};

/** Models are at the root. The owner of data sets and spaces starts with their kind. */
const huggingFace: RepositoryHost = {
  host: 'huggingface.co',
  owner: /^(?:datasets\/|spaces\/)?[A-Za-z0-9](?:[A-Za-z0-9._-]{0,94}[A-Za-z0-9_])?$/,
  name: /^(?!.*(?:--|\.\.|\.git$))[A-Za-z0-9_](?:[A-Za-z0-9._-]{0,94}[A-Za-z0-9_])?$/,
  suffix: '',
  tree: 'tree',
  read(segments) {
    const kind = segments[0] === 'datasets' || segments[0] === 'spaces' ? segments[0] : undefined;
    const [owner, name, route, ref, ...rest] = kind === undefined ? segments : segments.slice(1);
    if (owner === undefined || name === undefined) return undefined;
    if (kind === undefined && HUGGING_FACE_PAGES.has(owner.toLowerCase())) return undefined;
    return {
      owner: kind === undefined ? owner : `${kind}/${owner}`,
      name: stripGitSuffix(name),
      ...parsePath(route === 'resolve' ? 'blob' : route, ref, rest),
    };
  },
};

/** A project can be in nested groups, which together are its owner. */
const gitlab: RepositoryHost = {
  host: 'gitlab.com',
  owner: /^(?=.{1,255}$)[A-Za-z0-9_][A-Za-z0-9_.-]*(?:\/[A-Za-z0-9_][A-Za-z0-9_.-]*){0,19}$/,
  name: /^(?!.*\.(?:git|atom)$)[A-Za-z0-9_][A-Za-z0-9_.-]{0,254}$/,
  suffix: '.git',
  tree: '-/tree',
  read(segments) {
    if (GITLAB_PAGES.has(segments[0]?.toLowerCase() ?? '')) return undefined;
    const end = segments.findIndex((segment) => GITLAB_ROUTES.has(segment));
    const path = end < 0 ? segments : segments.slice(0, end);
    const name = path.at(-1);
    if (name === undefined || path.length < 2 || path.some((part) => part.includes('/'))) return undefined;
    const [route, ref, ...rest] = segments.slice(segments[end] === '-' ? end + 1 : path.length);
    return { owner: path.slice(0, -1).join('/'), name: stripGitSuffix(name), ...parsePath(route, ref, rest) };
  },
};

const codeberg: RepositoryHost = {
  host: 'codeberg.org',
  owner: /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,38}[A-Za-z0-9])?$/,
  name: /^(?!\.{1,2}$)(?!.*\.(?:git|wiki|rss|atom)$)[A-Za-z0-9._-]{1,100}$/,
  suffix: '.git',
  tree: 'src/branch',
  read([owner, name, route, kind, ref, ...rest]) {
    if (owner === undefined || name === undefined || CODEBERG_PAGES.has(owner.toLowerCase()))
      return undefined;
    const pointed = route === 'src' && (kind === 'branch' || kind === 'tag' || kind === 'commit');
    return { owner, name: stripGitSuffix(name), ...(pointed ? parsePath('tree', ref, rest) : {}) };
  },
};

export const REPOSITORY_HOSTS: ReadonlyMap<string, RepositoryHost> = new Map(
  [github, gitlab, huggingFace, codeberg].map((host) => [host.host, host]),
);

/** Also removes all from the first character outside names (`@v1`, `:main`, `%20`). */
function stripGitSuffix(name: string): string {
  return (name.split(/[@:]/, 1)[0] ?? '').trimEnd().replace(/\.git$/i, '');
}

/** Reads ref and folder of a link. A link to a file gives the file's folder. */
function parsePath(
  route: string | undefined,
  ref: string | undefined,
  rest: readonly string[],
): Pick<RepositoryParts, 'ref' | 'folder'> {
  if ((route !== 'tree' && route !== 'blob') || ref === undefined) return {};
  // Full ref name: `refs/heads/main`. Others, such as `refs/pr/1`, are not branches or tags.
  if (ref === 'refs') {
    const [kind, name, ...path] = rest;
    return kind === 'heads' || kind === 'tags' ? parsePath(route, name, path) : {};
  }
  const folder = route === 'blob' ? rest.slice(0, -1) : rest;
  return folder.length > 0 ? { ref, folder } : { ref };
}
