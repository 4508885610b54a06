//! 检查报告: what stands on it for books with many findings, with none, and with waived ones.

use jixiao_app::{
    BatchFacts, Book, Catalogue, Checked, FindingTally, Level, PublishedTotals, Waived, amount, check_books,
    check_report, pdf, read_book, workbook,
};
use jixiao_sheet::Sheet;

use crate::made::published_book;

fn book(name: &str, catalogue: &Catalogue) -> Book {
    read_book(&published_book(name), catalogue).unwrap()
}

fn checked(name: &str, facts: &BatchFacts) -> Checked {
    let catalogue = Catalogue::load().unwrap();
    check_books(&[book(name, &catalogue)], None, facts, &catalogue).unwrap()
}

/// The report's texts, row by row.
fn rows(sheet: &Sheet) -> Vec<Vec<String>> {
    let mut rows = vec![Vec::new(); sheet.rows.len()];
    for cell in &sheet.cells {
        rows[cell.area.first.row as usize].push(cell.value.shown());
    }
    rows
}

fn text(checked: &Checked) -> String {
    rows(&check_report(checked)).into_iter().map(|row| row.join("｜") + "\n").collect()
}

#[test]
fn the_largest_book() {
    let checked = checked("urumqi-2023.xlsx", &BatchFacts::default());
    let sheet = check_report(&checked);
    let rows = rows(&sheet);
    assert_eq!(rows[0], ["绩效自评表检查报告"]);
    assert!(
        rows[1][0].starts_with("单位：乌鲁木齐市人力资源和社会保障局（汇总）　　年度：2023　　自评表：31 张")
    );
    let tally = FindingTally::of(checked.forms.iter().flat_map(|form| &form.findings));
    assert!(rows[2][0].starts_with(&format!(
        "错误 {} 条，警告 {} 条，提示 {} 条",
        tally.errors, tally.warnings, tally.hints
    )));
    assert_eq!(rows[4], ["编号", "级别", "位置", "检查", "发现", "应为", "建议"]);
    assert_eq!((sheet.headers[0].first, sheet.headers[0].until as usize), (4, rows.len() - 1));
    // All errors come first, in one list that says of which form each is.
    assert_eq!(rows[5], [format!("一、错误 {} 条：请先改正", tally.errors)]);
    let levels = |rows: &[Vec<String>]| {
        rows.iter().filter(|row| row.get(1).is_some_and(|level| level == "错误")).count()
    };
    assert_eq!((levels(&rows[6..6 + tally.errors]), levels(&rows)), (tally.errors, tally.errors));
    let wrong = "\n指标第1行 得分：补贴发放人数｜得分与规则一致｜得分 8.9，按规则应为 8.99（可能原因：按整数百分比（舍去小数））｜8.99｜请更正。";
    assert!(rows.iter().any(|row| row.join("｜").ends_with(wrong)));
    assert_eq!(rows[6 + tally.errors], ["二、警告和提示，按表列出：请逐表核对"]);
    let found = rows.iter().skip(5).filter(|row| row.len() == 7).count();
    assert_eq!(found, tally.errors + tally.warnings + tally.hints);
    assert!(
        workbook(std::slice::from_ref(&sheet), &jixiao_app::Properties::default())
            .unwrap()
            .starts_with(b"PK")
    );
    assert!(pdf(&[sheet], &jixiao_app::Properties::default()).unwrap().starts_with(b"%PDF"));
}

#[test]
fn the_worst_comes_first() {
    let report = text(&checked("tongcheng-2021.xlsx", &BatchFacts::default()));
    let at = |word: &str| report.find(word).unwrap_or_else(|| panic!("{word}\n{report}"));
    assert!(at("一、错误 1 条") < at("｜错误｜1. 通城县人力资源和社会保障局\n年度目标3｜"));
    let form = at("1. 通城县人力资源和社会保障局　　错误 1（见前），警告 17，提示 3，未定 1\n");
    assert!(at("｜错误｜") < form && form < at("｜警告｜目标2 指标第6行 三级指标：提高城乡居民社会保障｜"));
    assert!(at("｜警告｜目标2") < at("｜提示｜目标1 预期目标｜"));
}

