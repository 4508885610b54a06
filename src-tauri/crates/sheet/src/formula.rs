use crate::address::Area;

/// A formula of a workbook, without its equals sign: words in between cells, so that it follows them when rows are moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formula {
    /// The words, with `{0}`, `{1}` … where cells stand.
    pattern: String,
    cells: Vec<Area>,
}

impl Formula {
    /// A formula of these words, `{0}` standing for the first of the cells. A single cell is called by its address, an area by both
    /// corners.
    #[must_use]
    pub fn new(pattern: impl Into<String>, cells: Vec<Area>) -> Self {
        Self { pattern: pattern.into(), cells }
    }

    /// The formula as a workbook has it, without its equals sign.
    #[must_use]
    pub fn text(&self) -> String {
        let name =
            |area: &Area| if area.first == area.last { area.first.to_string() } else { area.to_string() };
        let places = self.cells.iter().enumerate();
        places.fold(self.pattern.clone(), |text, (at, area)| text.replace(&format!("{{{at}}}"), &name(area)))
    }

    /// The same formula over cells that stand elsewhere now. A single cell stays one, whatever it is merged with there.
    #[must_use]
    pub fn moved(&self, to: impl Fn(Area) -> Area) -> Self {
        let moved = |area: &Area| if area.first == area.last { to(*area).head() } else { to(*area) };
        Self { pattern: self.pattern.clone(), cells: self.cells.iter().map(moved).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::Address;

    #[test]
    fn cells_stand_in_their_places() {
        let area = |first: (u32, u32), last: (u32, u32)| Area {
            first: Address::new(first.0, first.1),
            last: Address::new(last.0, last.1),
        };
        let formula =
            Formula::new("IF({1}=\"\",\"\",SUM({0})/{1})", vec![area((0, 0), (2, 0)), area((3, 1), (3, 1))]);
        assert_eq!(formula.text(), "IF(B4=\"\",\"\",SUM(A1:A3)/B4)");
        let down = |area: Area| Area {
            first: Address::new(area.first.row + 1, area.first.column),
            last: Address::new(area.last.row + 1, area.last.column),
        };
        assert_eq!(formula.moved(down).text(), "IF(B5=\"\",\"\",SUM(A2:A4)/B5)");
    }
}
