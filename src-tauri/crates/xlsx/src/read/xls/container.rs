//! A compound file ([MS-CFB]) around the records that calamine is shown. The file that came in is not passed on:
//! calamine follows its chains of sectors without noticing a circle.

/// The larger of the two sizes, so that the header has room for the places of all tables.
const SECTOR: usize = 4096;
/// Sector numbers in a table of one sector.
const NUMBERS: usize = SECTOR / 4;
const END_OF_CHAIN: u32 = 0xFFFF_FFFE;
const TABLE: u32 = 0xFFFF_FFFD;
const FREE: u32 = 0xFFFF_FFFF;

/// A compound file with `stream` as its workbook: header, tables, directory, stream, in whole sectors.
pub(super) fn around(stream: &[u8]) -> Vec<u8> {
    let sectors = stream.len().div_ceil(SECTOR).max(1);
    // A table has to name itself as well.
    let tables = (sectors + 1).div_ceil(NUMBERS - 1);
    let mut file = Vec::with_capacity((2 + tables + sectors) * SECTOR);
    header(&mut file, tables);
    let chain = |next: usize, last: usize| if next > last { END_OF_CHAIN } else { number(next) };
    let last = tables + sectors;
    file.extend(std::iter::repeat_n(TABLE, tables).flat_map(u32::to_le_bytes));
    file.extend(END_OF_CHAIN.to_le_bytes());
    file.extend((tables + 1..=last).flat_map(|sector| chain(sector + 1, last).to_le_bytes()));
    fill(&mut file, 1 + tables, FREE.to_le_bytes()[0]);
    entry(&mut file, "Root Entry", 5, tables + 1, 0);
    entry(&mut file, "Workbook", 2, tables + 1, sectors * SECTOR);
    fill(&mut file, 2 + tables, 0);
    file.extend_from_slice(stream);
    fill(&mut file, 2 + tables + sectors, 0);
    file
}

/// [MS-CFB] 2.2.
fn header(file: &mut Vec<u8>, tables: usize) {
    file.extend(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    file.resize(24, 0);
    // Versions, byte order, sizes of sectors and of small sectors as powers of two.
    file.extend([0x3E, 3, 0xFFFE, 12, 6].into_iter().flat_map(u16::to_le_bytes));
    file.resize(44, 0);
    file.extend([number(tables), number(tables), 0, 4096].into_iter().flat_map(u32::to_le_bytes));
    // No small sectors, and no more places of tables than follow here.
    file.extend([END_OF_CHAIN, 0, END_OF_CHAIN, 0].into_iter().flat_map(u32::to_le_bytes));
    file.extend((0..tables).flat_map(|table| number(table).to_le_bytes()));
    file.resize(512, 0xFF);
    fill(file, 1, 0);
}

/// [MS-CFB] 2.6.1.
fn entry(file: &mut Vec<u8>, name: &str, kind: u8, start: usize, size: usize) {
    let first = file.len();
    file.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
    file.resize(first + 64, 0);
    let length = u16::try_from(2 * name.len() + 2).unwrap_or_default();
    file.extend(length.to_le_bytes());
    file.extend([kind, 1]);
    file.extend([FREE; 3].into_iter().flat_map(u32::to_le_bytes));
    file.resize(first + 116, 0);
    file.extend([number(start), number(size), 0].into_iter().flat_map(u32::to_le_bytes));
}

/// Fills up to the end of so many sectors.
fn fill(file: &mut Vec<u8>, sectors: usize, with: u8) {
    file.resize(file.len().max(sectors * SECTOR), with);
}

/// No stream is ever too large for the number of its sectors.
fn number(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(FREE)
}

#[cfg(test)]
mod tests {
    use super::super::compound::Compound;
    use super::*;

    #[test]
    fn streams_come_back() {
        for length in [0, 1, 4096, 4097, 1022 * SECTOR, 1023 * SECTOR, 5_000_000] {
            let stream: Vec<u8> = (0..length).map(|at| at.to_le_bytes()[0] ^ at.to_le_bytes()[1]).collect();
            let file = around(&stream);
            assert_eq!(file.len() % SECTOR, 0);
            let read = Compound::open(&file).unwrap().stream("Workbook").unwrap().unwrap();
            assert!(read.starts_with(&stream) && read.len() - length <= SECTOR, "{length}");
        }
    }
}
