// report.html in a real browser, opened from disk: what its bars open, what its
// search finds, both languages, the keyboard, the printer, no network, no script
// that came with a name.
//
//   node tests/browser/report.mjs target/release/zhibu
//
// ZHIBU_NODE_MODULES names the folder with playwright-core and axe-core where it
// is not beside this file; CHROMIUM the browser; ZHIBU_SHOTS a folder to keep
// pictures in.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { HOSTILE, NUMBERS, make } from "./counties.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const modules = process.env.ZHIBU_NODE_MODULES ?? join(here, "node_modules");
const require = createRequire(join(modules, "any.js"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const binary = resolve(process.argv[2] ?? "target/release/zhibu");
const shots = process.env.ZHIBU_SHOTS;
const folder = mkdtempSync(join(tmpdir(), "zhibu-browser-"));
const ARGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];
const ROWS = 25;

let passed = 0, failed = 0;
async function check(name, test) {
  try {
    await test();
    passed++;
  } catch (error) {
    failed++;
    console.log(`FAILED ${name}\n  ${String(error.message ?? error).split("\n").slice(0, 8).join("\n  ")}`);
  }
}
function equal(found, wanted, what = "") {
  const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)];
  if (a !== b) throw new Error(`${what}: ${a} is not ${b}`);
}
function holds(condition, what) { if (!condition) throw new Error(what); }
const number = (text) => Number(text.replace(/[^\d.]/g, ""));

// A browser with a profile of its own, and what it had to say.
async function browser(options = {}) {
  const profile = mkdtempSync(join(folder, "profile-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ARGS,
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  const noise = [];
  context.on("request", (request) => {
    if (!/^(file|data):/.test(request.url())) noise.push(`request ${request.url()}`);
  });
  const page = await context.newPage();
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) noise.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => noise.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => { noise.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  return { context, page, noise };
}
const open = (page, file) => page.goto(pathToFileURL(file).href);
const speak = (page, lang) => page.click(`[data-lang=${lang}]`);

// Words of the page that are seen or read out in that language and belong to the
// other; what comes from the lists stands in <bdi>.
function leftovers(lang) {
  const own = /zhibu|manifest\.json|data\/[a-z]+\.csv|summary\.xlsx|SHA-256|plain-csv|verify/g;
  const other = (text) =>
    lang === "en" ? /[\u3400-\u9fff]/.test(text) : /[A-Za-z]{2,}/.test(text.replace(own, ""));
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, parent = node.parentElement;
    if (!node.data.trim() || parent.closest("bdi,code,.code,script,style,.langs,option")) continue;
    let shown = true;
    for (let at = parent; at; at = at.parentElement)
      if (getComputedStyle(at).display === "none") shown = false;
    if (shown && other(node.data)) found.push(node.data.trim());
  }
  for (const node of document.querySelectorAll("[aria-label]"))
    if (other(node.getAttribute("aria-label"))) found.push(node.getAttribute("aria-label"));
  for (const node of document.querySelectorAll("#of-list option,#of-end option"))
    if (other(node.textContent)) found.push(node.textContent);
  return found.slice(0, 10);
}

async function violations(page) {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"];
    const result = await window.axe.run(document, { runOnly: { type: "tag", values: tags } });
    return result.violations.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((n) => n.html).join(" | ")}`);
  });
}

// How many rows a panel has, by paging through it, or by its last page's number
// where that takes too long.
async function rowsBehind(page, stated) {
  const table = "#behind table.people tbody tr";
  let rows = await page.locator(table).count();
  const pager = page.locator("#behind .pager");
  if (!(await pager.isVisible())) return rows;
  const label = await pager.locator("> span .z").first().textContent();
  const pages = number(label.split("共")[1] ?? "");
  if (pages > 12) return pages === Math.ceil(stated / ROWS) ? stated : pages * ROWS;
  for (let at = 1; at < pages; at++) {
    await pager.locator("button").nth(1).click();
    rows += await page.locator(table).count();
  }
  return rows;
}

const pages = make(binary, folder);
const { context, page, noise } = await browser();

for (const [name, file] of Object.entries(pages)) {
  await check(`${name}: opens in the report's language`, async () => {
    await open(page, file);
    equal(await page.evaluate(() => document.documentElement.lang), name === "english" ? "en" : "zh-CN");
    holds(readFileSync(file).length < 3e6, "it is under 3 MB");
  });
  if (shots) await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
  if (name !== "refused") {
    await check(`${name}: every bar opens as many rows as it says`, async () => {
      const steps = await page.locator("button[data-step]").all();
      holds(steps.length >= 3, "there are steps");
      for (const step of steps) {
        const stated = Number(await step.getAttribute("data-rows"));
        const cell = await step.evaluate((node) => node.closest("tr").children[2].textContent);
        equal(number(cell), stated, "the figure beside the bar");
        await step.click();
        equal(await rowsBehind(page, stated), stated, await step.getAttribute("data-step"));
        await page.keyboard.press("Escape");
        holds(await page.locator("#behind").isHidden(), "escape closes it");
      }
    });
  }
  for (const lang of ["en", "zh"]) {
    await check(`${name}: in ${lang} nothing is left of the other language`, async () => {
      await open(page, file);
      await speak(page, lang);
      equal(await page.evaluate(leftovers, lang), [], "closed");
      equal(await page.evaluate(() => document.documentElement.lang), lang === "zh" ? "zh-CN" : "en");
      for (const button of ["button[data-step=held]", ".heat td:nth-child(n+3) button"]) {
        if (!(await page.locator(button).count())) continue;
        await page.locator(button).first().click();
        equal(await page.evaluate(leftovers, lang), [], "open");
      }
    });
    await check(`${name}: in ${lang} everybody can use it, open bars too`, async () => {
      // What is folded is looked at as well.
      await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
      equal(await violations(page), []);
    });
  }
  await check(`${name}: a narrow screen scrolls tables, never the page`, async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await open(page, file);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    await page.setViewportSize({ width: 1280, height: 900 });
    holds(width <= 390, `the page is ${width} wide`);
  });
}