/// Pages that go on name the report and the form whose findings they go on with; bookmarks lead to each form.
#[test]
fn pages_that_go_on_say_with_what() {
    let sheet = check_report(&checked("urumqi-2023.xlsx", &BatchFacts::default()));
    let pages = jixiao_layout::pages(&sheet);
    assert!(pages.pages.len() > 3);
    let names: Vec<&str> =
        pages.pages.iter().filter_map(|page| Some(page.continued.as_ref()?.text.as_str())).collect();
    assert_eq!(names.len(), pages.pages.len() - 1);
    assert!(
        names.iter().all(|name| name.starts_with("绩效自评表检查报告") && name.ends_with("（续）")),
        "{names:?}"
    );
    assert!(names.iter().any(|name| name.contains("　错误（续）") || name.contains(". ")), "{names:?}");
    let texts: Vec<&str> = pages.bookmarks.iter().map(|(_, text)| text.as_str()).collect();
    assert!(texts[0] == "错误" && texts.len() > 20, "{texts:?}");
    assert!(pages.bookmarks.is_sorted_by_key(|(page, _)| *page));
}

#[test]
fn a_book_in_which_nothing_is_found() {
    let mut checked = checked("changji-jobs-2020.xls", &BatchFacts::default());
    checked.forms.iter_mut().for_each(|form| form.findings.clear());
    let report = text(&checked);
    assert!(report.contains("自评表：2 张，其中没有发现问题的 2 张\n错误 0 条，警告 0 条，提示 0 条（其中未定 0 条），已豁免 0 条。"));
    assert!(report.contains("没有发现问题的表（2 张）\n"), "{report}");
    let last = report.lines().last().unwrap();
    assert_eq!(
        last,
        "1. 访惠聚工作队经费（昌吉回族自治州公共就业服务局）；2. 公共就业服务专项业务经费（昌吉回族自治州公共就业服务局）"
    );
}

#[test]
fn what_is_waived_stands_at_the_end_with_its_reason() {
    let mut checked = checked("changji-jobs-2020.xls", &BatchFacts::default());
    checked.classified = 1;
    let error =
        checked.forms[1].findings.iter_mut().find(|found| found.finding.level == Level::Error).unwrap();
    let (reason, who, when) =
        ("按财政批复执行".to_owned(), "王会计".to_owned(), "2024-03-02 14:03".to_owned());
    error.waived = Some(Waived { reason, who, when });
    let report = text(&checked);
    assert!(report.contains("已豁免 1 条") && report.contains("另有涉密项目 1 张，不列入本报告"));
    let end: Vec<&str> = report.lines().rev().take(2).collect();
    assert!(end[1].starts_with("已豁免：2. 公共就业服务专项业务经费"), "{report}");
    assert!(
        end[0].starts_with("C31｜错误｜") && end[0].ends_with("｜按财政批复执行（王会计，2024-03-02 14:03）")
    );
}

#[test]
fn published_totals_are_held_against_the_book() {
    // The published figures count one classified project (107.40) and 29 more forms than the book.
    let published =
        PublishedTotals { projects: Some(61), adjusted: Some(amount("22,215.03").unwrap()), executed: None };
    let facts = BatchFacts { published: Some(published), ..BatchFacts::default() };
    let found: Vec<String> = checked("urumqi-2023.xlsx", &facts).forms[0]
        .findings
        .iter()
        .filter(|found| found.finding.check.code() == "C53")
        .map(|found| format!("{} {}", found.finding.expected, found.finding.found))
        .collect();
    assert_eq!(found[0], "61 30");
    assert!(found[1].starts_with("22215.03 "), "{found:?}");
    assert!(amount("约两万").unwrap_err().to_string().contains("约两万"));
}
