//! Writes what fuzzing starts from: `corpus/<target>/…`, made from the invented
//! fixtures and by code. A target in form only, because it is built like one.
#![no_main]

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};

use zhibu_fuzz::people::fill;
use zhibu_fuzz::{ole, shells};
use zip::ZipArchive;

const XLSX: [&str; 6] = [
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/worksheets/sheet2.xml",
];

const XLSB: [&str; 6] = [
    "xl/worksheets/sheet1.bin",
    "xl/sharedStrings.bin",
    "xl/styles.bin",
    "xl/workbook.bin",
    "xl/_rels/workbook.bin.rels",
    "xl/worksheets/sheet2.bin",
];

/// Sheets that say what the fixtures do not: strings, styles and workbook after them.
const SHEETS: [&str; 4] = [
    "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"C1\" t=\"inlineStr\"><is><t xml:space=\"preserve\"> 村 </t></is></c></row><row r=\"2\" hidden=\"1\"><c r=\"A2\" t=\"s\"><v>2</v></c><c r=\"B2\"><v>430699199001011234</v></c><c r=\"C2\" s=\"2\"><v>44196</v></c></row><row r=\"3\"><c r=\"A3\" t=\"str\"><f>B2</f><v>a</v></c><c r=\"B3\"><f>B2</f></c><c r=\"C3\" t=\"e\"><v>#REF!</v></c><c r=\"D3\" t=\"b\"><v>1</v></c><c r=\"E3\" t=\"d\"><v>2020-12-31</v></c><c r=\"F3\"><v>4.3E+17</v></c></row></sheetData><mergeCells count=\"1\"><mergeCell ref=\"A2:A3\"/></mergeCells></worksheet>\n%%\n<sst uniqueCount=\"3\"><si><t>姓名</t></si><si><t>身份证号</t></si><si><r><rPr><strike/></rPr><t>李四</t></r><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh></si></sst>\n%%\n<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;\"/></numFmts><fonts><font/><font><strike/></font></fonts><cellXfs><xf fontId=\"0\" numFmtId=\"0\"/><xf fontId=\"1\" numFmtId=\"0\"/><xf fontId=\"0\" numFmtId=\"14\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>",
    "<worksheet><sheetData><row><c t=\"inlineStr\"><is><r><t>姓名</t></r></is></c><c t=\"inlineStr\"><is><t>身份证号码</t></is></c></row><row><c t=\"inlineStr\"><is><t>张三</t></is></c><c t=\"inlineStr\"><is><t>_x0031_23&#10;&amp;&lt;</t></is></c></row></sheetData></worksheet>\n%%\n\n%%\n\n%%\n<workbook><workbookPr date1904=\"1\"/><sheets><sheet name=\"旧表\" state=\"hidden\" r:id=\"r1\"/><sheet name=\"图\" r:id=\"r2\"/></sheets></workbook>",
    "<x:worksheet xmlns:x=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><x:sheetData><x:row r=\"1048576\"><x:c r=\"XFD1048576\"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>",
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet><!-- --><sheetData><row r=\"2\"><c r=\"B2\" t='s' s='1'><v>0</v></c></row><row r=\"1\"/></sheetData><extLst><ext/></extLst></worksheet>\n%%\n<sst><si><t/></si><si/><si><t><![CDATA[x]]></t></si></sst>",
];

