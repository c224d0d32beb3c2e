// The projects whose pages are opened, made by the binary in a folder of its own.
// Everybody in them is invented.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

// Names that a page must show and never follow.
export const HOSTILE = [
  "<img src=x onerror=alert(1)>",
  "</script><script>alert(1)</script>",
  "\"><svg onload=alert(1)>",
  "<!--<script>",
  "' onmouseover='alert(1)",
  "${alert(1)}",
  "\\u003cb>&lt;b&gt;",
  "=1+1",
  "张\u202e三",
];

function run(binary, args, codes = [0]) {
  try {
    return execFileSync(binary, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    if (codes.includes(error.status)) return error.stdout;
    throw new Error(`zhibu ${args.join(" ")}: ${error.status} ${error.stderr}`);
  }
}

function number(serial) {
  const digits = `43069919700101${String(serial).padStart(3, "0")}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = [...digits].reduce((total, digit, at) => total + digit * weights[at], 0);
  return digits + "10X98765432"[sum % 11];
}

// The numbers of that county, and an account that stands in a name's cell.
export const NUMBERS = [...HOSTILE.map((_, at) => number(at + 1)), "6221690000000004321"];

function mini(binary, folder, name, change) {
  const project = join(folder, name);
  mkdirSync(project);
  for (const part of ["zhibu.toml", "places.csv", "roster", "pay-list"])
    cpSync(join(root, "fixtures/mini", part), join(project, part), { recursive: true });
  const file = join(project, "zhibu.toml");
  writeFileSync(file, change(readFileSync(file, "utf8")));
  run(binary, ["run", "-p", project, "-q"], [0, 3]);
  return project;
}

function hostile(binary, folder) {
  const project = join(folder, "hostile");
  for (const part of ["roster", "pay-list"]) mkdirSync(join(project, part), { recursive: true });
  const cell = (text) => `"${text.replace(/"/g, '""')}"`;
  const rows = HOSTILE.map((name, at) => [
    "<b>镇</b>", "'\"><i>村", name, NUMBERS[at], `62${String(at).padStart(3, "0")}`, "某行",
  ]);
  // What a stray number in a name's cell says is not for everybody.
  rows.push(["<b>镇</b>", "'\"><i>村", NUMBERS[HOSTILE.length], number(50), "62999", "某行"]);
  const text = [["乡镇", "村", "姓名", "身份证号", "银行账号", "开户银行"], ...rows]
    .map((row) => row.map(cell).join(",")).join("\n");
  writeFileSync(join(project, "roster", "<u>册.csv"), text);
  // The same file twice would be refused.
  writeFileSync(join(project, "pay-list", "发放.csv"), `发放名册\n${text}`);
  writeFileSync(join(project, "zhibu.toml"), `
[programme]
id = "reservoir-resettlement"
county = "<i>县</i>&amp;\\"引\\""
period = "2020"
as_of = 2020-12-31
quota = 100
budget = "60000.00"
[inputs]
roster = "roster/*"
pay_list = "pay-list/*"
[severity]
V017 = { level = "advise", reason = "<script>alert(1)</script>", since = 2020-11-01 }
`);
  run(binary, ["run", "-p", project, "-q"]);
  return project;
}

// Each page by its name.
export function make(binary, folder) {
  const page = (project, out) => join(project, "out", out, "report.html");
  const county = join(folder, "county");
  run(binary, ["demo", "--years", "2", "--lang", "zh", "--quiet", county]);
  return {
    county: page(county, "2021"),
    mini: page(mini(binary, folder, "mini", (text) => text), "2020"),
    english: page(
      mini(binary, folder, "english", (text) => text.replace('lang = "zh"', 'lang = "en"')), "2020"),
    hostile: page(hostile(binary, folder), "2020"),
    refused: page(
      mini(binary, folder, "refused", (text) => text.replace("quota = 28", "quota = 1")),
      "2020-refused"),
  };
}
