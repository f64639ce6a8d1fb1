// Freshness and a faster way out. Without this file everything still works by forms and reloads.
// Nothing is stored on the device, and every address asked is our own.
"use strict";

const neutralPage = document.documentElement.dataset.exit;
/** Ended with the visit: whoever leaves asks for no more news. */
const listening = new AbortController();

/** Empties the screen first: a slow network must not leave the words standing there. */
function leave() {
  listening.abort();
  document.body.replaceChildren();
  document.title = "";
  fetch("/keluar", { keepalive: true, redirect: "manual" }).catch(() => undefined);
  location.replace(neutralPage);
}

let lastEscape = 0;
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const now = Date.now();
  if (now - lastEscape < 1000) leave();
  lastEscape = now;
});
document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element) || event.target.closest(".exit") === null) return;
  event.preventDefault();
  leave();
});
// A page brought back by "Back" shows what the server would show now, not what stood there.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const parse = (text) => new DOMParser().parseFromString(text, "text/html");

const conversation = document.getElementById("percakapan");
if (conversation !== null) chat(conversation, document.getElementById("tulis"));

function chat(log, form) {
  const box = form.querySelector("textarea");
  const field = (name) => form.querySelector(`input[name="${name}"]`);
  const lastLine = () => Math.max(0, ...[...log.children].map((line) => Number(line.dataset.line)));
  let sending = false;
  scrollToEnd();

  function scrollToEnd() {
    log.lastElementChild?.scrollIntoView({ block: "nearest" });
  }

  /** Takes what is new from a page the server drew; the log grows line by line, so that it is read out. */
  function take(page) {
    const fresh = page.getElementById("percakapan");
    if (fresh === null) return;
    for (const line of Array.from(log.children)) if (page.getElementById(line.id) === null) line.remove();
    let previous = null;
    for (const line of fresh.children) {
      let own = document.getElementById(line.id);
      // After an erasure the numbers begin again, so the same number may hold other words.
      if (own === null || own.textContent !== line.textContent) {
        own?.remove();
        own = document.importNode(line, true);
        if (previous === null) log.prepend(own);
        else previous.after(own);
      }
      previous = own;
    }
    for (const id of ["pilihan", "kabar", "nomor-telepon", "cari-tempat"]) {
      const [own, theirs] = [document.getElementById(id), page.getElementById(id)];
      if (own !== null && theirs !== null && own.innerHTML !== theirs.innerHTML) {
        own.replaceChildren(...[...theirs.childNodes].map((node) => document.importNode(node, true)));
      }
    }
    scrollToEnd();
  }

  /** The visit was ended elsewhere: its lines go from this screen too, the words in the box stay. */
  function forget() {
    log.replaceChildren();
    document.getElementById("pilihan").replaceChildren();
    field("kunci").value = "";
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (sending) return;
    const fields = new FormData(form, event.submitter);
    const words = box.value;
    if (fields.get("pilihan") === null && words.trim() === "") return;
    sending = true;
    form.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch("/chat", { method: "POST", body: new URLSearchParams(fields) });
      const page = parse(await answer.text());
      if (field("kunci").value === "" && answer.ok) return location.replace("/chat");
      // A form has its own number: a new one only after this one has arrived, so that nothing counts twice.
      field("nomor").value = page.querySelector('#tulis input[name="nomor"]').value;
      field("kunci").value = page.querySelector('#tulis input[name="kunci"]').value;
      const said = fields.get("pilihan") === null && fields.get("cari") === null;
      if (answer.ok && said && box.value === words) box.value = "";
      take(page);
    } catch {
      document.getElementById("kabar").textContent = box.dataset.unsent;
    } finally {
      sending = false;
      form.removeAttribute("aria-busy");
      box.focus();
    }
  });

  async function listen() {
    while (!listening.signal.aborted) {
      if (document.hidden || sending || field("kunci").value === "") {
        await pause(1000);
        continue;
      }
      try {
        const answer = await fetch(`/chat/baru?sesudah=${lastLine()}`, { signal: listening.signal });
        const page = answer.status === 200 ? parse(await answer.text()) : undefined;
        // While a form is on its way, its own answer brings the news, and choices stay shut until then.
        if (page !== undefined && !sending) take(page);
        else if (answer.status === 410) forget();
        else if (page === undefined && answer.status !== 204) await pause(5000);
      } catch {
        if (!listening.signal.aborted) await pause(5000);
      }
    }
  }
  document.querySelector(".end")?.addEventListener("submit", () => listening.abort());
  void listen();
}
