use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;

/// One line that says all of a measure: operator, kind, value and unit.
fn say(text: &str) -> String {
    let measure = Measure::parse(text);
    let operator = measure.operator().map(Operator::sign).unwrap_or_default();
    let meaning = match measure.meaning() {
        Meaning::Blank => "blank".to_owned(),
        Meaning::CrossedOut => "crossed".to_owned(),
        Meaning::Quantity(quantity) => format!("{} [{}]", quantity.value().normalize(), quantity.unit()),
        Meaning::Range { low, high } => {
            format!("{}..{} [{}]", low.value().normalize(), high.value().normalize(), low.unit())
        }
        Meaning::Date(date) => format!("date {date}"),
        Meaning::Duration(duration) => format!("time {duration}"),
        Meaning::MonthOrMonths(month) => format!("month {month}"),
        Meaning::Words(_) => "words".to_owned(),
        Meaning::Ambiguous(ambiguity) => format!("unclear {ambiguity:?}"),
    };
    format!("{operator} {meaning}").trim().to_owned()
}

fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(say(text), *expected, "{text}");
    }
}

#[test]
fn operators_in_all_spellings() {
    check(&[
        (">=95%", "≥ 95 [%]"),
        ("1OO", "words"),
        ("≥1oo%", "words"),
        ("=>95%", "≥ 95 [%]"),
        ("≥95%", "≥ 95 [%]"),
        ("＞＝９５％", "≥ 95 [%]"),
        ("≧95%", "≥ 95 [%]"),
        ("⩾ 95 %", "≥ 95 [%]"),
        ("$\\geq$95%", "≥ 95 [%]"),
        ("$\\geqslant 95\\%$", "≥ 95 [%]"),
        ("\\ge 95%", "≥ 95 [%]"),
        ("&gt;=95%", "≥ 95 [%]"),
        ("&ge;95%", "≥ 95 [%]"),
        ("> = 95%", "≥ 95 [%]"),
        ("≤5%", "≤ 5 [%]"),
        ("<=5%", "≤ 5 [%]"),
        ("=<5%", "≤ 5 [%]"),
        ("≦5%", "≤ 5 [%]"),
        ("\\leqslant5%", "≤ 5 [%]"),
        ("&lt;=5%", "≤ 5 [%]"),
        ("=5%", "= 5 [%]"),
        ("＝5%", "= 5 [%]"),
        (">98%", "> 98 [%]"),
        ("<45天", "< time 45天"),
        ("不低于95%", "≥ 95 [%]"),
        ("不少于3次", "≥ 3 [次]"),
        ("至少3次", "≥ 3 [次]"),
        ("95%以上", "≥ 95 [%]"),
        ("95%（含）以上", "≥ 95 [%]"),
        ("达到95%以上", "≥ 95 [%]"),
        ("大于等于95%", "≥ 95 [%]"),
        ("不高于5%", "≤ 5 [%]"),
        ("不超过10万元", "≤ 100000 [元]"),
        ("控制在10万元以内", "≤ 100000 [元]"),
        ("控制在10万元", "≤ 100000 [元]"),
        ("控制在90%以上", "≥ 90 [%]"),
        ("控制在3%-5%", "3..5 [%]"),
        ("不大于3人", "≤ 3 [人]"),
        ("小于等于3人", "≤ 3 [人]"),
        ("小于3人", "< 3 [人]"),
        ("少于3人", "< 3 [人]"),
        ("3天内", "≤ time 3天"),
        ("≤95%以上", "unclear Operators"),
    ]);
}

#[test]
fn numbers_scales_and_units() {
    check(&[
        ("100", "100 []"),
        ("104家", "104 [家]"),
        ("1,314人", "1314 [人]"),
        ("1 314", "1314 []"),
        ("36,751.12万元", "367511200 [元]"),
        ("1，314人", "1314 [人]"),
        ("1,5", "unclear Separator"),
        ("1 31", "unclear Separator"),
        ("12.30万人次", "123000 [人次]"),
        ("146.2万", "1462000 []"),
        ("=1.5亿元", "= 150000000 [元]"),
        ("3千元", "3000 [元]"),
        ("3千克", "3 [千克]"),
        ("≤488.98万元", "≤ 4889800 [元]"),
        ("5‰", "0.5 [%]"),
        ("-3.5%", "-3.5 [%]"),
        ("=0次", "= 0 [次]"),
        ("98.6％", "98.6 [%]"),
        ("100（人）", "100 [人]"),
        ("=7个区县", "= 7 [个区县]"),
        ("6.60万/人/年", "66000 [/人/年]"),
        ("90%-95%", "90..95 [%]"),
        ("90-95%", "90..95 [%]"),
        ("3~5次", "3..5 [次]"),
        ("3至5次", "3..5 [次]"),
        ("12-31", "unclear DateOrNumber"),
        ("3/4", "unclear Fraction"),
        ("约300人", "unclear Approximate"),
        ("300余人", "unclear Approximate"),
        ("300人左右", "unclear Approximate"),
        ("99999999999999999999999999999999人", "words"),
        ("7000000000000000000000000亿元", "words"),
    ]);
}

