/** A mail server: it remembers the mails it takes, and refuses recipients when it is told to. */
import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";

export interface Taken {
  to: string;
  text: string;
}

export class MailBox {
  readonly mails: Taken[] = [];
  /** What it answers to a recipient. */
  recipient = "250 Ok";

  private constructor(private readonly server: Server) {}

  static async open(): Promise<MailBox> {
    const server = createServer();
    const box = new MailBox(server);
    server.on("connection", (socket) => box.talk(socket));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return box;
  }

  get port(): number {
    const address = this.server.address();
    if (address === null || typeof address === "string") {
      throw new Error("no port");
    }
    return address.port;
  }

  close(): void {
    this.server.close();
  }

  private talk(socket: Socket): void {
    let waiting = "";
    let to = "";
    let data: string[] | null = null;
    const say = (line: string) => socket.write(`${line}\r\n`);
    const hear = (line: string) => {
      if (data && line !== ".") return void data.push(line);
      if (data) {
        this.mails.push({ to, text: data.join("\n") });
        data = null;
        return say("250 2.0.0 Ok: queued");
      }
      if (line.startsWith("EHLO")) return say("250 mail.example");
      if (line.startsWith("RCPT")) {
        to = line.replace(/^RCPT TO:<(.*)>.*$/, "$1");
        return say(this.recipient);
      }
      if (line === "DATA") {
        data = [];
        return say("354 go on");
      }
      return line === "QUIT" ? socket.end("221 bye\r\n") : say("250 Ok");
    };
    // Whoever calls may hang up at any time.
    socket.on("error", () => undefined);
    socket.setEncoding("latin1").on("data", (part) => {
      waiting += part;
      const lines = waiting.split("\r\n");
      waiting = lines.pop() ?? "";
      lines.forEach(hear);
    });
    say("220 mail.example ready");
  }
}
