//! The built-in editions are complete, and every label they print is known to `recover`.

use jixiao_edition::{Each, Field, Labels, Template, editions, find, key, labels, load_editions, to_toml};
use jixiao_model::{ColumnName, EditionId, FieldName, FormKind, FundColumn};

#[test]
fn all_editions_load() {
    let editions = editions().unwrap();
    let ids: Vec<&str> = editions.iter().map(|edition| edition.id.0.as_str()).collect();
    assert_eq!(
        ids,
        [
            "hubei-2020-project",
            "national-2020-project",
            "national-2021-project",
            "xinjiang-2021-project",
            "sichuan-2023-project",
            "xinjiang-2023-project",
            "national-department",
            "hubei-2021-department",
            "xinjiang-2023-department",
            "national-2021-transfer",
            "national-target"
        ]
    );
    assert_eq!(editions.iter().filter(|edition| edition.kind == FormKind::Department).count(), 3);
}

/// Documents and workbooks that name an edition by the id that it had are still of it.
#[test]
fn editions_are_found_by_the_ids_that_they_had() {
    let editions = editions().unwrap();
    let found = find(&editions, &EditionId::from("xinjiang-2020-project")).unwrap();
    assert_eq!((found.id.0.as_str(), found.national), ("national-2020-project", true));
}

#[test]
fn every_edition_prints_funds_indicators_and_total() {
    for edition in editions().unwrap() {
        let amount =
            if edition.kind == FormKind::Target { FundColumn::Adjusted } else { FundColumn::Executed };
        assert!(edition.prints(&Field::Fund(amount)), "{}", edition.id.0);
        assert!(edition.fund_row(0).is_some(), "{}", edition.id.0);
        assert_eq!(edition.rows().filter(|row| row.each == Each::Indicator).count(), 1, "{}", edition.id.0);
        assert_eq!(edition.rows().filter(|row| row.header).count(), 1, "{}", edition.id.0);
    }
}

/// Labels beside or above others, which name no field themselves.
const SILENT: [&str; 5] = ["", "—", "项目基本情况", "1.项目年度目标完成情况", "年度预算数(万元)"];

#[test]
fn every_printed_label_is_known() {
    let labels = labels().unwrap();
    let mut unknown = Vec::new();
    for edition in editions().unwrap() {
        for label in edition.cells().filter_map(|cell| cell.text.label()).map(key) {
            let name = ColumnName::new(&label);
            let own = [Field::Text(FieldName::of_label(&label)), Field::FundExtra(name)];
            let is_own = own.iter().any(|field| edition.prints(field));
            let is_known = is_known(&labels, &label) || labels.meaning(&label).is_some() || is_own;
            if !is_known && !label.starts_with("注:") && !SILENT.contains(&label.as_str()) {
                unknown.push(format!("{}: {label}", edition.id.0));
            }
        }
    }
    assert!(unknown.is_empty(), "{unknown:#?}");
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
        .chain([&sides.funds, &sides.sources, &sides.goal, &sides.indicators, &sides.total, &sides.other])
        .flatten()
        .any(|known| known == label || known == bare)
}

