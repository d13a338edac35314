/// The element `<errata-pins query="…" lang="…" limit="…">`: it fetches the card from the worker that the script came
/// from and shows it in a tree of its own.
enum PinElement {
  /// The script as an answer.
  static var answer: Answer {
    var answer = Answer(type: "text/javascript; charset=utf-8", bytes: Array(script.utf8))
    answer.headers += [
      ("X-Content-Type-Options", "nosniff"), ("Access-Control-Allow-Origin", "*"), ("Cache-Control", "max-age=3600"),
      ("Cross-Origin-Resource-Policy", "cross-origin"),
    ]
    return answer
  }

  /// The script. What it shows is HTML that the worker has escaped; a failed fetch shows nothing.
  static let script = """
    // <script src="https://errata.example/v1/pins.js" defer></script>
    // <errata-pins query="5g coronavirus" lang="en" limit="2"></errata-pins>
    (() => {
      "use strict";
      if (customElements.get("errata-pins")) return;
      const origin = new URL(document.currentScript ? document.currentScript.src : location.href).origin;
      class ErrataPins extends HTMLElement {
        static observedAttributes = ["query", "lang", "limit"];
        #root = this.attachShadow({ mode: "open" });
        #wait = 0;
        #fetch = null;
        connectedCallback() { this.#update(); }
        disconnectedCallback() { clearTimeout(this.#wait); this.#fetch?.abort(); }
        attributeChangedCallback() { if (this.isConnected) this.#update(); }
        #update() {
          clearTimeout(this.#wait);
          this.#wait = setTimeout(() => this.#load(), 80);
        }
        async #load() {
          this.#fetch?.abort();
          const query = (this.getAttribute("query") || "").trim();
          if (!query) return this.#show("");
          const wanted = new URLSearchParams({ q: query });
          for (const name of ["lang", "limit"]) {
            if (this.getAttribute(name)) wanted.set(name, this.getAttribute(name));
          }
          const running = this.#fetch = new AbortController();
          try {
            const answer = await fetch(`${origin}/v1/pins.html?${wanted}`,
              { signal: running.signal, credentials: "omit", headers: { Accept: "text/html" } });
            this.#show(answer.ok ? await answer.text() : "");
          } catch (error) {
            if (error.name !== "AbortError") this.#show("");
          }
        }
        #show(html) {
          this.#root.innerHTML = html;
          this.toggleAttribute("hidden", html === "");
          const count = this.#root.querySelectorAll("article").length;
          this.dispatchEvent(new CustomEvent("errata-pins", { bubbles: true, detail: { count } }));
        }
      }
      customElements.define("errata-pins", ErrataPins);
    })();

    """
}