#[test]
fn per_unit_units_have_one_spelling() {
    for text in [
        "=1700元/人/月",
        "=1700元/人·月",
        "=1700元／人·月",
        "=1700元/月/人",
        "=1700元/(人·月)",
        "=1700元每人每月",
    ] {
        assert_eq!(say(text), "= 1700 [元/人/月]", "{text}");
    }
    check(&[
        ("=1250元/生·学期", "= 1250 [元/学期/生]"),
        ("=24小时/天", "= 24 [小时/天]"),
        ("=22元/平方米", "= 22 [元/平方米]"),
        ("=22元/㎡", "= 22 [元/平方米]"),
        ("≤1000元/人/天", "≤ 1000 [元/人/天]"),
        ("30人·月", "30 [人/月]"),
    ]);
}

#[test]
fn chinese_numerals() {
    check(&[
        ("三个", "3 [个]"),
        ("≥三个", "≥ 3 [个]"),
        ("十二次", "12 [次]"),
        ("两次", "2 [次]"),
        ("百分之九十五", "95 [%]"),
        ("百分之百", "100 [%]"),
        ("百分之95", "95 [%]"),
        ("千分之五", "0.5 [%]"),
        ("三天", "time 3天"),
        ("一流", "words"),
        ("十分满意", "words"),
        ("一次性发放", "words"),
        ("万无一失", "words"),
        ("三支一扶", "words"),
    ]);
}

#[test]
fn dates_months_and_durations() {
    check(&[
        ("2021年12月31日前", "≤ date 2021年12月31日"),
        ("2021年12月31日之前", "≤ date 2021年12月31日"),
        ("=2023年12月31日前", "= date 2023年12月31日"),
        ("≤2023年12月31日", "≤ date 2023年12月31日"),
        ("12月31日", "date 12月31日"),
        ("2021.12.31", "date 2021年12月31日"),
        ("2021-12-31", "date 2021年12月31日"),
        ("2021/12/31", "date 2021年12月31日"),
        ("2021-12", "date 2021年12月"),
        ("2021.12", "unclear DateOrNumber"),
        ("2021年", "date 2021年"),
        ("2021年底前", "≤ date 2021年底"),
        ("12月底", "date 12月底"),
        ("<=12月底", "≤ date 12月底"),
        ("=10月底", "= date 10月底"),
        ("每月25日前", "≤ date 每月25日"),
        ("每月25日", "date 每月25日"),
        ("每月30日期", "date 每月30日"),
        ("2021年1月-12月", "date 2021年1月-12月"),
        ("1-12月", "date 1月-12月"),
        ("2月30日", "words"),
        ("2021年2月29日", "words"),
        ("12月", "month 12"),
        ("<=12月", "≤ month 12"),
        ("18月", "time 18个月"),
        ("12个月", "time 12个月"),
        ("12小时28分", "time 748分钟"),
        ("45天", "time 45天"),
        ("<=60日", "≤ time 60天"),
        ("<=60工作日", "≤ time 60工作日"),
        ("60个工作日以内", "≤ time 60工作日"),
        ("=1年", "= time 1年"),
        ("1年6个月", "time 18个月"),
        ("28分12小时", "words"),
    ]);
}

