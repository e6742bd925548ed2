import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import path from 'node:path';
import { TLSSocket } from 'node:tls';
import { setTimeout as wait } from 'node:timers/promises';
import { createGunzip } from 'node:zlib';
import { certificates } from './git-certificates';

export type Fault =
  /** Limits the rate of packs until `until` resolves. */
  | { readonly kind: 'throttle'; readonly bytesPerSecond: number; readonly until?: Promise<unknown> }
  /** Cuts the connection after this many bytes of a pack. */
  | { readonly kind: 'dieAfter'; readonly bytes: number }
  /** Sends this many bytes of a pack, then stalls with the connection open. */
  | { readonly kind: 'stallAfter'; readonly bytes: number }
  /** Never answers. */
  | { readonly kind: 'hang' }
  | { readonly kind: 'status'; readonly code: number }
  /** Responds to everything with a sign-in page, like a network that requires sign-in. */
  | { readonly kind: 'page'; readonly lines: 'one' | 'many' }
  /** Redirects every request to another origin. */
  | { readonly kind: 'redirect'; readonly to: string }
  /** Requires this user and password, by a scheme: Basic, unless another is named. */
  | {
      readonly kind: 'account';
      readonly user: string;
      readonly password: string;
      readonly scheme?: 'NTLM';
    };

export interface ServedRequest {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The beginning of its body, as far as it was received. */
  readonly body: string;
  /** Name in the client's certificate, if it sent one. */
  readonly client: string | undefined;
}

/** A git server on loopback instead of the hosts: serves `root/HOST/OWNER/NAME.git` under the host's name. */
export interface GitServer {
  readonly origin: string;
  readonly root: string;
  readonly requests: readonly ServedRequest[];
  /** Bytes sent in responses, including headers and encryption. */
  readonly sent: number;
  /** Environment for git processes that trust this server and find the hosts' repositories on it. */
  readonly environment: Readonly<Record<string, string>>;
  fault: Fault | undefined;
  /** Contents for Git LFS downloads, by SHA-256. */
  readonly lfs: Map<string, Buffer>;
  close(): Promise<void>;
}

/** Recorded bytes of a request's body. */
const MAX_BODY = 4_000;

/** Hosts whose URLs git redirects to the server. */
const HOSTS = ['github.com', 'gitlab.com', 'huggingface.co', 'codeberg.org'];

/**
 * Starts the server.
 * @param scratch empty folder for repositories, git's configuration, and certificates: `authority.pem` of the server,
 * `client.pem` and `client.key` of a user
 */
