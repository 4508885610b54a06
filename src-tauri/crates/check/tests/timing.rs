#[path = "suite/published.rs"]
mod published;
#[test]
fn t() {
    use published::*;
    let fs: Vec<_> = FILES.iter().flat_map(|f| forms(f)).collect();
    let s: Vec<_> = fs
        .iter()
        .map(|f| {
            let e = edition(&f.edition);
            (f, jixiao_score::score(f, rules(e)), e)
        })
        .collect();
    let t = std::time::Instant::now();
    let mut n = 0;
    for _ in 0..20 {
        for (f, s, e) in &s {
            n += jixiao_check::check(f, s, e, rules(e)).len();
        }
    }
    eprintln!("{} forms, {} findings, {:?} per pass", s.len(), n / 20, t.elapsed() / 20);
    let t = std::time::Instant::now();
    for f in &fs {
        let e = edition(&f.edition);
        std::hint::black_box(jixiao_score::score(f, rules(e)));
    }
    eprintln!("score {:?}", t.elapsed());
}
