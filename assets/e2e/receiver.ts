/** A program that is told of events by webhook: it remembers them and answers as it is told to. */
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";

export interface Delivery {
  id: string;
  body: { type: string; timestamp: string; data: Record<string, unknown> };
  /** Whether one of its signatures is by this secret, as Standard Webhooks has it. */
  isSignedWith: (secret: string) => boolean;
}

export class Receiver {
  readonly deliveries: Delivery[] = [];
  /** What it answers. */
  status = 200;

  private constructor(private readonly server: Server) {}

  static async open(): Promise<Receiver> {
    const server = createServer();
    const receiver = new Receiver(server);
    server.on("request", async (request, response) => {
      let text = "";
      for await (const chunk of request.setEncoding("utf8")) text += chunk;
      const header = (name: string) => String(request.headers[name]);
      const signed = `${header("webhook-id")}.${header("webhook-timestamp")}.${text}`;
      receiver.deliveries.push({
        id: header("webhook-id"),
        body: JSON.parse(text),
        isSignedWith: (secret) => {
          const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
          const mac = createHmac("sha256", key).update(signed);
          return header("webhook-signature")
            .split(" ")
            .includes(`v1,${mac.digest("base64")}`);
        },
      });
      response.writeHead(receiver.status).end("as told");
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return receiver;
  }

  get url(): string {
    const address = this.server.address();
    if (address === null || typeof address === "string") {
      throw new Error("no port");
    }
    return `http://127.0.0.1:${address.port}/oms`;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}
