import type { Page } from "@playwright/test";

/** Every answer of the server comes so late. */
export async function slowDown(page: Page, millis: number): Promise<void> {
  await page.routeWebSocket("**/rpc", (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => server.send(message));
    server.onMessage((message) => setTimeout(() => socket.send(message), millis));
  });
}