export async function startGitServer(scratch: string): Promise<GitServer> {
  const root = path.join(scratch, 'repositories');
  const home = path.join(scratch, 'home');
  for (const folder of [root, home]) mkdirSync(folder, { recursive: true });
  const { authority, key, certificate, client } = await certificates();
  // Requests a client certificate and accepts any.
  const tls = { key, cert: certificate, requestCert: true, rejectUnauthorized: false };
  const requests: ServedRequest[] = [];
  const state: { fault: Fault | undefined } = { fault: undefined };
  const lfs = new Map<string, Buffer>();
  const server = createServer(tls, (request, response) => {
    const served = {
      method: request.method ?? '',
      path: request.url ?? '',
      authorization: request.headers.authorization,
      headers: request.headers,
      body: '',
      client: clientName(request),
    };
    requests.push(served);
    request.on('data', (piece: Buffer) => {
      if (served.body.length < MAX_BODY) served.body += piece.toString('latin1', 0, MAX_BODY);
    });
    const answered = (request.url ?? '').includes('/info/lfs/')
      ? answerLfs(lfs, request, response)
      : answer(root, state.fault, request, response);
    answered.catch(() => response.destroy());
  });
  const sockets = new Set<Socket>();
  let gone = 0;
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => {
      sockets.delete(socket);
      gone += socket.bytesWritten;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const authorityFile = path.join(scratch, 'authority.pem');
  writeFileSync(authorityFile, authority);
  const otherAuthorities = path.join(scratch, 'authorities');
  mkdirSync(otherAuthorities);
  writeFileSync(path.join(scratch, 'client.pem'), client.certificate);
  writeFileSync(path.join(scratch, 'client.key'), client.key);
  const config = path.join(home, '.gitconfig');
  writeFileSync(config, gitConfiguration(origin));
  return {
    origin,
    root,
    requests,
    get sent() {
      return gone + [...sockets].reduce((sum, socket) => sum + socket.bytesWritten, 0);
    },
    lfs,
    environment: {
      ...{ HOME: home, GIT_CONFIG_GLOBAL: config, GIT_CONFIG_NOSYSTEM: '1' },
      // The machine's environment may name another authority, which takes precedence over the configuration.
      GIT_SSL_CAINFO: authorityFile,
      // GnuTLS reads all certificates of the machine before each connection otherwise: 40 of 50 ms for `git ls-remote`.
      GIT_SSL_CAPATH: otherAuthorities,
    },
    get fault() {
      return state.fault;
    },
    set fault(fault) {
      state.fault = fault;
    },
    close: () => closed(server),
  };
}

function clientName({ socket }: IncomingMessage): string | undefined {
  if (!(socket instanceof TLSSocket)) return undefined;
  const { subject } = socket.getPeerCertificate() as { subject?: { CN?: string } };
  return subject?.CN;
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** Git redirects the hosts to the server, so that the tested code keeps its strict URLs. */
function gitConfiguration(origin: string): string {
  return [
    '[user]\n\tname = Test\n\temail = test@example.invalid',
    '[init]\n\tdefaultBranch = main',
    ...HOSTS.map((host) => `[url "${origin}/${host}/"]\n\tinsteadOf = https://${host}/`),
    '',
  ].join('\n');
}

const SIGN_IN = {
  one: '<!doctype html><title>Sign in</title><p>Welcome to our network.',
  many: '<!doctype html>\n<title>Sign in</title>\n<p>Welcome to our network.\n'.repeat(40),
};

async function answer(
  root: string,
  fault: Fault | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  switch (fault?.kind) {
    case 'hang':
      return;
    case 'status':
      response.writeHead(fault.code, fault.code === 401 ? { 'www-authenticate': 'Basic realm="test"' } : {});
      response.end();
      return;
    case 'page':
      response.writeHead(200, { 'content-type': 'text/html' }).end(SIGN_IN[fault.lines]);
      return;
    case 'redirect':
      response.writeHead(302, { location: `${fault.to}${request.url ?? ''}` }).end();
      return;
    case 'account': {
      const right = `Basic ${Buffer.from(`${fault.user}:${fault.password}`).toString('base64')}`;
      if (request.headers.authorization !== right) {
        const asked = fault.scheme ?? 'Basic realm="test"';
        response.writeHead(401, { 'www-authenticate': asked }).end();
        return;
      }
      break;
    }
    case 'throttle':
    case 'dieAfter':
    case 'stallAfter':
    case undefined:
  }
  await uploadPack(root, fault, request, response);
}

/** Git LFS's batch protocol (downloads only), and the downloads themselves. */
async function answerLfs(
  lfs: ReadonlyMap<string, Buffer>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const address = new URL(request.url ?? '/', `https://${request.headers.host ?? ''}`);
  if (request.method === 'GET') {
    const content = lfs.get(path.basename(address.pathname));
    response.writeHead(content === undefined ? 404 : 200).end(content);
    return;
  }
  let body = '';
  for await (const piece of request.setEncoding('utf8')) body += String(piece);
  const { objects } = JSON.parse(body) as { objects: { oid: string; size: number }[] };
  const answers = objects.map(({ oid, size }) =>
    lfs.has(oid)
      ? { oid, size, actions: { download: { href: new URL(oid, address).href } } }
      : { oid, size, error: { code: 404, message: 'Object does not exist' } },
  );
  response.writeHead(200, { 'content-type': 'application/vnd.git-lfs+json' });
  response.end(JSON.stringify({ transfer: 'basic', objects: answers }));
}

/** Git's smart protocol over HTTP: the list of refs, then the pack. */
async function uploadPack(
  root: string,
  fault: Fault | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'https://127.0.0.1');
  const match = /^\/(.+?)(?:\.git)?\/(info\/refs|git-upload-pack)$/.exec(decodeURIComponent(pathname));
  const repository = path.join(root, `${match?.[1] ?? ''}.git`);
  if (match === null || !repository.startsWith(root) || !existsSync(repository)) {
    response.writeHead(404).end();
    return;
  }
  const lists = match[2] === 'info/refs';
  if (lists && searchParams.get('service') !== 'git-upload-pack') {
    response.writeHead(403).end();
    return;
  }
  const protocol = request.headers['git-protocol'];
  const args = ['upload-pack', '--stateless-rpc', ...(lists ? ['--advertise-refs'] : []), repository];
  const git = spawn('git', args, {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, ...(typeof protocol === 'string' ? { GIT_PROTOCOL: protocol } : {}) },
  });
  response.once('close', () => git.kill());
  git.stdin.on('error', () => undefined);
  response.writeHead(200, {
    'content-type': `application/x-git-upload-pack-${lists ? 'advertisement' : 'result'}`,
    'cache-control': 'no-cache',
  });
  if (lists) {
    response.write('001e# service=git-upload-pack\n0000');
    git.stdin.end();
  } else if (request.headers['content-encoding'] === 'gzip') request.pipe(createGunzip()).pipe(git.stdin);
  else request.pipe(git.stdin);
  await send(git.stdout, lists ? undefined : fault, response);
}

async function send(
  from: AsyncIterable<Buffer>,
  fault: Fault | undefined,
  response: ServerResponse,
): Promise<void> {
  let sent = 0;
  for await (const piece of from) {
    if (response.destroyed) return;
    if (fault?.kind === 'dieAfter' && sent + piece.length > fault.bytes) {
      response.write(piece.subarray(0, fault.bytes - sent), () => response.destroy());
      return;
    }
    if (fault?.kind === 'stallAfter' && sent + piece.length > fault.bytes) {
      response.write(piece.subarray(0, fault.bytes - sent));
      return;
    }
    sent += piece.length;
    if (fault?.kind === 'throttle') await drip(piece, fault, response);
    else if (!response.write(piece)) await new Promise((resolve) => response.once('drain', resolve));
  }
  response.end();
}

/** Sends data in slices of a twentieth of a second. */
async function drip(
  piece: Buffer,
  { bytesPerSecond, until }: Extract<Fault, { kind: 'throttle' }>,
  response: ServerResponse,
): Promise<void> {
  const step = Math.max(1, Math.floor(bytesPerSecond / 20));
  for (let at = 0; at < piece.length && !response.destroyed; at += step) {
    response.write(piece.subarray(at, at + step));
    const pause = wait(50, 'pause');
    if ((await (until ? Promise.race([until, pause]) : pause)) === 'pause') continue;
    response.write(piece.subarray(at + step));
    return;
  }
}