const CSV: [(&str, &str); 6] = [
    (
        "roster",
        "2020年移民花名册\n乡镇,村,组,户主,姓名,性别,身份证号,扶持方式,状态,开户银行,银行账号\n甲镇,和平村,1组,张三,张三,男,#1,直补到人,正常,某农商银行,$1\n甲镇,和平村,1组,张三,李四,女,#2,,,,\n小计,,,,2,,,,,,\n合计,,,,2人,,,,,,1200\n制表：王五,,,,,,,,,,\n",
    ),
    (
        "pay",
        "序号;姓名;身份证号码;一卡通账号;发放金额（元）\n1;\"张\n三\";#1;$1;600.00\n2;李四;#2;=\"$2\";1,200\n",
    ),
    (
        "register",
        "乡镇\t姓名\t身份证号\t变动类别\t生效日期\t文号\n甲镇\t张三\t#1\t死亡\t2020.5.3\t某移〔2020〕1号\n甲镇\t李四\t#2\t姓名更正\t2020年6月\t\n",
    ),
    ("places", "乡镇,村\n甲镇,和平村\n甲镇,柳塘村\n"),
    (
        "decisions",
        "代码,文件,工作表,单元格,所见值,处理意见,更正值,经办人,日期,编号\nV004,a.csv,,B2,,更正,#3,王五,2020-11-01,k1\nV015,a.csv,,C2,,同意,,王五,2020/11/1,k2\n",
    ),
    ("posted", "甲镇和平村公示名单\n姓名|身份证号|金额\n张三|430699********1234|600\n"),
];

const ROSTER: &str = "乡镇,村,组,户主,姓名,性别,身份证号,扶持方式,状态,开户银行,银行账号,搬迁时间\n甲镇,和平村,1组,张三,张三,男,#1,直补到人,正常,某农商银行,$1,2001-05-01\n甲镇,和平村,1组,张三,李四,女,#2,直补到人,,某农商银行,$1,\n甲镇,和平村,2组,王五,王五,,#3,项目扶持,,某农商银行,$3,\n乙镇,柳塘村,1组,赵六,赵六,,#4,,死亡,,$4,\n";
const PAY_LIST: &str = "姓名,身份证号,开户银行,银行账号,户名,金额\n张三,#1,某农商银行,$1,张三,600\n李四,#2,某农商银行,$1,张三,600\n王五,#3,某农商银行,$3,王五,600\n赵六,#4,某农商银行,$4,赵六,600.005\n张三,#1,某农商银行,$1,张三,600\n古丽·阿依,#6,邮储银行,,,\n";
const DECISIONS: &str = "代码,文件,工作表,单元格,所见值,处理意见,更正值,经办人,日期,编号\nV,a,,B2,,更正,#5,王五,2020-11-01,@0\nV,a,,B3,,同意,,王五,2020-11-02,@1\nV,a,,B4,,不同意,,王五,2020-11-03,@2\nV,a,,B5,,更正,$6,王五,2020-11-03,@3\nV,a,,B5,,更正,600,王五,2020-11-03,@4\n";
const PRIOR: &str = "乡镇,村,姓名,身份证号,银行账号\n甲镇,和平村,张三,#1,$1\n甲镇,和平村,孙七,#7,$7\n乙镇,柳塘村,李四,#2,$2\n";

const FUND: [&str; 2] = [
    "资金文件\n文号,金额（万元）,直补到人（万元）,项目资金（万元）\n某财农指【2020】1号,3.12,0.12,3\n%%\n资金用途\n资金用途,计划金额（万元）,已支出（万元）,项目个数,人数\n直补到人,0.12,0.12,,2\n产业开发,3,2,2,\n%%\n项目台账\n项目编号,项目名称,乡镇,村,资金用途,资金文号,计划金额（万元）,批复金额（万元）,已拨付金额（万元）,状态,验收,未拨付原因\nP-1,机耕路,甲镇,和平村,产业开发,某财农指【2020】1号,2,2,1,在建,未验收,正在实施\nP-2,水渠,甲镇,和平村,产业开发,某财农指【2020】1号,1,1,1,已完工,合格,\n%%\n绩效指标\n指标名称,目标值,完成值,单位\n产业开发项目个数,2,2,个\n培训人数,2,2,人\n执行率,100%,96.9%,%\n%%\n~培训\n姓名,身份证号,培训日期\n张三,#7,2020-05-18\n李四,#8,2020-05-18\n",
    "表1\n资金用途,计划金额（元）\n直补到人,1200\n合计,1200\n%%\n表2\n指标名称,目标值,完成值,单位\n资金到位率,100,100,%\n",
];

