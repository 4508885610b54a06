//! Prints docs/TABLES.md.

fn main() {
    print!("{}", jixiao_tests::tables::document());
}
