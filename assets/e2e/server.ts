/** Starts and stops the real executable on a database of its own. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";

const executable = path.resolve(
  process.env.OMS_BIN ?? "../target/x86_64-unknown-linux-gnu/release/oms",
);
const patienceMs = 20_000;

export class OmsServer {
  private child: ChildProcess | null = null;
  private output = "";

  private constructor(
    private readonly folder: string,
    private readonly database: string,
    readonly port: number,
  ) {}

  /** A server on a new database, or on one that is there. */
  static async create(database = "oms.db"): Promise<OmsServer> {
    const folder = await mkdtemp(path.join(os.tmpdir(), "oms-e2e-"));
    await writeFile(path.join(folder, "config.toml"), "");
    return new OmsServer(
      folder,
      path.resolve(folder, database),
      await freePort(),
    );
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    this.output = "";
    const child = spawn(
      executable,
      [
        "--config",
        path.join(this.folder, "config.toml"),
        "--database",
        this.database,
      ],
      {
        cwd: this.folder,
        env: {
          PATH: process.env.PATH,
          HOME: this.folder,
          OMS_ADDRESS: "127.0.0.1",
          OMS_PORT: String(this.port),
          OMS_SHOP_NAME: "Corner shop",
        },
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    this.child = child;
    const keep = (text: Buffer) => (this.output += text.toString());
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    await this.until(async () => {
      if (child.exitCode !== null) throw new Error(this.output);
      const answer = await fetch(`${this.url}/healthz`).catch(() => null);
      return answer?.ok || undefined;
    });
  }

  /** The one-time link that the first start prints. */
  async setupLink(): Promise<string> {
    return this.until(() => {
      const [, token] = /\/setup#token=([^\s"'<>]+)/.exec(this.output) ?? [];
      return token && `${this.url}/setup#token=${token}`;
    });
  }

  async stop(): Promise<void> {
    const child = this.child;
    this.child = null;
    if (!child || child.exitCode !== null) return;
    const exit = once(child, "exit");
    child.kill("SIGTERM");
    await exit;
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Asks again and again, since there is nothing in a foreign process to wait for. */
  private async until<Value>(
    ask: () => Promise<Value | undefined> | Value | undefined,
  ): Promise<Value> {
    const end = Date.now() + patienceMs;
    for (;;) {
      const value = await ask();
      if (value) return value;
      if (Date.now() > end)
        throw new Error(`No answer. It said:\n${this.output}`);
      await new Promise((next) => setTimeout(next, 50));
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") {
    throw new Error("no port");
  }
  return address.port;
}
