use rusqlite::ToSql;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Declares the key of a row. Keys are never used twice within a document.
macro_rules! key {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                self.0.to_sql()
            }
        }

        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                i64::column_result(value).map(Self)
            }
        }
    };
}

key!(
    /// Names a form of this year.
    FormId
);
key!(
    /// Names a fund, goal or indicator row; stays with the row when rows move.
    RowId
);
key!(
    /// Names a file that is attached to an indicator.
    EvidenceId
);
key!(
    /// Names an entry of the journal. Later entries have greater ones.
    EntryId
);

/// A value that stands in a text column under its serde name.
pub(crate) struct Named<T>(pub T);

impl<T: DeserializeOwned> FromSql for Named<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let name = value.as_str()?.to_owned();
        serde_json::from_value(serde_json::Value::String(name)).map(Self).map_err(FromSqlError::other)
    }
}

impl<T: Serialize> ToSql for Named<T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        match serde_json::to_value(&self.0) {
            Ok(serde_json::Value::String(name)) => Ok(name.into()),
            Ok(other) => Err(rusqlite::Error::ToSqlConversionFailure(format!("{other} is no name").into())),
            Err(error) => Err(rusqlite::Error::ToSqlConversionFailure(error.into())),
        }
    }
}

/// Where an indicator stands in its form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RowPlace {
    /// Index of the goal.
    pub goal: usize,
    /// Index of the row within the goal.
    pub row: usize,
}
