// Live streams that rest while their tab is hidden, since a browser allows six connections to one host,
// and that then ask for what they missed.
class RestingSource extends EventTarget {
  constructor(address) {
    super();
    this.address = address;
    this.last = "";
    this.readyState = EventSource.CONNECTING;
    this.names = new Set(["message", "reset"]);
    this.look = () => (document.hidden ? this.rest() : this.wake());
    document.addEventListener("visibilitychange", this.look);
    if (!document.hidden) this.wake();
  }

  addEventListener(name, listener, options) {
    super.addEventListener(name, listener, options);
    if (!this.names.has(name)) {
      this.names.add(name);
      this.source?.addEventListener(name, (event) => this.pass(event));
    }
  }

  wake() {
    if (this.source) return;
    const address = new URL(this.address, location.href);
    if (this.last) address.searchParams.set("last", this.last);
    this.source = new EventSource(address, { withCredentials: true });
    this.source.onopen = (event) => { this.readyState = EventSource.OPEN; this.onopen?.(event); };
    this.source.onerror = (event) => { this.readyState = this.source?.readyState ?? EventSource.CONNECTING; this.onerror?.(event); };
    for (const name of this.names) this.source.addEventListener(name, (event) => this.pass(event));
  }

  pass(event) {
    if (event.lastEventId) this.last = event.lastEventId;
    if (event.type === "reset") this.startAnew();
    this.dispatchEvent(new MessageEvent(event.type, { data: event.data, lastEventId: event.lastEventId }));
  }

  // What is being written is kept a moment after the last key, so the page waits a little longer than that.
  startAnew() {
    const told = new CustomEvent("wf:reset", { cancelable: true, detail: this.address });
    if (document.dispatchEvent(told)) setTimeout(() => location.reload(), 600);
  }

  rest() {
    this.source?.close();
    this.source = null;
  }

  close() {
    this.rest();
    this.readyState = EventSource.CLOSED;
    document.removeEventListener("visibilitychange", this.look);
  }
}

htmx.createEventSource = (address) => new RestingSource(address);
