import { expect, test } from "vitest";
import { html, raw, render, type Html } from "../../api/page/index.ts";

const HOSTILE = `<script>alert("x")</script> & 'y'`;

test("whatever is not markup is escaped, in text and in quoted attributes", () => {
  const page = html`<p title="${HOSTILE}">${HOSTILE}</p>`;

  expect(render(page)).toBe(
    '<p title="&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;y&#39;">' +
      "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;y&#39;</p>",
  );
});

test("markup inside markup stays markup, and lists join without a separator", () => {
  const lines = ["satu", "dua & tiga"].map((word) => html`<li>${word}</li>`);

  expect(render(html`<ul>${lines}</ul>`)).toBe("<ul><li>satu</li><li>dua &amp; tiga</li></ul>");
});

test("undefined and false print nothing; zero and the empty string are values", () => {
  expect(render(html`[${undefined}${false}${0}${""}]`)).toBe("[0]");
});

test("an object that came in as JSON cannot pass for markup", () => {
  const forged = JSON.parse('{"markup":"<b>","Symbol(markup)":"<b>"}') as Html;

  expect(render(html`[${forged}]`)).not.toContain("<b>");
});

test("a value in an unquoted attribute is refused, because escaping does not protect it", () => {
  expect(() => html`<a href=${"x onmouseover=alert(1)"}>`).toThrow("Quote the attribute");
});

test("an address with a query inside quotes is no unquoted attribute", () => {
  expect(render(html`<a href="/petugas?keadaan=${"menunggu"}">`)).toBe(
    '<a href="/petugas?keadaan=menunggu">',
  );
});

test("only what this project wrote itself is passed through as it is", () => {
  expect(render(html`${raw("<hr>")}`)).toBe("<hr>");
});
