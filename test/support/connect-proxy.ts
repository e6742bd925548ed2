import { createServer } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

/** An https proxy on loopback. Logs the targets of its connections, and requests without https. */
export interface ConnectProxy {
  readonly address: string;
  readonly connections: readonly string[];
  close(): void;
}

/** @param refuse responds to every request with an error, without a connection attempt */
export async function startConnectProxy({ refuse = false } = {}): Promise<ConnectProxy> {
  const connections: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    connections.push(request.url ?? '');
    response.writeHead(405).end();
  });
  server.on('connect', (request, client: Socket) => {
    const target = request.url ?? '';
    connections.push(target);
    if (refuse) {
      client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
      return;
    }
    const [host = '', port = ''] = target.split(':');
    const upstream = connect(Number(port), host, () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        // If one end closes or is unreachable, closes the other.
        client.destroy();
        upstream.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
