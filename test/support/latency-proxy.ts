import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A proxy on loopback in front of a server. It can delay WebSockets as a distant server does. */
export interface LatencyProxy {
  /** `http://localhost:PORT`, instead of the server's. */
  readonly origin: string;
  /** Added to each round trip of connections that become WebSockets from now on, in ms. At first 0. */
  roundTripMs: number;
  /** Number of delayed pieces of data so far. */
  readonly delayed: number;
  close(): void;
}

const IS_UPGRADE = /\r\nupgrade: *websocket\r\n/i;

/**
 * Starts a proxy that passes connections to a server on this machine. Other requests than WebSockets are not
 * delayed, because a browser has the files of the workbench in its cache.
 * @param server origin of the server
 */
export async function startLatencyProxy(server: string): Promise<LatencyProxy> {
  const sockets = new Set<Socket>();
  const proxy = { origin: '', roundTripMs: 0, delayed: 0, close };
  const listener = createServer({ allowHalfOpen: true }, (client) => {
    const upstream = connect({ port: Number(new URL(server).port), host: '127.0.0.1', allowHalfOpen: true });
    /** Undefined until the connection becomes a WebSocket. */
    let oneWayMs: number | undefined;
    const passOn = (from: Socket, to: Socket): void => {
      // Timers of the same time fire in the order in which they were started, so data stays in order.
      const later = (act: () => void): void => {
        if (!oneWayMs) {
          act();
          return;
        }
        proxy.delayed += 1;
        setTimeout(act, oneWayMs);
      };
      from.on('data', (data) => {
        if (from === client && oneWayMs === undefined && IS_UPGRADE.test(data.toString('latin1')))
          oneWayMs = proxy.roundTripMs / 2;
        later(() => to.write(data));
      });
      from.on('end', () => later(() => to.end()));
      from.on('error', () => to.destroy());
      from.on('close', () => sockets.delete(from));
      sockets.add(from);
    };
    passOn(client, upstream);
    passOn(upstream, client);
  });
  function close(): void {
    for (const socket of sockets) socket.destroy();
    listener.close();
  }
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  proxy.origin = `http://localhost:${(listener.address() as AddressInfo).port}`;
  return proxy;
}