const CAMT: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.054.001.08\"><BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>N-1</MsgId><CreDtTm>2020-12-18T18:00:00</CreDtTm></GrpHdr><Ntfctn><Id>1</Id><Ntry><Amt Ccy=\"CNY\">600.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><RvslInd>false</RvslInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2020-12-18</Dt></BookgDt><NtryDtls><Btch><MsgId>2020-001-002</MsgId><NbOfTxs>1</NbOfTxs></Btch><TxDtls><Refs><EndToEndId>2020-001-000001</EndToEndId></Refs><Amt Ccy=\"CNY\">600.00</Amt><RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf></TxDtls></NtryDtls></Ntry></Ntfctn></BkToCstmrDbtCdtNtfctn></Document>\n";

const DOCX: &str = "<w:document><w:body><w:p><w:r><w:t>2020年到位移民后扶资金3.12万元，其中直补资金0.12万元，项目资金3万元。</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>用途</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>金额（万元）</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>合计</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>3</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>";

struct Seeds {
    root: PathBuf,
    made: BTreeMap<&'static str, usize>,
}

impl Seeds {
    fn add(&mut self, target: &'static str, bytes: impl AsRef<[u8]>) {
        let number = self.made.entry(target).or_default();
        *number += 1;
        let folder = self.root.join(target);
        std::fs::create_dir_all(&folder).expect("a folder");
        std::fs::write(folder.join(format!("seed-{number:02}")), bytes).expect("written");
    }
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a folder").to_owned()
}

fn bytes(path: &str) -> Vec<u8> {
    std::fs::read(repository().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn text(path: &str) -> String {
    String::from_utf8(bytes(path)).expect("a text")
}

/// The parts of a workbook as an input has them.
fn taken_apart(workbook: &[u8], parts: &[&str]) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(workbook)).expect("a zip");
    let contents: Vec<Vec<u8>> = parts
        .iter()
        .map(|part| {
            let mut content = Vec::new();
            if let Ok(mut entry) = archive.by_name(part) {
                entry.read_to_end(&mut content).expect("inflated");
            }
            content
        })
        .collect();
    contents.join(shells::MARK)
}

/// The longest stream of a compound file whose sectors lie in a row.
fn stream(compound: &[u8]) -> Vec<u8> {
    let word = |at: usize| u32::from_le_bytes(compound[at..at + 4].try_into().expect("four"));
    let directory = 512 * (1 + word(48) as usize);
    let entries = compound[directory..].chunks_exact(128).take(8);
    let stream = entries
        .filter(|entry| entry[66] == 2)
        .max_by_key(|entry| entry[120..124].iter().rev().copied().collect::<Vec<_>>());
    let entry = stream.expect("a stream");
    let number =
        |at: usize| u32::from_le_bytes(entry[at..at + 4].try_into().expect("four")) as usize;
    let start = 512 * (1 + number(116));
    compound[start..start + number(120)].to_vec()
}

fn workbooks(seeds: &mut Seeds) {
    for path in ["fixtures/readers/roster.xlsx", "fixtures/mini/roster/石坪乡.xlsx"] {
        seeds.add("xlsx", taken_apart(&bytes(path), &XLSX));
        seeds.add("container", bytes(path));
    }
    for sheet in SHEETS {
        seeds.add("xlsx", sheet);
    }
    for path in ["fixtures/readers/roster.xlsb", "fixtures/mini/pay-list/石坪乡.xlsb"] {
        seeds.add("xlsb", taken_apart(&bytes(path), &XLSB));
    }
    for path in ["fixtures/readers/roster.ods", "fixtures/mini/pay-list/桐口镇和平村.ods"] {
        seeds.add("ods", taken_apart(&bytes(path), &["content.xml"]));
    }
    for path in ["fixtures/readers/roster.xls", "fixtures/mini/roster/桐口镇.xls"] {
        seeds.add("xls", stream(&bytes(path)));
        seeds.add("container", bytes(path));
    }
    seeds.add("xls", stream(&ole::xls("名单", "姓名,身份证号\n张三,1\n李四,2")));
    for path in ["fixtures/readers/roster.xlsb", "fixtures/readers/roster.ods"] {
        seeds.add("container", bytes(path));
    }
    seeds.add("container", shells::xlsx(SHEETS[0].as_bytes()));
}