#[test]
fn spans_of_the_calendar_and_the_years_they_are_in() {
    check(&[
        ("2023年12月", "date 2023年12月"),
        ("12月份", "date 12月"),
        ("12月前", "< date 12月"),
        ("2023年12月之前", "< date 2023年12月"),
        ("2023年前", "< date 2023年"),
        ("12月底前", "≤ date 12月底"),
        ("12月上旬", "date 12月上旬"),
        ("12月初", "date 12月上旬"),
        ("2023年6月中旬前", "≤ date 2023年6月中旬"),
        ("一季度", "date 第1季度"),
        ("第三季度", "date 第3季度"),
        ("2023年第四季度前", "< date 2023年第4季度"),
        ("三季度末", "date 9月底"),
        ("3季度", "date 第3季度"),
        ("三个季度", "time 3季度"),
        ("上半年", "date 上半年"),
        ("2023年下半年", "date 2023年下半年"),
        ("年内", "date 年内"),
        ("2023年度内", "date 2023年"),
        ("年底前", "≤ date 年底"),
        ("次年1月", "date 次年1月"),
        ("次年3月底前", "≤ date 次年3月底"),
        ("当年12月31日", "date 当年12月31日"),
        ("2023年12月31日后", "> date 2023年12月31日"),
        ("2023年1月1日起", "≥ date 2023年1月1日"),
        ("2023年11月底前完成", "≤ date 2023年11月底"),
        ("已于2023年12月20日完成", "date 2023年12月20日"),
        ("截至2023年12月31日", "date 2023年12月31日"),
        ("不晚于2023年12月31日", "≤ date 2023年12月31日"),
        ("不迟于12月31日", "≤ date 12月31日"),
        ("早于12月31日", "< date 12月31日"),
        ("二〇二三年十二月三十一日前", "≤ date 2023年12月31日"),
        ("十二月底", "date 12月底"),
        ("2023-12-20 00:00:00", "date 2023年12月20日"),
        ("2023年12月32日", "words"),
        ("2023年13月", "words"),
        ("第五季度", "words"),
        ("2023年12月31日前未完成", "words"),
        ("1月内", "≤ month 1"),
        ("三月", "month 3"),
    ]);
}

#[test]
fn so_many_in_each_span() {
    check(&[
        ("每周1次", "1 [次/周]"),
        ("每月不少于2次", "≥ 2 [次/月]"),
        ("每季度≥1次", "≥ 1 [次/季度]"),
        ("每年两次", "2 [次/年]"),
        ("每周1次以上", "≥ 1 [次/周]"),
        ("1次/周", "1 [次/周]"),
        ("每月", "words"),
        ("每月25日", "date 每月25日"),
        ("每周一", "words"),
    ]);
}

#[test]
fn words_blank_and_crossed_out() {
    check(&[
        ("", "blank"),
        (" 　\n", "blank"),
        ("/", "crossed"),
        ("——", "crossed"),
        ("持续提升", "words"),
        ("服务满6个月以上人员3000元／人", "words"),
        ("完成3次", "words"),
        ("100%完成", "words"),
        ("≥", "words"),
        ("≥明显提高", "words"),
        ("1.2.3", "words"),
        ("5.", "words"),
        ("2021年工作要点", "words"),
        ("甲3人，乙5人", "words"),
    ]);
}

#[test]
fn a_quantity_prints_as_typed() {
    let measure = Measure::parse("≤488.980万元");
    let Meaning::Quantity(quantity) = measure.meaning() else { panic!("{measure:?}") };
    assert_eq!(quantity.to_string(), "488.980万元");
    assert_eq!(quantity.value(), Decimal::from(4_889_800));
}

proptest! {
    #[test]
    fn no_text_panics(text in "\\PC*") {
        let _ = Measure::parse(&text);
    }

    #[test]
    fn no_text_of_the_fields_own_signs_panics(
        text in "([0-9]{1,3}|[≥≤=><.,/~·%‰（）()\\- +]|一|十|百|千|万|亿|点|年|月|日|底|前|内|元|人|个|每|余|分|小时|以上|百分之){0,12}"
    ) {
        let measure = Measure::parse(&text);
        let bare = matches!(
            measure.meaning(),
            Meaning::Blank | Meaning::CrossedOut | Meaning::Words(_) | Meaning::Ambiguous(_)
        );
        prop_assert!(!bare || measure.operator().is_none());
    }

    #[test]
    fn a_printed_quantity_reads_as_itself(number in 0_i64..10_000_000, digits in 0_u32..4, unit in "(人|万元|元/人/月|%|亿元|)") {
        let number = Decimal::new(number, digits);
        // 2023.1 alone may be a month of a year.
        prop_assume!(!unit.is_empty() || number < Decimal::from(1990) || number > Decimal::from(2101));
        let text = format!("{number}{unit}");
        let Meaning::Quantity(quantity) = Measure::parse(&text).meaning().clone() else {
            return Err(TestCaseError::fail(text));
        };
        prop_assert_eq!(quantity.to_string(), text);
    }
}
