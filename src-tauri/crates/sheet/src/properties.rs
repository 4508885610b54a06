/// What an exported file says of itself. The same contents and properties give the same bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Properties {
    /// Title of the file.
    pub title: String,
    /// Author: the unit that hands the forms in.
    pub author: String,
    /// When its contents were made, in seconds since 1970-01-01 00:00 UTC. The caller's clock; nothing below it reads one.
    pub created: i64,
}
