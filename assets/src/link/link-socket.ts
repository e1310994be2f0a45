/**
 * The live connection of a page that shows what a link shows. The server sends all of it
 * at once and after each change, so nothing has to be caught up with: whatever came last
 * is what holds. Now and then the page asks as well, so that a screen which nobody
 * touches for months finds out by itself that its connection is dead.
 */
import { backoff } from "../live/backoff";

export type LinkStatus = "connecting" | "live" | "offline" | "gone";

export interface LinkSocketOptions<Data> {
  /** Of what is shown, as in "/api/status/token". The socket's is below it. */
  path: string;
  onData: (data: Data) => void;
  onStatus: (status: LinkStatus) => void;
  open?: (path: string) => WebSocket;
  random?: () => number;
}

const askEveryMs = 60_000;
const patienceMs = 10_000;

export class LinkSocket<Data> {
  private socket: WebSocket | null = null;
  private attempt = 0;
  private last = "";
  private isStopped = false;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private openTimer: ReturnType<typeof setTimeout> | undefined;
  private askTimer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly options: LinkSocketOptions<Data>) {}

  start(): void {
    this.options.onStatus("connecting");
    this.askTimer = setInterval(() => void this.ask(), askEveryMs);
    this.connect();
  }

  stop(): void {
    this.isStopped = true;
    clearInterval(this.askTimer);
    clearTimeout(this.retryTimer);
    this.drop();
  }

  /** Asks at once whether the connection still is one. */
  async ask(): Promise<void> {
    const answer = await look<Data>(this.options.path);
    if (this.isStopped) return;
    if (answer === "gone") {
      this.stop();
      this.options.onStatus("gone");
    } else if (answer === "offline") {
      if (this.socket) this.lost(this.socket, false);
      this.options.onStatus("offline");
    } else if (answer !== "later") {
      const isNews = this.take(answer);
      // It should have come by itself.
      if (isNews && this.socket) this.lost(this.socket, false);
    }
  }

  private connect(): void {
    const open = this.options.open ?? openSocket;
    const socket = open(this.options.path);
    this.socket = socket;
    this.openTimer = setTimeout(() => this.lost(socket, true), patienceMs);
    socket.onmessage = ({ data }) => {
      if (socket !== this.socket || typeof data !== "string") return;
      clearTimeout(this.openTimer);
      this.attempt = 0;
      this.take((JSON.parse(data) as { data: Data }).data);
      this.options.onStatus("live");
    };
    socket.onclose = () => this.lost(socket, true);
  }

  /** Whether it is another than before. */
  private take(data: Data): boolean {
    const text = JSON.stringify(data);
    if (text === this.last) return false;
    this.last = text;
    this.options.onData(data);
    return true;
  }

  private lost(socket: WebSocket, isToAsk: boolean): void {
    if (socket !== this.socket) return;
    this.drop();
    this.options.onStatus("connecting");
    const wait = backoff(this.attempt, this.options.random ?? Math.random);
    this.attempt += 1;
    this.retryTimer = setTimeout(() => this.connect(), wait);
    // A handshake does not tell why it was refused.
    if (isToAsk) void this.ask();
  }

  private drop(): void {
    clearTimeout(this.openTimer);
    const socket = this.socket;
    this.socket = null;
    socket?.close();
  }
}

/** What the link shows now; "later": the server has no time for it. */
async function look<Data>(
  path: string,
): Promise<Data | "gone" | "offline" | "later"> {
  try {
    const response = await fetch(path, {
      signal: AbortSignal.timeout(patienceMs),
    });
    if (response.ok) return (await response.json()) as Data;
    // A proxy in front of a server that is away may say 404 too, in its own words.
    const isRefusal = response.headers
      .get("Content-Type")
      ?.startsWith("application/problem+json");
    return response.status === 404 && isRefusal ? "gone" : "later";
  } catch {
    return "offline";
  }
}

function openSocket(path: string): WebSocket {
  const scheme = window.location.protocol === "https:" ? "wss" : "ws";
  return new WebSocket(`${scheme}://${window.location.host}${path}/ws`);
}
