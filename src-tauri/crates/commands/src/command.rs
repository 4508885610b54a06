//! How a plain function becomes a command: its arguments come by name, its answer goes as JSON or bytes.

use std::sync::Arc;

use jixiao_app::desk::view::{ErrorCode, ErrorMessage};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use ts_rs::{Config, TS};

use crate::session::{CommandResult, Session, error_message};

/// A command of the table.
pub struct Entry {
    /// Its name, `export_forms`.
    pub name: &'static str,
    /// Runs it with named arguments.
    pub call: fn(&Arc<Session>, &Value) -> CommandResult<Answer>,
    /// How a page calls it.
    pub signature: fn() -> Signature,
}

/// A command as TypeScript sees it.
#[derive(Debug)]
pub struct Signature {
    /// Its name here.
    pub name: &'static str,
    /// Each argument's name here and its type there.
    pub arguments: Vec<(&'static str, String)>,
    /// The type of what it answers.
    pub answer: String,
}

/// What a command answers.
#[derive(Debug, PartialEq, Eq)]
pub enum Answer {
    /// A value as JSON.
    Json(String),
    /// A file's bytes.
    Bytes(Vec<u8>),
}

/// Bytes to be answered as they are.
pub struct Bytes(pub Vec<u8>);

/// What can be answered.
pub trait Reply {
    /// As it goes over the wire.
    fn answer(self) -> anyhow::Result<Answer>;
    /// Its type there.
    fn typescript(config: &Config) -> String;
}

impl<T: Serialize + TS> Reply for T {
    fn answer(self) -> anyhow::Result<Answer> {
        Ok(Answer::Json(serde_json::to_string(&self)?))
    }

    fn typescript(config: &Config) -> String {
        T::name(config)
    }
}

impl Reply for Bytes {
    fn answer(self) -> anyhow::Result<Answer> {
        Ok(Answer::Bytes(self.0))
    }

    fn typescript(_: &Config) -> String {
        "ArrayBuffer".to_owned()
    }
}

/// A function over a session and arguments of these types.
pub trait Command<Arguments> {
    /// Calls it.
    fn call(&self, names: &[&str], session: &Arc<Session>, arguments: &Value) -> CommandResult<Answer>;
    /// The types of its arguments, and of its answer.
    fn types(config: &Config) -> (Vec<String>, String);
}

/// One implementation for each number of arguments.
macro_rules! command_with {
    ($($argument:ident $index:tt)*) => {
        impl<F, R: Reply, $($argument: DeserializeOwned + TS),*> Command<($($argument,)*)> for F
        where
            F: Fn(&Arc<Session>, $($argument),*) -> CommandResult<R>,
        {
            #[allow(unused_variables, reason = "without arguments")]
            fn call(&self, names: &[&str], session: &Arc<Session>, arguments: &Value) -> CommandResult<Answer> {
                self(session, $(argument::<$argument>(arguments, names[$index])?),*)?
                    .answer()
                    .map_err(error_message)
            }

            fn types(config: &Config) -> (Vec<String>, String) {
                (vec![$($argument::name(config)),*], R::typescript(config))
            }
        }
    };
}

command_with!();
command_with!(A 0);
command_with!(A 0 B 1);
command_with!(A 0 B 1 C 2);

pub fn call<A>(
    command: impl Command<A>,
    names: &[&str],
    session: &Arc<Session>,
    arguments: &Value,
) -> CommandResult<Answer> {
    command.call(names, session, arguments)
}

pub fn signature<A, F: Command<A>>(_: F, name: &'static str, arguments: &[&'static str]) -> Signature {
    let (types, answer) = F::types(&Config::new().with_large_int("number"));
    assert_eq!(types.len(), arguments.len(), "{name}: name each argument in the table");
    Signature { name, arguments: arguments.iter().copied().zip(types).collect(), answer }
}

/// What a page left out is null.
fn argument<T: DeserializeOwned>(arguments: &Value, name: &str) -> CommandResult<T> {
    let given = arguments.get(name).unwrap_or(&Value::Null);
    T::deserialize(given).map_err(|_| malformed())
}

/// A page asks for what this program does not know.
pub fn malformed() -> ErrorMessage {
    ErrorMessage {
        message: "页面与程序的版本不一致，请关闭后重新打开".to_owned(),
        code: ErrorCode::Malformed,
    }
}
