use std::time::Instant;
fn main() {
    for name in std::env::args().skip(1) {
        let bytes = std::fs::read(&name).unwrap();
        let start = Instant::now();
        let book = jixiao_xlsx::read(&bytes, &name);
        let t = start.elapsed();
        match book {
            Err(e) => println!("{name} {t:?} ERR {e}"),
            Ok(b) => {
                println!("{name} {t:?} sheets {} cells {} problems {}", b.sheets.len(), b.sheets.iter().map(|s| s.cells.len()).sum::<usize>(), b.problems.len());
                if std::env::var("V").is_ok() {
                    for s in &b.sheets { println!("## {} marks {:?}", s.name, s.marks.iter().map(|m| format!("{}={}", m.name, m.area)).collect::<Vec<_>>());
                        for c in &s.cells { println!("  {} {:?} | {}", c.area, c.value.shown(), match &c.value { jixiao_sheet::Value::Text(_) => "text".into(), jixiao_sheet::Value::Number(n) => format!("{} {:?}", n.value, n.format) }); } }
                    for p in &b.problems { println!("  !! {} {} {}", p.sheet, p.problem.cell, p.problem.text); }
                }
            }
        }
    }
    let s = std::fs::read_to_string("/proc/self/status").unwrap();
    println!("{}", s.lines().find(|l| l.starts_with("VmHWM")).unwrap());
}