await check("a panel says who, where, why and how much", async () => {
  await open(page, pages.mini);
  await page.click("button[data-step=held]");
  const row = page.locator("#behind tbody tr", { hasText: "刘建国" });
  const text = await row.innerText();
  for (const part of ["桐口镇", "和平村", "R006", "V004", "600.00", "桐口镇和平村.ods", "暂缓"])
    holds(text.includes(part), `${part} in ${text}`);
  holds(/\d{6}•{8}[\dX]{4}/.test(text) && !/\d{17}/.test(text), "the number is masked");
});

await check("the search finds a name, a village, the last four characters, and nobody", async () => {
  await open(page, pages.county);
  const table = "#everybody table.people tbody tr";
  const ask = async (text) => {
    await page.fill("#q", text);
    await page.waitForTimeout(400);
    return (await page.locator("#everybody [role=status] .z").first().innerText()).trim();
  };
  const cells = await page.locator(table).first().locator("bdi").allInnerTexts();
  const [name, mask, , village] = cells;
  const began = Date.now();
  const found = number(await ask(name));
  holds(found >= 1 && found < 1000, `${found} of that name`);
  for (const one of await page.locator(`${table} th`).allInnerTexts())
    holds(one.includes(name), "every row is of that name");
  holds(number(await ask(village)) > 50, "a village has people");
  await ask(mask.slice(-4));
  for (const one of await page.locator(`${table} td.id`).allInnerTexts())
    holds(one.endsWith(mask.slice(-4)), "every row ends so");
  equal(await ask("查无此人也"), "没有找到。");
  equal(await page.locator(table).count(), 0);
  holds(Date.now() - began < 8000, "it is quick");
  await page.fill("#q", "");
  await page.selectOption("#of-list", "1");
  await page.selectOption("#of-end", "2");
  const held = Number(await page.locator("button[data-step=held]").getAttribute("data-rows"));
  const shown = await page.locator("#everybody [role=status] .z").first().innerText();
  equal(number(shown), held, "on hold in the pay list");
});

await check("a column sorts down, then up, and says so", async () => {
  await open(page, pages.county);
  const table = page.locator("#places table.sorts").first();
  const column = async () =>
    (await table.locator("tbody tr td:nth-child(2)").allInnerTexts()).map(number);
  const head = table.locator("thead th").nth(1);
  await head.locator("button").click();
  equal(await head.getAttribute("aria-sort"), "descending");
  let values = await column();
  equal(values, [...values].sort((a, b) => b - a));
  await head.locator("button").click();
  equal(await head.getAttribute("aria-sort"), "ascending");
  values = await column();
  equal(values, [...values].sort((a, b) => a - b));
  const began = Date.now();
  await page.locator("#everybody thead button").nth(1).click();
  const names = await page.locator("#everybody tbody th").allInnerTexts();
  const order = new Intl.Collator("zh-CN");
  equal(names, [...names].sort(order.compare), "names in order");
  const took = Date.now() - began;
  // Half a second on an idle machine; a busy one is given time.
  holds(took < 8000, `a hundred thousand rows sort in ${took} ms`);
});

