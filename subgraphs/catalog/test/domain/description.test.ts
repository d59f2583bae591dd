import { expect, test } from "@jest/globals";
import { sanitiseDescription } from "../../src/domain/description.ts";

test.each([
  ["<p>Plain <b>bold</b></p>", "<p>Plain <b>bold</b></p>"],
  ["<script>alert(1)</script>after", "after"],
  ["<style>p { color: red }</style><p style='position:fixed'>x</p>", "<p>x</p>"],
  ["<img src=x onerror=alert(1)>", '<img src="x" />'],
  ["<img src='https://a.example/b.png' onload='x()' alt='b'>", '<img src="https://a.example/b.png" alt="b" />'],
  ["<img src='data:image/svg+xml;base64,AAAA'>", "<img />"],
  ["<a href='jAvAsCrIpT:alert(1)'>x</a>", '<a rel="nofollow noopener">x</a>'],
  ["<a href='https://a.example' target='_top'>x</a>", '<a href="https://a.example" rel="nofollow noopener">x</a>'],
  ["<iframe src='https://a.example'></iframe><form><input></form>ok", "ok"],
  ["<svg><script>alert(1)</script></svg>ok", "ok"],
  ["<p>never closed", "<p>never closed</p>"],
  ["1 < 2 && 3 > 2", "1 &lt; 2 &amp;&amp; 3 &gt; 2"],
  ["<!-- comment --> text", "text"],
  ["emoji 🍮 and עברית", "emoji 🍮 and עברית"],
])("%s becomes %s", (html, safe) => {
  expect(sanitiseDescription(html)).toBe(safe);
});

test("what is sanitised once stays the same", () => {
  const once = sanitiseDescription("<p>Tea & <a href='https://a.example?a=1&b=2'>cake</a> &lt;3</p>");
  expect(sanitiseDescription(once)).toBe(once);
});
