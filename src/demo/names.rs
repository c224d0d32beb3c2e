//! Invented names, with the surnames and generations of a Hunan county.
//!
//! In: a stream of choices, sex and year of birth. Out: a name. Namesakes are
//! wanted: a village of four hundred people has several.

use super::seed::Seed;

/// Surnames by how common they are in the county.
const SURNAMES: &[(&str, u32)] = &[
    ("李", 90),
    ("刘", 80),
    ("陈", 72),
    ("周", 66),
    ("彭", 60),
    ("黄", 58),
    ("张", 70),
    ("杨", 52),
    ("王", 56),
    ("许", 44),
    ("方", 40),
    ("谭", 32),
    ("易", 34),
    ("胡", 38),
    ("徐", 30),
    ("吴", 36),
    ("毛", 28),
    ("何", 28),
    ("任", 24),
    ("万", 22),
    ("汤", 20),
    ("戴", 20),
    ("柳", 18),
    ("邓", 24),
    ("罗", 26),
    ("姚", 16),
    ("郭", 16),
    ("余", 18),
    ("赵", 16),
    ("钟", 12),
    ("冯", 12),
    ("曾", 14),
    ("潘", 10),
    ("廖", 10),
    ("丁", 8),
    ("龚", 8),
    ("甘", 7),
    ("晏", 6),
    ("欧阳", 6),
    ("费", 4),
    ("鲁", 5),
    ("游", 5),
    ("卢", 6),
    ("沈", 5),
    ("乐", 3),
    ("仇", 3),
    ("上官", 1),
];

const MEN_OLD: &[&str] = &[
    "国", "金", "德", "福", "生", "仁", "义", "保", "桂", "炳", "树", "明", "长", "先", "秋", "春",
    "满", "佑", "寿", "禄", "元", "清", "光", "华", "楚", "湘", "岳", "爱", "民", "新",
];
const MEN_MID: &[&str] = &[
    "建", "国", "军", "平", "强", "勇", "志", "明", "伟", "辉", "华", "红", "卫", "东", "兵", "跃",
    "进", "和", "文", "武", "新", "双", "喜", "林", "峰", "波", "超", "良", "忠", "正", "海", "龙",
    "岳", "三", "雄", "向", "阳", "四", "清", "云",
];
const MEN_YOUNG: &[&str] = &[
    "鹏", "飞", "浩", "宇", "杰", "涛", "磊", "鑫", "俊", "帅", "斌", "博", "文", "凯", "亮", "亚",
    "旭", "晨", "阳", "子", "豪", "志", "威", "伟", "嘉", "轩", "思", "远", "佳", "成", "翔", "毅",
    "喆", "淼", "堃", "昇", "犇", "彧", "翀", "洋",
];
const WOMEN_OLD: &[&str] = &[
    "秀", "英", "桂", "兰", "菊", "香", "玉", "珍", "梅", "翠", "莲", "凤", "娥", "金", "银", "细",
    "满", "春", "秋", "冬", "云", "爱", "元", "桃", "月", "芝", "淑", "贞",
];
const WOMEN_MID: &[&str] = &[
    "红", "霞", "艳", "丽", "华", "兰", "芳", "梅", "燕", "萍", "玲", "英", "秀", "珍", "娟", "敏",
    "静", "平", "辉", "琼", "莲", "群", "霜", "清", "云", "爱", "香", "林", "花", "利", "琴", "凤",
];
const WOMEN_YOUNG: &[&str] = &[
    "婷", "丹", "倩", "娜", "雪", "佳", "慧", "琳", "欣", "怡", "思", "雨", "梦", "洁", "颖", "莎",
    "璐", "瑶", "蓉", "晶", "诗", "雅", "文", "嘉", "美", "玥", "祎", "妮", "彤", "薇", "菲", "可",
];

/// People of peoples whose names carry a separator, U+00B7; married in.
const WITH_SEPARATOR: &[(&str, bool)] = &[
    ("阿依古丽·买买提", false),
    ("古丽娜尔·艾山", false),
    ("热依汗·吐尔逊", false),
    ("买买提·依明", true),
    ("卓玛·拉姆", false),
    ("才让·多杰", true),
    ("阿孜古丽·玉素甫", false),
    ("木呷·阿约", true),
];

/// A surname, as common as it is in the county.
pub(super) fn surname(seed: &mut Seed) -> &'static str {
    seed.weighted(SURNAMES)
}

/// A given name of one or two characters, as the years of birth had them.
pub(super) fn given_name(seed: &mut Seed, male: bool, year: i32) -> String {
    let pool = match (male, year) {
        (true, ..=1955) => MEN_OLD,
        (true, ..=1982) => MEN_MID,
        (true, _) => MEN_YOUNG,
        (false, ..=1955) => WOMEN_OLD,
        (false, ..=1982) => WOMEN_MID,
        (false, _) => WOMEN_YOUNG,
    };
    let (first, second) = (seed.pick(pool), seed.pick(pool));
    // A doubled character is rather a pet name: one of a single character then.
    if seed.chance(15) || first == second { first.to_owned() } else { format!("{first}{second}") }
}

/// A name with a separator, for a person of that sex.
pub(super) fn separated_name(seed: &mut Seed, male: bool) -> &'static str {
    loop {
        let (name, is_male) = seed.pick(WITH_SEPARATOR);
        if is_male == male {
            return name;
        }
    }
}

/// Names of villages; every township has its own choice of them.
pub(super) const VILLAGES: &[&str] = &[
    "和平", "红旗", "友谊", "团结", "新建", "胜利", "光明", "东风", "幸福", "建设", "五星", "高桥",
    "石桥", "双港", "龙湾", "凤形", "金盆", "大塘", "朱砂", "岳坊", "铁山", "白羊", "枫树", "樟树",
    "松木", "竹山", "梅溪", "兰泽", "荷塘", "桃源", "柳厂", "麻塘", "鹿角", "燕岩", "仙桥", "观音",
    "花苗", "平江", "清水", "甘田", "大明", "界头", "十步", "洪山", "牌楼", "渭洞", "饶村", "延寿",
    "相思", "北斗", "马山", "游港", "六合", "三和", "中心", "南冲", "西冲", "长塘", "月形", "天台",
    "港口", "新屋", "老屋", "大屋", "坪上", "茅田", "李家", "方家", "彭家", "许家", "潼溪", "燎原",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_can_be_written_by_the_old_bank_systems() {
        let every = SURNAMES
            .iter()
            .map(|(name, _)| *name)
            .chain([MEN_OLD, MEN_MID, MEN_YOUNG, WOMEN_OLD, WOMEN_MID, WOMEN_YOUNG].concat())
            .chain(WITH_SEPARATOR.iter().map(|(name, _)| *name))
            .chain(VILLAGES.iter().copied());
        for name in every {
            let (bytes, _, lossy) = encoding_rs::GBK.encode(name);
            assert!(!lossy, "{name}");
            // Code page 936 ends each lead byte's row where the later
            // additions FE50–FEA0 begin.
            assert!(bytes.iter().step_by(2).all(|&lead| lead != 0xFE), "{name}");
        }
    }
}
