use std::collections::BTreeMap;

use jixiao_sheet::Length;

use super::Rule;

/// Ruled lines of a page: each position with the stretches that are drawn there.
#[derive(Clone, Default)]
pub struct Rules {
    horizontal: BTreeMap<Length, Vec<(Length, Length)>>,
    vertical: BTreeMap<Length, Vec<(Length, Length)>>,
}

impl Rules {
    /// Adds the four sides of a rectangle.
    pub fn frame(&mut self, left: Length, top: Length, right: Length, bottom: Length) {
        for y in [top, bottom] {
            self.horizontal.entry(y).or_default().push((left, right));
        }
        for x in [left, right] {
            self.vertical.entry(x).or_default().push((top, bottom));
        }
    }

    /// The fewest lines that draw the same.
    pub fn merged(self) -> Vec<Rule> {
        let horizontal = self.horizontal.into_iter().flat_map(|(y, stretches)| {
            join(stretches).into_iter().map(move |(x, to_x)| Rule { x, y, to_x, to_y: y })
        });
        let vertical = self.vertical.into_iter().flat_map(|(x, stretches)| {
            join(stretches).into_iter().map(move |(y, to_y)| Rule { x, y, to_x: x, to_y })
        });
        horizontal.chain(vertical).collect()
    }
}

/// Joins stretches that overlap or touch.
fn join(mut stretches: Vec<(Length, Length)>) -> Vec<(Length, Length)> {
    stretches.sort_unstable();
    let mut joined: Vec<(Length, Length)> = Vec::new();
    for (from, to) in stretches {
        match joined.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => joined.push((from, to)),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shared_line_is_drawn_once() {
        let mut rules = Rules::default();
        let at = Length::points;
        rules.frame(at(0), at(0), at(10), at(5));
        rules.frame(at(10), at(0), at(20), at(5));
        rules.frame(at(0), at(5), at(20), at(9));
        let drawn = rules.merged();
        assert_eq!(drawn.len(), 6); // three across, and down at 0, 10 and 20
        assert!(drawn.contains(&Rule { x: at(0), y: at(5), to_x: at(20), to_y: at(5) }));
        assert!(drawn.contains(&Rule { x: at(10), y: at(0), to_x: at(10), to_y: at(5) }));
        assert!(drawn.contains(&Rule { x: at(20), y: at(0), to_x: at(20), to_y: at(9) }));
    }
}
