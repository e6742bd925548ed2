import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';

/**
 * Adds latency between a window and its server, as with a remote machine. From the next load on, every
 * message is delayed by half of the round trip. Messages keep their order.
 * @returns the number of delayed messages so far
 */
export async function addLatency(page: Page, roundTripMs: number): Promise<() => number> {
  let delayed = 0;
  const later = async (send: () => void): Promise<void> => {
    delayed += 1;
    await wait(roundTripMs / 2);
    send();
  };
  await page.routeWebSocket(/^wss?:/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => void later(() => server.send(message)));
    server.onMessage((message) => void later(() => socket.send(message)));
  });
  return () => delayed;
}