fn texts(seeds: &mut Seeds) {
    for (_, table) in CSV {
        seeds.add("csv", fill(table));
    }
    seeds.add("csv", bytes("fixtures/mini/pay-list/桐口镇柳塘村.csv"));
    let wide: Vec<u8> =
        format!("\u{feff}{}", fill(CSV[0].1)).encode_utf16().flat_map(u16::to_le_bytes).collect();
    seeds.add("csv", wide);
    let county = |bank: char, tables: &[&str]| {
        let tables: String = tables.iter().map(|table| format!("\n%%\n{table}")).collect();
        fill(&format!("{bank}{tables}"))
    };
    seeds.add("county", county('0', &[ROSTER, PAY_LIST, DECISIONS]));
    for bank in '0'..='7' {
        let places = CSV[3].1;
        let all = [ROSTER, PAY_LIST, DECISIONS, places, CSV[2].1, PRIOR, PRIOR, PRIOR, CSV[5].1];
        seeds.add("county", county(bank, &all));
    }
    for table in FUND {
        seeds.add("fund", fill(table));
    }
    for report in ["baihe", "fengqiao", "nanxi", "yunling"] {
        seeds.add("statement", bytes(&format!("fixtures/statements/{report}.txt")));
    }
    seeds.add("statement", DOCX);
}

fn banks(seeds: &mut Seeds) {
    let answers = [
        ("plain-csv", "return.csv"),
        ("icbc-bpt", "return.bpt"),
        ("abc-csv", "return.txt"),
        ("ccb-txt", "return.txt"),
        ("boc-records", "return.txt"),
        ("social-security-fixed", "return.dat"),
        ("county-yikatong", "return.xlsx"),
        ("pain-001", "return.xml"),
    ];
    for (number, (bank, file)) in ('0'..).zip(answers) {
        let mut answer = bytes(&format!("fixtures/banks/{bank}/{file}"));
        let layout = text(&format!("rules/banks/{bank}.toml"));
        let rules = format!("bank\n%%\n{layout}\n%%\n");
        if bank == "county-yikatong" {
            seeds.add("rules", &rules);
            answer = taken_apart(&answer, &XLSX);
        } else {
            seeds.add("rules", [rules.as_bytes(), &answer].concat());
        }
        seeds.add("returns", [format!("{number}\n").as_bytes(), &answer].concat());
    }
    seeds.add("returns", format!("7\n{CAMT}"));
}

fn rules(seeds: &mut Seeds) {
    for file in ["columns", "values", "names", "k-changes", "programmes/reservoir-resettlement"] {
        let (kind, path) = file.split_once('-').map_or((file, file), |(kind, path)| {
            if kind == "k" { (kind, path) } else { (file, file) }
        });
        let rules = text(&format!("rules/{path}.toml"));
        seeds.add("rules", format!("{kind}\n%%\n{rules}"));
    }
    for path in ["fixtures/mini/zhibu.toml", "rules/project-template.toml"] {
        seeds.add("project", text(path));
    }
    // The template's choices, all of them made.
    let chosen: Vec<String> = text("rules/project-template.toml")
        .lines()
        .skip(2)
        .map(|line| line.strip_prefix("# ").unwrap_or(line).to_owned())
        .collect();
    seeds.add("project", chosen.join("\n"));
}

fn write() {
    let mut seeds = Seeds { root: repository().join("fuzz/corpus"), made: BTreeMap::new() };
    workbooks(&mut seeds);
    texts(&mut seeds);
    banks(&mut seeds);
    rules(&mut seeds);
    for (target, made) in &seeds.made {
        println!("{target}: {made}");
    }
    std::process::exit(0);
}

libfuzzer_sys::fuzz_target!(init: write(), |_bytes: &[u8]| ());
