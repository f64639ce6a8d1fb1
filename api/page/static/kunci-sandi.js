// Asks this device for a passkey when its form is sent, and sends the answer along. Keeps nothing.
"use strict";
for (const place of document.querySelectorAll("[data-passkey]")) {
  const { startRegistration, startAuthentication, browserSupportsWebAuthn } = SimpleWebAuthnBrowser;
  if (!browserSupportsWebAuthn()) continue;
  place.hidden = false;
  const form = place.querySelector("form");
  const trouble = place.querySelector("[role=alert]");
  const ask = async () => {
    const optionsJSON = JSON.parse(place.dataset.options);
    const start = place.dataset.passkey === "make" ? startRegistration : startAuthentication;
    try {
      form.elements.jawaban.value = JSON.stringify(await start({ optionsJSON }));
      form.submit();
    } catch {
      trouble.hidden = false;
    }
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    trouble.hidden = true;
    void ask();
  });
}
