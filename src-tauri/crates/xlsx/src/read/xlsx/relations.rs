//! The relationships of a part: which other parts belong to it.

use std::collections::HashMap;

use crate::error::Fault;
use crate::read::archive::Archive;
use crate::read::xml::{Node, Xml, attribute};

/// Relationship targets by id, with their type.
pub(super) type Relations = HashMap<String, (String, String)>;

pub(super) fn relations(archive: &mut Archive<'_>, part: &str, folder: &str) -> Result<Relations, Fault> {
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

pub(super) fn of_type(relations: &Relations, ending: &str) -> Option<String> {
    let mut found: Vec<&String> =
        relations.values().filter(|(kind, _)| kind.ends_with(ending)).map(|(_, target)| target).collect();
    found.sort();
    found.first().map(|target| (*target).clone())
}
