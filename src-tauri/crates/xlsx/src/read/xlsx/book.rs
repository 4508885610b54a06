//! The workbook part: sheets in order, defined names, where the other parts are.

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use crate::error::Fault;
use crate::read::archive::Archive;
use crate::read::is_mark;
use crate::read::xml::{Node, Xml, attribute, qualified};

/// What a sheet holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Cells,
    /// A chart, a macro sheet or a dialog.
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Visibility {
    Visible,
    /// Hidden or very hidden.
    Hidden,
}

/// A sheet as the workbook lists it.
pub(super) struct Entry {
    pub name: String,
    pub kind: Kind,
    pub visibility: Visibility,
    /// Its part, where the workbook says so.
    pub part: Option<String>,
}

/// The workbook part.
#[derive(Default)]
pub(super) struct Book {
    pub entries: Vec<Entry>,
    /// Defined names that begin with `jixiao.`, and what they refer to.
    pub names: Vec<(String, String)>,
    pub from_1904: bool,
    pub strings_part: Option<String>,
    pub styles_part: Option<String>,
}

/// Relationship targets by id, with their type.
type Relations = HashMap<String, (String, String)>;

/// Reads the workbook part and its relationships.
pub(super) fn read(archive: &mut Archive<'_>) -> Result<Book, Fault> {
    let root = relations(archive, "_rels/.rels", "")?;
    let main = of_type(&root, "/officeDocument").unwrap_or_else(|| "xl/workbook.xml".to_owned());
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
    let links = relations(archive, &format!("{folder}/_rels/{file}.rels"), folder)?;
    let mut book = Book {
        strings_part: of_type(&links, "/sharedStrings"),
        styles_part: of_type(&links, "/styles"),
        ..Book::default()
    };
    let text = archive.needed(&main)?;
    book.fill(&mut Xml::new(&text, &main), &links)?;
    Ok(book)
}

fn relations(archive: &mut Archive<'_>, part: &str, folder: &str) -> Result<Relations, Fault> {
    let mut relations = Relations::new();
    let Some(text) = archive.part(part)? else {
        return Ok(relations);
    };
    let mut xml = Xml::new(&text, part);
    loop {
        match xml.next()? {
            Node::End => return Ok(relations),
            Node::Open(element) if element.local_name().as_ref() == "Relationship" => {
                let get = |name| attribute(&element, name).unwrap_or_default();
                relations.insert(get("Id"), (get("Type"), resolved(folder, &get("Target"))));
            }
            Node::Open(_) | Node::Close | Node::Text(_) => {}
        }
    }
}

/// A target is relative to its folder, unless it begins with a slash.
fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "." | "" => {}
            ".." => {
                steps.pop();
            }
            _ => steps.push(step),
        }
    }
    steps.join("/")
}

fn of_type(relations: &Relations, ending: &str) -> Option<String> {
    let mut found: Vec<&String> =
        relations.values().filter(|(kind, _)| kind.ends_with(ending)).map(|(_, target)| target).collect();
    found.sort();
    found.first().map(|target| (*target).clone())
}

impl Book {
    fn fill(&mut self, xml: &mut Xml<'_>, links: &Relations) -> Result<(), Fault> {
        loop {
            let Node::Open(element) = (match xml.next()? {
                Node::End => break,
                node => node,
            }) else {
                continue;
            };
            match element.local_name().as_ref() {
                "sheet" => self.entries.push(entry(&element, links)),
                "workbookPr" => {
                    let from_1904 = attribute(&element, "date1904");
                    self.from_1904 |= matches!(from_1904.as_deref(), Some("1" | "true"));
                }
                "definedName" => {
                    let name = attribute(&element, "name").unwrap_or_default();
                    let text = xml.text()?;
                    if is_mark(&name) {
                        self.names.push((name, text));
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }
}

fn entry(element: &BytesStart<'_>, links: &Relations) -> Entry {
    // The relationship's id carries a prefix; a plain `id` is something else.
    let id = qualified(element, "r:id").or_else(|| attribute(element, "id")).unwrap_or_default();
    let (kind, part) =
        links.get(&id).cloned().map_or((String::new(), None), |(kind, part)| (kind, Some(part)));
    let visible = attribute(element, "state").is_none_or(|state| state == "visible");
    Entry {
        name: attribute(element, "name").unwrap_or_default(),
        kind: if part.is_none() || kind.ends_with("/worksheet") { Kind::Cells } else { Kind::Other },
        visibility: if visible { Visibility::Visible } else { Visibility::Hidden },
        part,
    }
}
