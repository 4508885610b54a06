//! Prints docs/RULES.md; `make rules` puts it there.

fn main() {
    print!("{}", jixiao_tests::rules::document());
}
