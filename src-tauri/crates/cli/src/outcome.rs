/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Done,
    /// Done, with forms or cells that were not understood.
    Incomplete,
    /// Nothing could be done.
    Nothing,
}
