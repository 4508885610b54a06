use std::collections::BTreeMap;

use jixiao_sheet::{Border, Borders, Length};

use super::printed::Rule;

/// Ruled lines of a page: each position with the stretches that are drawn there.
#[derive(Clone, Default)]
pub struct Rules(BTreeMap<Border, OfWeight>);

/// The lines of one weight.
#[derive(Clone, Default)]
struct OfWeight {
    horizontal: BTreeMap<Length, Vec<(Length, Length)>>,
    vertical: BTreeMap<Length, Vec<(Length, Length)>>,
}

/// A rectangle on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    pub left: Length,
    pub top: Length,
    pub right: Length,
    pub bottom: Length,
}

impl Rules {
    /// Adds the sides of a rectangle that have a line.
    pub fn frame(&mut self, frame: Frame, borders: Borders) {
        let Frame { left, top, right, bottom } = frame;
        for (y, border) in [(top, borders.top), (bottom, borders.bottom)] {
            if border != Border::None {
                self.0.entry(border).or_default().horizontal.entry(y).or_default().push((left, right));
            }
        }
        for (x, border) in [(left, borders.left), (right, borders.right)] {
            if border != Border::None {
                self.0.entry(border).or_default().vertical.entry(x).or_default().push((top, bottom));
            }
        }
    }

    /// The fewest lines that draw the same; of two that meet, the heavier one last.
    pub fn merged(self) -> Vec<Rule> {
        self.0.into_iter().flat_map(|(border, lines)| lines.merged(thickness(border))).collect()
    }
}

impl OfWeight {
    fn merged(self, thickness: Length) -> impl Iterator<Item = Rule> {
        let horizontal = self.horizontal.into_iter().flat_map(move |(y, stretches)| {
            join(stretches).into_iter().map(move |(x, to_x)| Rule { x, y, to_x, to_y: y, thickness })
        });
        let vertical = self.vertical.into_iter().flat_map(move |(x, stretches)| {
            join(stretches).into_iter().map(move |(y, to_y)| Rule { x, y, to_x: x, to_y, thickness })
        });
        horizontal.chain(vertical)
    }
}

/// How thick a line is printed.
const fn thickness(border: Border) -> Length {
    match border {
        Border::None => Length::ZERO,
        Border::Thin => Length(500),
        Border::Medium => Length(1000),
        Border::Thick => Length(1500),
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

    fn frame(rules: &mut Rules, corners: [i64; 4], borders: Borders) {
        let [left, top, right, bottom] = corners.map(Length::points);
        rules.frame(Frame { left, top, right, bottom }, borders);
    }

    fn rule(ends: [i64; 4], thickness: i64) -> Rule {
        let [x, y, to_x, to_y] = ends.map(Length::points);
        Rule { x, y, to_x, to_y, thickness: Length(thickness) }
    }

    #[test]
    fn a_shared_line_is_drawn_once() {
        let mut rules = Rules::default();
        frame(&mut rules, [0, 0, 10, 5], Borders::THIN);
        frame(&mut rules, [10, 0, 20, 5], Borders::THIN);
        frame(&mut rules, [0, 5, 20, 9], Borders::THIN);
        let drawn = rules.merged();
        assert_eq!(drawn.len(), 6); // three across, and down at 0, 10 and 20
        assert!(drawn.contains(&rule([0, 5, 20, 5], 500)));
        assert!(drawn.contains(&rule([10, 0, 10, 5], 500)));
        assert!(drawn.contains(&rule([20, 0, 20, 9], 500)));
    }

    #[test]
    fn each_side_has_its_own_line_and_heavy_ones_come_last() {
        let mut rules = Rules::default();
        let heavy = Borders { bottom: Border::Medium, ..Borders::NONE };
        frame(&mut rules, [0, 0, 10, 5], heavy);
        frame(&mut rules, [0, 5, 10, 9], Borders { top: Border::Thin, ..Borders::NONE });
        frame(&mut rules, [10, 0, 20, 5], heavy);
        assert_eq!(rules.merged(), [rule([0, 5, 10, 5], 500), rule([0, 5, 20, 5], 1000)]);
    }
}
