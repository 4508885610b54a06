//! Forms that nobody lays out for: names of 200 characters, goals of 3,000, 60 rows, a cell taller than a page, mixed scripts, emoji and
//! addresses of the web. Nothing is lost on paper or in a workbook, and nothing leaves its page.

use std::collections::BTreeMap;

use jixiao_app::{Catalogue, boxed, pdf, recover_book, sheets, workbook};
use jixiao_layout::{Pages, Printed, pages};
use jixiao_model::{FieldName, Form, Goal, Indicator, squeeze};
use jixiao_sheet::{Length, Properties, Sheet};
use jixiao_tests::corpus;

const MIXED: &str = "完成率98.5%（ئۇيغۇر تىلى，Қазақ тілі，བོད་ཡིག，ꆈꌠ）CO₂≤10⁴，详见 https://www.example.gov.cn/xxgk/2023/12/31/\
                     a-very-long-address-that-has-no-place-to-break?id=0123456789&from=timeline 。";

/// Each kind of form with what strains it, by what it is called.
fn strained(form: &Form) -> Vec<(&'static str, Form)> {
    let with = |change: &dyn Fn(&mut Form)| {
        let mut form = form.clone();
        change(&mut form);
        form
    };
    let row = |form: &mut Form, change: &dyn Fn(&mut Indicator)| {
        form.goals.iter_mut().filter_map(|goal| goal.indicators.first_mut()).for_each(change);
    };
    vec![
        (
            "a name of 200 characters",
            with(&|form| {
                form.texts.insert(
                    FieldName::NAME,
                    "某某专项补助资金项目名称".repeat(17).chars().take(200).collect(),
                );
            }),
        ),
        (
            "goals of 3,000 characters",
            with(&|form| {
                for goal in &mut form.goals {
                    goal.expected =
                        "一是按时足额发放，二是提高满意度。".repeat(180).chars().take(3000).collect();
                    // Not every layout has a place for it.
                    if !goal.actual.is_empty() {
                        goal.actual =
                            "已按时足额发放，满意度为百分之九十八。".repeat(160).chars().take(3000).collect();
                    }
                }
            }),
        ),
        (
            "60 rows",
            with(&|form| {
                for goal in &mut form.goals {
                    let rows = goal.indicators.iter().cycle().take(60).cloned().enumerate();
                    goal.indicators = rows
                        .map(|(at, indicator)| Indicator {
                            level3: format!("第{}项指标的名称", at + 1),
                            ..indicator
                        })
                        .collect();
                }
            }),
        ),
        (
            "a cell taller than a page",
            with(&|form| {
                row(form, &|indicator| {
                    indicator.reason = "受疫情影响，部分活动推迟；拟加快进度。".repeat(180);
                });
            }),
        ),
        (
            "mixed scripts and addresses",
            with(&|form| {
                form.texts.insert(FieldName::NAME, MIXED.to_owned());
                row(form, &|indicator| {
                    MIXED.clone_into(&mut indicator.level3);
                    indicator.reason = MIXED.repeat(5);
                });
            }),
        ),
        ("emoji", with(&|form| row(form, &|indicator| indicator.reason = "满意😀👍🏽，不满意👨‍👩‍👧".repeat(20)))),
    ]
}

/// How often each character stands in a text; white space apart.
fn counted<'a>(texts: impl IntoIterator<Item = &'a str>) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    for c in texts.into_iter().flat_map(str::chars).filter(|c| is_plain(*c)) {
        *counts.entry(c).or_default() += 1;
    }
    counts
}

/// Letters and digits that are drawn one by one.
fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '\u{4E00}'..='\u{9FFF}')
}

/// Everything on the sheet is printed, and stands between the edges of its paper.
fn check_pages(sheet: &Sheet, printed: &Pages, what: &str) {
    let cells: Vec<String> = sheet.cells.iter().map(|cell| cell.value.shown()).collect();
    let expected = counted(cells.iter().map(String::as_str));
    let found = counted(printed.pages.iter().flat_map(Printed::lines).map(|text| text.text.as_str()));
    for (c, count) in expected {
        assert!(found.get(&c).copied().unwrap_or_default() >= count, "{what}: {c} is lost");
    }
    let paper = &printed.paper;
    for text in printed.pages.iter().flat_map(Printed::lines) {
        let is_within = text.x >= Length::ZERO
            && text.x < paper.width
            && text.baseline > Length::ZERO
            && text.baseline <= paper.height - paper.bottom_margin;
        assert!(is_within, "{what}: {text:?}");
    }
}

#[test]
fn forms_under_strain_are_printed_whole_and_read_again() {
    let catalogue = Catalogue::load().unwrap();
    let forms = ["changji-jobs-2020", "urumqi-2023"].map(|file| corpus::published(file).remove(0));
    for (what, form) in forms.iter().flat_map(strained) {
        let laid_out = sheets(std::slice::from_ref(&form), &catalogue).unwrap();
        for sheet in &laid_out {
            let printed = pages(sheet);
            check_pages(sheet, &printed, what);
            assert!(printed.pages.len() < 40, "{what}: {} pages", printed.pages.len());
        }
        assert!(pdf(&laid_out, &Properties::default()).unwrap().starts_with(b"%PDF"), "{what}");
        // What no face draws is told; tests have no faces but those within the program.
        assert!(what != "emoji" || !boxed(&laid_out).is_empty(), "{what}");
        let book =
            recover_book(&workbook(&laid_out, &Properties::default()).unwrap(), "测试.xlsx", &catalogue)
                .unwrap();
        assert_eq!(book.forms.len(), 1, "{what}");
        let read = book.forms[0].form();
        // The reader takes blanks out of texts.
        assert_eq!(squeeze(read.name()), squeeze(form.name()), "{what}");
        assert_eq!(read.goals.len(), form.goals.len(), "{what}");
        for (goal, expected) in read.goals.iter().zip(&form.goals) {
            let texts = |goal: &Goal| [squeeze(&goal.expected), squeeze(&goal.actual)];
            assert!(texts(goal) == texts(expected), "{what}: goals");
            let rows = |indicators: &[Indicator]| -> Vec<(String, String)> {
                indicators.iter().map(|row| (squeeze(&row.level3), squeeze(&row.reason))).collect()
            };
            assert!(rows(&goal.indicators) == rows(&expected.indicators), "{what}: indicators");
        }
    }
}
