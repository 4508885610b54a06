//! Prints docs/LAYOUTS.md; `make layouts` puts it there.

fn main() {
    print!("{}", jixiao_tests::offices::document());
}
