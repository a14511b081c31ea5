import { createServer, type IncomingHttpHeaders, request as send } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** A proxy as HTTP_PROXY and HTTPS_PROXY name one. Whatever machine it is asked for, it asks one port of this one. */
export interface ForwardProxy {
  /** "http://127.0.0.1:PORT" */
  address: string;
  /** "GET http://host/path", "CONNECT host:port" */
  requests: string[];
  headers: IncomingHttpHeaders[];
}

/** @param credentials "name:password" that it asks for */
export async function startForwardProxy(port: number, credentials?: string): Promise<ForwardProxy> {
  const proxy: ForwardProxy = { address: "", requests: [], headers: [] };
  const expected = credentials && `Basic ${Buffer.from(credentials).toString("base64")}`;
  const isWelcome = (headers: IncomingHttpHeaders) =>
    !expected || headers["proxy-authorization"] === expected;
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    proxy.requests.push(`${request.method} ${request.url}`);
    proxy.headers.push(request.headers);
    if (!isWelcome(request.headers)) {
      response.writeHead(407, { "proxy-authenticate": "Basic" }).end();
      return;
    }
    const { pathname, search } = new URL(request.url ?? "");
    const { method, headers } = request;
    const asked = send(
      { host: "127.0.0.1", port, path: `${pathname}${search}`, method, headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 0, answer.headers);
        answer.pipe(response);
      },
    );
    request.pipe(asked);
  });
  server.on("connect", (request, client: Socket) => {
    proxy.requests.push(`CONNECT ${request.url}`);
    proxy.headers.push(request.headers);
    if (!isWelcome(request.headers)) {
      client.end("HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n");
      return;
    }
    const inside = connect(port, "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      inside.pipe(client).pipe(inside);
    });
    for (const socket of [inside, client]) {
      sockets.add(socket);
      socket.on("error", () => socket.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  proxy.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        for (const socket of sockets) socket.destroy();
      }),
  );
  return proxy;
}