await check("by keyboard alone: to a bar, open, close, back where it was", async () => {
  await open(page, pages.mini);
  const at = () => page.evaluate(() => document.activeElement.getAttribute("data-step") ?? document.activeElement.id);
  await page.keyboard.press("Tab");
  holds(await page.evaluate(() => document.activeElement.classList.contains("skip")), "first the skip link");
  for (let tabs = 0; tabs < 40 && (await at()) !== "registered"; tabs++) await page.keyboard.press("Tab");
  equal(await at(), "registered");
  await page.keyboard.press("Enter");
  equal(await at(), "behind", "the panel has the focus");
  equal(await page.locator("[data-step=registered]").getAttribute("aria-expanded"), "true");
  await page.keyboard.press("Escape");
  equal(await at(), "registered");
  equal(await page.locator("[data-step=registered]").getAttribute("aria-expanded"), "false");
  await page.locator(".heat button").first().focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  const cell = await page.evaluate(() => [document.activeElement.dataset.row, document.activeElement.dataset.column]);
  equal(cell[0], "1");
  holds(cell[1] !== "all", "to the right of the sum");
  equal(await page.locator(".heat button[tabindex='0']").count(), 1, "one stop of the tab key");
  await page.keyboard.press("Enter");
  holds(await page.locator("#examples li").count() >= 1, "an example");
  await page.keyboard.press("Escape");
  holds(await page.locator("#examples").isHidden(), "closed");
});

await check("names are shown as they are, and nothing in them happens", async () => {
  await open(page, pages.hostile);
  await page.click("button[data-step=registered]");
  const names = await page.locator("#behind tbody th").allTextContents();
  for (const name of HOSTILE) {
    const shown = name.replace("\u202e", "\ufffd");
    holds(names.includes(shown), `${shown} among ${names.join(" ")}`);
  }
  await page.hover("#behind tbody tr:nth-child(5) th");
  equal(await page.locator("img, i, b:not(.figure b):not(.names b):not(.refused b), main script, [onerror], [onload], [onmouseover]").count(), 0);
  equal(await page.locator("h1 bdi").textContent(), '<i>县</i>&amp;"引"');
  const text = readFileSync(pages.hostile, "utf8");
  for (const one of NUMBERS) holds(!text.includes(one), "no number in full");
});

await check("a refused page says why, and has nothing to pay", async () => {
  await open(page, pages.refused);
  holds((await page.innerText(".refused")).includes("P004"), "the finding");
  equal(await page.locator("#bridge, #controls, #people, button[data-step]").count(), 0);
});

await check("last year stands beside this one", async () => {
  await open(page, pages.county);
  holds(await page.locator("#population table.fall").count() >= 2, "two bridges");
  holds(await page.locator("#population .ages .tick").count() > 20, "ticks of last year");
});

for (const lang of ["zh", "en"]) {
  await check(`prints on A4, in ${lang}`, async () => {
    await open(page, pages.county);
    await speak(page, lang);
    const path = shots ? join(shots, `county-${lang}.pdf`) : undefined;
    const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: false, path })).toString("latin1");
    const count = pdf.match(/\/Type \/Page\b(?!s)/g).length;
    holds(count >= 4 && count <= 14, `${count} pages`);
    for (const box of pdf.match(/\/MediaBox \[[^\]]*\]/g)) {
      const [, , width, height] = box.match(/[\d.]+/g).map(Number);
      holds(Math.abs(width - 595) < 2 && Math.abs(height - 842) < 2, box);
    }
  });
}

await check("nothing was asked of a network, nothing went wrong on the console", async () => {
  equal(noise, []);
});
await context.close();

await check("without a script every figure is there", async () => {
  const plain = await browser({ javaScriptEnabled: false });
  await open(plain.page, pages.mini);
  const text = await plain.page.innerText("main");
  for (const part of ["可以发放", "花名册登记", "30", "data/dispositions.csv", "按乡镇", "校验值"])
    holds(text.includes(part), part);
  holds(await plain.page.locator("#ask").isHidden(), "no form that does nothing");
  equal(plain.noise, []);
  await plain.context.close();
});

await check("an old browser is asked for nothing it has not", async () => {
  const source = (name) => readFileSync(join(here, "../../src/report/page", name), "utf8");
  const script = source("page.js"), style = source("page.css");
  for (const word of ["?.", "??", "await ", "replaceChildren", ".at(-", "structuredClone", "replaceAll"])
    holds(!script.includes(word), word);
  for (const word of [":has(", "@container", "@layer", ":is(", ":where(", "inset:", "aspect-ratio", "dvh", "color-mix", "gap:"])
    holds(!style.includes(word), word);
});

rmSync(folder, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
