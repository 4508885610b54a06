use jixiao_sheet::*;
use jixiao_xlsx::*;
fn main() {
    let bytes = std::fs::read("/work/main/tests/corpus/books/changji-2021.xlsx").unwrap();
    let mut book = read(&bytes, "a").unwrap();
    for s in &mut book.sheets {
        let rows = s.cells.iter().map(|c| c.area.last.row).max().unwrap() + 1;
        s.columns = [60, 50, 90, 60, 60, 60, 40, 50, 60].map(Length::points).to_vec();
        s.rows = (0..rows).map(|_| Length::points(30)).collect();
        s.page = Some(Page { width: Length::tenth_mm(2100), height: Length::tenth_mm(2970), side_margin: Length::tenth_mm(150), top_margin: Length::tenth_mm(200), bottom_margin: Length::tenth_mm(180) });
        s.headers = vec![Header { first: 12, last: 12, until: rows - 1 }];
        s.marks = vec![Mark { name: "jixiao.xinjiang-2021".replace('-', "_"), area: Area { first: Address::new(0, 0), last: Address::new(rows - 1, 8) } }];
        s.cells[0].style = Style { face: Face::Title, size: Length::points(18), horizontal: Horizontal::Center, border: Border::None };
        s.cells[1].style = Style { face: Face::Text, size: Length(10_500), horizontal: Horizontal::Center, border: Border::None };
        for c in &mut s.cells { if let Value::Text(t) = &c.value { if let Some(n) = Number::showing(t) { c.value = Value::Number(n); } } }
    }
    let mut t = Sheet { name: "it's !文字".into(), ..Sheet::default() };
    for (i, x) in ["=1次", "+5", "-3%", "@甲", " 前后 ", "甲\n乙", "<r>甲</r>", "_x0041_", "😀𠀀"].iter().enumerate() {
        let at = Address::new(i as u32, 0);
        t.cells.push(Cell { area: Area { first: at, last: at }, value: Value::Text((*x).into()), style: Style::default(), field: None });
    }
    t.marks = vec![Mark { name: "jixiao.t".into(), area: t.cells[0].area }];
    book.sheets.push(t);
    let p = Properties { title: "自评表".into(), author: "某某".into(), company: "某局".into(), subject: "绩效".into(), created: Moment { year: 2024, month: 3, day: 15, hour: 9, minute: 30, second: 0 } };
    std::fs::write("/tmp/xl/w.xlsx", write(&book.sheets, &p).unwrap()).unwrap();
}
