//! The commands as TypeScript: `ui/src/wire/commands.ts`.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::command::Signature;

const HEAD: &str =
    "// Made from src-tauri/crates/commands/src/table.rs by the tests of that crate. Do not edit.\n\n";

/// Types of TypeScript's own.
const OWN: &[&str] = &["ArrayBuffer", "Promise", "ReadonlyArray"];

/// How a page calls these commands, and what they and their arguments are called here.
pub fn typescript(commands: &[Signature]) -> String {
    let (mut interface, mut names) = (String::new(), String::new());
    for command in commands {
        let name = camel(command.name);
        let arguments: Vec<String> = command
            .arguments
            .iter()
            .map(|(name, of_type)| format!("{}: {}", camel(name), readonly(of_type)))
            .collect();
        let answer = if command.answer == "null" { "void".to_owned() } else { readonly(&command.answer) };
        // Writing into a text does not fail.
        let _ = writeln!(interface, "  readonly {name}: ({}) => Promise<{answer}>", arguments.join(", "));
        let wire: Vec<&str> =
            [command.name].into_iter().chain(command.arguments.iter().map(|(name, _)| *name)).collect();
        let _ = writeln!(names, "  {name}: ['{}'],", wire.join("', '"));
    }
    let imports = types_in(&interface).into_iter().collect::<Vec<_>>().join(", ");
    format!(
        "{HEAD}import type {{ {imports} }} from './wire'\n\n\
        /** Every call rejects with `ErrorMessage`; null means that the person cancelled. */\n\
        export interface Commands {{\n{interface}}}\n\n\
        /** What each command is called in the program, and after it its arguments, in order. */\n\
        export const COMMANDS = {{\n{names}}} as const satisfies Record<keyof Commands, readonly [string, ...string[]]>\n"
    )
}

fn readonly(of_type: &str) -> String {
    of_type.replace("Array<", "ReadonlyArray<")
}

fn camel(name: &str) -> String {
    let mut parts = name.split('_');
    let mut camel = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let mut letters = part.chars();
        camel.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        camel.push_str(letters.as_str());
    }
    camel
}

fn types_in(interface: &str) -> BTreeSet<&str> {
    let names = interface.split(|c: char| !c.is_ascii_alphanumeric());
    names
        .filter(|name| name.starts_with(|first: char| first.is_ascii_uppercase()) && !OWN.contains(name))
        .collect()
}
