/// The script of the pages' search. Without it the pages are complete, but for the search.
enum SiteScript {
  /// The script. It cuts a query as `SearchTerms` does, reads the files of these terms from beside the page, and shows
  /// the claims that have most of them, rare terms first. All text is set as text.
  static let text = """
    "use strict";
    (() => {
      const form = document.querySelector("form[role=search]");
      const input = form.querySelector("input");
      const list = document.getElementById("found");
      const status = document.getElementById("status");
      const unspaced = /[\\u0e01-\\u0e4e\\u3041-\\u30ff\\u3400-\\u9fff\\u{20000}-\\u{3ffff}]/u;
      const letter = /[\\p{L}\\p{M}\\p{N}]/u;
      const count = Number(form.dataset.claims), page = Number(form.dataset.page);
      const read = new Map();

      const terms = (text) => {
        const found = new Set();
        let word = [], run = [];
        const end = () => {
          if (word.length) found.add(word.slice(0, 32).join(""));
          if (run.length === 1) found.add(run[0]);
          for (let i = 0; i + 1 < run.length; i++) found.add(run[i] + run[i + 1]);
          word = []; run = [];
        };
        for (const c of text.normalize("NFKC").toLowerCase()) {
          if (unspaced.test(c)) { if (word.length) end(); run.push(c); }
          else if (letter.test(c)) { if (run.length) end(); word.push(c); }
          else end();
        }
        end();
        return [...found].slice(0, 32);
      };
      const shard = (term) => {
        let hash = 0x811c9dc5;
        for (const byte of new TextEncoder().encode(term)) hash = Math.imul(hash ^ byte, 0x01000193);
        return (hash & 255).toString(16).padStart(2, "0");
      };
      const file = (name) => {
        if (!read.has(name)) {
          read.set(name, fetch("search/" + name + ".json").then((answer) => {
            if (!answer.ok) throw new Error("HTTP " + answer.status);
            return answer.json();
          }));
        }
        return read.get(name);
      };
      const search = async (text) => {
        const scores = new Map();
        for (const term of terms(text)) {
          const table = await file(shard(term));
          const claims = Object.hasOwn(table, term) ? table[term] : [];
          const bits = Math.log2(1 + count / Math.max(1, claims.length));
          for (const claim of claims) scores.set(claim, (scores.get(claim) || 0) + bits);
        }
        const best = [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 30);
        return Promise.all(best.map(async ([claim]) =>
          (await file("titles-" + Math.floor(claim / page)))[claim % page]));
      };
      let last = 0;
      const show = async () => {
        const turn = ++last, text = input.value.trim();
        list.replaceChildren();
        status.textContent = "";
        if (!text) return;
        try {
          const found = await search(text);
          if (turn !== last) return;
          status.textContent = found.length === 1 ? "1 claim" : found.length + " claims";
          for (const [address, title, verdict, lang] of found) {
            const item = document.createElement("li"), link = document.createElement("a");
            const word = document.createElement("strong");
            link.href = address; link.textContent = title; link.dir = "auto";
            if (lang) { link.lang = lang; word.lang = lang; }
            word.textContent = verdict;
            item.append(word, " ", link);
            list.append(item);
          }
        } catch (error) {
          status.textContent = "The search can't read its files. It needs a web server; the lists below don't.";
        }
      };
      form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
      let wait = 0;
      input.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(show, 150); });
      input.value = new URLSearchParams(location.search).get("q") || "";
      form.hidden = false;
      show();
    })();

    """

  /// The style. Colors have a contrast of at least 7 to 1 in both schemes.
  static let style = """
    :root{--ink:#1b1b1f;--soft:#45464f;--ground:#fff;--edge:#767680;--link:#0b4a8f;color-scheme:light dark}
    @media (prefers-color-scheme:dark){:root{--ink:#e6e6ea;--soft:#c5c6d0;--ground:#1b1b1f;--edge:#90909a;
    --link:#a9c9ff}}
    body{background:var(--ground);color:var(--ink);font:1rem/1.5 system-ui,sans-serif;margin:0 auto;
    max-inline-size:48rem;padding:1rem;overflow-wrap:anywhere}
    a{color:var(--link)}a:focus-visible,input:focus-visible,button:focus-visible{outline:.1875rem solid var(--link);
    outline-offset:.125rem}
    input,button{font:inherit;padding:.375rem .5rem;border:1px solid var(--edge);border-radius:.25rem}
    input{inline-size:min(30rem,70%)}
    h1{font-size:1.5rem;line-height:1.3}h2{font-size:1.1875rem;margin-block:1.5rem .5rem}
    .soft{color:var(--soft);font-size:.875rem}.verdict{font-weight:700}
    .withdrawn{border:1px solid var(--edge);border-inline-start-width:.375rem;padding:.5rem .75rem}
    li{margin-block:.375rem}table{border-collapse:collapse}td,th{border:1px solid var(--edge);padding:.25rem .5rem;
    text-align:start;vertical-align:top}

    """
}