/// The page and a style of a file's own.
const PAGE: &str =
    "[page]\npaper='A4'\nside_margin=150\ntop_margin=1\nbottom_margin=1\n[styles]\nown={size=10}\n";

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
    let right = edition("[900,900]", "A:B");
    check(&edition("[900,900]", "A"), "第 16 行，行“a”的单元格没有从左到右正好铺满");
    check(&edition("[900,901]", "A:B"), "第 10 行，columns 的总宽");
    check(&edition("[900,900]", "A:Z1"), "第 17 行，列“A:Z1”应写作");
    check(&edition("[900,900]", "A:C"), "第 16 行，行“a”的单元格超出了");
    for (old, new, expected) in [
        ("at='A:B'", "at='A:B',until='b'", "第 17 行，until 指向的行“b”不存在"),
        ("at='A:B'", "at='A:B',style='none'", "第 17 行，不认识的样式“none”，可用的有：center"),
        ("甲", "{甲", "第 17 行，“{甲”中的 { 没有配对的 }"),
        (
            "甲",
            "{competent_departmnt}",
            "第 17 行，不认识的字段“competent_departmnt”，可用的有：title、year、name",
        ),
        ("甲", "{indicator.level4}", "第 17 行，不认识的字段“indicator.level4”，可用的有：level1"),
        ("甲", "{indicator.level1}", "第 16 行，行“a”用了指标的字段"),
        ("funds", "fonds", "第 11 行，不认识的键“fonds”"),
        ("id='x'", "id='X.1'", "第 1 行，编号“X.1”"),
        ("title='t'", "title='{t}'", "第 8 行，不认识的字段“t”"),
        ("title='t'\n", "", "第 2 行，缺少“title”"),
        ("from=2020", "from=2020,to=2019", "第 5 行，years 的 to 早于 from"),
        ("classes=[]", "classes=[]\nalways=['甲']", "第 13 行，always 中的“甲”"),
        ("extends='base'", "extends='y'", "第 2 行，extends 指向的文件“y”不存在"),
        ("extends='base'", "extends='x'", "第 2 行，extends 形成了循环"),
        ("extends='base'", "extends='base'\nremove=['b']", "第 3 行，remove 指向不存在的行“b”"),
    ] {
        check(&right.replace(old, new), expected);
    }
    let bounds = |old: &str, new: &str, expected: &str| {
        let text = format!("{right}{PAGE}").replace(old, new);
        check(&text, expected);
    };
    bounds("size=10", "size=0", "字号“size”应在 1 到 409 磅之间");
    bounds("size=10", "size=1000", "字号“size”应在 1 到 409 磅之间");
    bounds("side_margin=150", "side_margin=1100", "页边距比纸还大");
    bounds("[900,900]", "[1800,0]", "第 10 行，columns 的第 2 列太窄或太宽");
    bounds("[900,900]", "['9000pt',900]", "第 10 行，columns 的第 1 列太窄或太宽");
    bounds("甲", "{甲", "第 17 行，“{甲”");
    let both = format!("{right}{PAGE}").replace("甲", "{甲").replace("size=10", "size=0");
    check(&both, "没有配对的 }\n第 2");
    let row = "[[section.block.row]]\nid='a'\ncells=[{at='A:B',text='乙'}]\n";
    check(&format!("{right}{row}"), "第 19 行，行编号“a”用了两次");
    let style = "[styles]\nb={format='0\"元'}\n";
    check(&format!("{right}{style}"), "第 19 行，数字格式“0\"元”中的引号");
    let change = "[[override]]\nid='b'\ncells=[]\n";
    check(&format!("{right}{change}"), "第 19 行，override 指向不存在的行或区块“b”");
    let child = "id='z'\nextends='x'\ncolumns=[900,899,1]\n";
    let error = load_editions(&[("base", base), ("x", &right), ("z", child)]).unwrap_err().to_string();
    assert!(error.contains("“z”有误：第 3 行，行“a”的单元格没有从左到右正好铺满"), "{error}");
    assert!(load_editions(&[("base", base), ("x", &edition("[900,900]", "A:B"))]).is_ok());
}

/// What the program writes it reads again, whatever an edition holds.
#[test]
fn editions_are_written_as_they_are_read() {
    let own = "id='own-1'\nformerly=['a-1']\nname='a \"b\"\\\\c'\nkind='transfer'\nyears={from=2020,to=2022}\nrules='r'\namount_unit='千元'\n\
        amounts={grouped=true}\ntitle='{year}年'\nsource='s'\ncolumns=['64.125pt','0pt',300]\ngaps=true\nfunds=['合计']\n\
        classes=[{level1='产出指标',level2=['数量指标'],rows=[3],places=[['指标2','……']]}]\n\
        [page]\nwidth='182mm'\nheight='257mm'\nleft_margin='1pt'\nright_margin='2pt'\ntop_margin='3pt'\nbottom_margin='4pt'\n\
        header_margin='5pt'\nflush_left=true\nscale=85\nheader='&C&P'\nfooter=''\n[styles]\n\
        a={typeface='仿宋_GB2312',size='10.5pt',bold=true,color='#ff0000',align='left',vertical='top',wrap=false,\n\
        left='thick',bottom='none',fill='#eeeeee',format='0.00'}\n\
        [[section]]\n[[section.block]]\n[[section.block.row]]\nid='a'\nheight='8.25pt'\npage_break=true\n\
        cells=[{at='A',text='甲\n乙',style='a',until='b'}]\n[[section.block.row]]\nid='b'\neach='indicator'\nleast=4\n\
        cells=[{at='B:C',text='{indicator.level1}分',blank='—',style='a',first_only=true}]\n"
        .replace("甲\n", "甲\\n");
    let read = |text: &str| {
        load_editions(&[("x", text)]).unwrap_or_else(|error| panic!("{error}\n{text}")).remove(0)
    };
    let mut all = editions().unwrap();
    all.push(read(&own));
    for edition in all {
        assert_eq!(read(&to_toml(&edition)), edition);
    }
}

#[test]
fn templates_of_titles() {
    let title = Template::parse("{name}项目支出绩效自评表").unwrap();
    assert_eq!(title.fill(|_, _| "甲".to_owned()), "甲项目支出绩效自评表");
}
