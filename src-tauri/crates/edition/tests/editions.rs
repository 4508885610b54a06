//! The built-in editions are complete, and every label they print is known to `recover`.

use jixiao_edition::{Each, Field, Labels, Template, editions, key, labels, load_editions};
use jixiao_model::FundColumn;

#[test]
fn five_editions_load() {
    let editions = editions().unwrap();
    let ids: Vec<&str> = editions.iter().map(|edition| edition.id.0.as_str()).collect();
    assert_eq!(
        ids,
        [
            "xinjiang-2020-project",
            "xinjiang-2021-project",
            "xinjiang-2023-project",
            "xinjiang-2023-department",
            "hubei-2021-department"
        ]
    );
    assert_eq!(
        editions.iter().filter(|edition| edition.kind == jixiao_model::FormKind::Department).count(),
        2
    );
}

#[test]
fn every_edition_prints_funds_indicators_and_total() {
    for edition in editions().unwrap() {
        assert!(edition.prints(&Field::Fund(FundColumn::Executed)), "{}", edition.id.0);
        for each in [Each::FundTotal, Each::Indicator] {
            assert_eq!(edition.rows().filter(|row| row.each == each).count(), 1, "{}", edition.id.0);
        }
        assert_eq!(edition.rows().filter(|row| row.header).count(), 1, "{}", edition.id.0);
    }
}

#[test]
fn every_printed_label_is_known() {
    let labels = labels().unwrap();
    for edition in editions().unwrap() {
        for label in edition.cells().filter_map(|cell| cell.text.label()).map(key) {
            assert!(
                matches!(label.as_str(), "" | "—") || is_known(&labels, &label),
                "{}: {label}",
                edition.id.0
            );
        }
    }
}

fn is_known(labels: &Labels, label: &str) -> bool {
    let bare = label.split('(').next().unwrap_or(label);
    let sides = &labels.sides;
    labels
        .texts
        .values()
        .chain(labels.funds.values())
        .chain(labels.indicators.values())
        .chain([&labels.goals.expected, &labels.goals.actual])
        .chain([&sides.funds, &sides.goal, &sides.indicators, &sides.total])
        .flatten()
        .any(|known| known == label || known == bare)
}

#[test]
fn mistakes_are_named_in_chinese() {
    let base = "[page]\npaper='A4'\norientation='portrait'\nside_margin=150\ntop_margin=1\nbottom_margin=1\n\
                [styles]\ncenter={face='text',size=10,align='center',border='thin'}\n";
    let edition = |columns: &str, at: &str| {
        format!(
            "id='x'\nextends='base'\nname='x'\nkind='project'\nyears={{from=2020}}\nrules='r'\namount_unit='万元'\n\
             title='t'\nsource='s'\ncolumns={columns}\nfunds=[]\nclasses=[]\n\
             [[section]]\n[[section.block]]\n[[section.block.row]]\nid='a'\ncells=[{{at='{at}',text='甲'}}]\n"
        )
    };
    let check = |text: &str, expected: &str| {
        let error = load_editions(&[("base", base), ("x", text)]).unwrap_err();
        assert!(error.to_string().contains(expected), "{error}");
    };
    check(&edition("[900,900]", "A"), "没有从左到右正好铺满");
    check(&edition("[900,901]", "A:B"), "总宽");
    check(&edition("[900,900]", "A:Z1"), "应写作");
    check("extends='y'", "不存在");
    check("extends='x'", "循环");
    assert!(load_editions(&[("base", base), ("x", &edition("[900,900]", "A:B"))]).is_ok());
}

#[test]
fn templates_of_titles() {
    let title = Template::parse("{name}项目支出绩效自评表").unwrap();
    assert_eq!(title.fill(|_, _| "甲".to_owned()), "甲项目支出绩效自评表");
}
