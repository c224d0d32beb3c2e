//! What goes into one file: rows, money, and the room of fields.

use proptest::prelude::*;
use zhibu::domain::Money;
use zhibu::payout::PayLine;
use zhibu::payout::batch::parts;

use super::{changed, line, profile, there_and_back};

fn yuan(count: usize) -> Vec<Money> {
    vec![Money::from_yuan(600); count]
}

#[test]
fn rows_are_split_at_the_limit() {
    let profile = changed("plain-csv", "limit_rows = 10000", "limit_rows = 5");
    let lengths = |people: usize| -> Vec<usize> {
        parts(&yuan(people), &profile).iter().map(ExactSizeIterator::len).collect()
    };
    for (people, expected) in
        [(0, &[][..]), (4, &[4]), (5, &[5]), (6, &[5, 1]), (10, &[5, 5]), (11, &[5, 5, 1])]
    {
        assert_eq!(lengths(people), expected, "{people}");
    }
    assert_eq!(parts(&yuan(6), &profile), [0..5, 5..6]);
    let lines: Vec<PayLine<'_>> = (1..=5).map(|n| line(n, "张三", Money::from_yuan(6))).collect();
    there_and_back(&lines, &profile);
}

#[test]
#[should_panic(expected = "no more people than the bank takes")]
fn a_file_over_its_row_limit_is_our_bug() {
    let profile = changed("plain-csv", "limit_rows = 10000", "limit_rows = 5");
    let lines: Vec<PayLine<'_>> = (1..=6).map(|n| line(n, "张三", Money::from_yuan(6))).collect();
    there_and_back(&lines, &profile);
}

#[test]
fn money_is_split_at_the_limit() {
    let limited = |yuan: &str| {
        let to = format!("limit_rows = 10000\nlimit_amount = \"{yuan}\"");
        changed("plain-csv", "limit_rows = 10000", &to)
    };
    assert_eq!(parts(&yuan(5), &limited("2999.99")), [0..4, 4..5]);
    assert_eq!(parts(&yuan(5), &limited("3000.00")).len(), 1);
    assert_eq!(parts(&yuan(5), &limited("3000.01")).len(), 1);
    assert_eq!(parts(&yuan(3), &limited("600.00")), [0..1, 1..2, 2..3]);
    // What V027 holds stands by itself, and takes nobody with it.
    let mut amounts = yuan(3);
    amounts[1] = Money::from_yuan(9000);
    assert_eq!(parts(&amounts, &limited("1200.00")), [0..1, 1..2, 2..3]);
}

#[test]
#[should_panic(expected = "no more money than the bank takes")]
fn a_file_over_its_money_limit_is_our_bug() {
    let profile =
        changed("plain-csv", "limit_rows = 10000", "limit_rows = 10000\nlimit_amount = \"1.00\"");
    there_and_back(&[line(1, "张三", Money::from_fen(101))], &profile);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn parts_keep_order_and_totals(
        fen in proptest::collection::vec(1_i64..5_000_000_000, 0..60),
        rows in 1_usize..9,
        limit in 1_000_000_000_i64..20_000_000_000,
    ) {
        let amounts: Vec<Money> = fen.iter().copied().map(Money::from_fen).collect();
        let limit = Money::from_fen(limit);
        let to = format!("limit_rows = {rows}\nlimit_amount = \"{limit}\"");
        let profile = changed("plain-csv", "limit_rows = 10000", &to);
        let split = parts(&amounts, &profile);
        let all: Vec<usize> = split.iter().cloned().flatten().collect();
        prop_assert_eq!(all, (0..amounts.len()).collect::<Vec<_>>());
        let sum = |range: &std::ops::Range<usize>| amounts[range.clone()].iter().copied().sum::<Money>();
        let total: Money = split.iter().map(sum).sum();
        prop_assert_eq!(total, amounts.iter().copied().sum());
        for range in &split {
            prop_assert!(range.len() <= rows);
            prop_assert!(sum(range) <= limit || range.len() == 1);
        }
        // Greedy: the first of the next would not have fitted.
        for pair in split.windows(2) {
            let with_next = sum(&pair[0]) + amounts[pair[1].start];
            prop_assert!(pair[0].len() == rows || with_next > limit);
        }
    }
}

#[test]
fn a_text_of_exactly_the_width_fits() {
    // 户名 has 40 bytes of GBK: twenty characters.
    let profile = profile("social-security-fixed");
    let most = "山".repeat(20);
    there_and_back(&[line(1, most.as_str(), Money::from_yuan(600))], &profile);
    let odd = format!("{}A", "山".repeat(19));
    there_and_back(&[line(1, odd.as_str(), Money::from_yuan(600))], &profile);
}

#[test]
#[should_panic(expected = "passed V028")]
fn a_text_one_byte_longer_is_our_bug() {
    let longer = format!("{}A", "山".repeat(20));
    let line = line(1, longer.as_str(), Money::from_yuan(600));
    there_and_back(&[line], &profile("social-security-fixed"));
}

#[test]
#[should_panic(expected = "passed V013")]
fn a_name_that_the_charset_lacks_is_our_bug() {
    there_and_back(&[line(1, "张䶮", Money::from_yuan(600))], &profile("plain-csv"));
}

#[test]
fn a_name_beyond_the_code_page_fits_where_the_charset_has_it() {
    let lines = [line(1, "张䶮𠮷", Money::from_yuan(600))];
    there_and_back(&lines, &profile("boc-records"));
    there_and_back(&lines, &profile("pain-001"));
}

#[test]
#[should_panic(expected = "the separator passed V025")]
fn a_separator_in_a_name_is_our_bug() {
    there_and_back(&[line(1, "张|三", Money::from_yuan(600))], &profile("ccb-txt"));
}

#[test]
fn a_separator_in_another_text_is_left_out_or_replaced() {
    let mut odd = line(1, "张三", Money::from_yuan(600));
    odd.bank = "桐溪|农商银行";
    let bytes = there_and_back(&[odd.clone()], &profile("boc-records"));
    let text = profile("boc-records").file.charset.decode(&bytes).expect("text");
    assert!(text.contains("|桐溪 农商银行|"), "{text}");
    let bytes = there_and_back(&[odd], &profile("icbc-bpt"));
    let text = profile("icbc-bpt").file.charset.decode(&bytes).expect("text");
    assert!(text.contains("|桐溪农商银行|6221"), "{text}");
}
